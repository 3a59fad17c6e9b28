import { useQuery } from "@apollo/client/react";
import { ActionIcon, Anchor, Button, Indicator, Popover } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { ListSkeleton } from "../../ui/skeletons";
import { useUnread } from "../shell/counts";
import { useOpenAtOnce } from "../shell/open-at-once";
import { onArrival } from "./arrivals";
import { useMarkSeen } from "./mark-seen";
import { NotificationRow } from "./notification-row";
import { LatestNotificationsDocument } from "./notifications.generated";
import classes from "./notifications.module.css";

function Latest({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation("notifications");
  const { data, refetch } = useQuery(LatestNotificationsDocument, { fetchPolicy: "cache-and-network" });
  const markSeen = useMarkSeen();
  const rows = data?.latest.nodes;
  useEffect(() => onArrival(() => void refetch()), [refetch]);
  return (
    <>
      <div className={classes.panelHead}>
        <h2>{t("title")}</h2>
        {(data?.unseenNotifications ?? 0) > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => void markSeen(rows ?? [], true)}>
            {t("markAll")}
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        {!rows && <ListSkeleton rows={3} />}
        {rows?.length === 0 && <p className={classes.empty}>{t("noneShort")}</p>}
        <ul className={classes.list}>
          {rows?.map((row) => (
            <NotificationRow key={row.id} row={row} onLeave={onLeave} />
          ))}
        </ul>
      </div>
      <div className={classes.panelFoot}>
        <Anchor component={Link} to="/inbox" onClick={onLeave}>
          {t("all")}
        </Anchor>
      </div>
    </>
  );
}

/** The bell with what came last: a press opens it, Escape gives the focus back. */
export function BellPanel() {
  const { t } = useTranslation(["shell", "notifications"]);
  const unread = useUnread();
  const { button, menu } = useOpenAtOnce();
  const toggle = () => menu.onChange(!menu.opened);
  return (
    <Popover position="bottom-end" width={380} trapFocus returnFocus {...menu}>
      <Indicator label={unread > 99 ? "99+" : unread} size={18} offset={5} disabled={unread === 0} color="yellow">
        <Popover.Target>
          <ActionIcon ref={button} aria-label={t("shell:bell", { count: unread })} onClick={toggle}>
            <IconBell size={20} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown className={classes.panel} aria-label={t("notifications:title")}>
        <Latest onLeave={() => menu.onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
