import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { RelativeTime } from "../../ui/relative-time";
import { ToolIcon } from "../../ui/tool-icon";
import { useMarkSeen } from "./mark-seen";
import type { NotificationRow_notificationFragment } from "./notifications.generated";
import classes from "./notifications.module.css";
import { useSentence } from "./sentence";

// What no course tool told of looks like the tool that stands nearest.
const looks: Record<string, string> = { enrolments: "people", sessions: "agenda" };

interface RowProps {
  row: NotificationRow_notificationFragment;
  /** Called when somebody goes to what it tells of. */
  onLeave?: () => void;
}

/** One notification: what happened, when, and the way there. Going there marks it as seen; so does its tick. */
export function NotificationRow({ row, onLeave }: RowProps) {
  const { t } = useTranslation("notifications");
  const sentence = useSentence()(row);
  const markSeen = useMarkSeen();
  const tool = row.tool ?? "";
  const leave = () => {
    void markSeen([row]);
    onLeave?.();
  };
  return (
    <li className={classes.row} data-unseen={row.seenAt === null || undefined}>
      <ToolIcon tool={looks[tool] ?? tool} size={32} />
      <div className={classes.words}>
        {row.seenAt === null && <span className={classes.spoken}>{t("unseen")} </span>}
        {row.href ? (
          <Link to={row.href} dir="auto" className={classes.link} onClick={leave}>
            {sentence}
          </Link>
        ) : (
          <span dir="auto">{sentence}</span>
        )}
        <span className={classes.time}>
          <RelativeTime at={row.createdAt} />
        </span>
      </div>
      {row.seenAt === null && (
        <Tooltip label={t("markSeen")}>
          <ActionIcon className={classes.tick} aria-label={t("markOne", { sentence })} onClick={() => void markSeen([row])}>
            <IconCheck size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
