import { useMutation } from "@apollo/client/react";
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { ToolIcon } from "../../ui/tool-icon";
import { RemoveShortcutDocument, type ShortcutTile_shortcutFragment } from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

/** Quick ways to items, as a teacher chose them. */
export function ShortcutTiles({ shortcuts }: { shortcuts: readonly ShortcutTile_shortcutFragment[] }) {
  const { t } = useTranslation("courses");
  const { place, editing, refresh } = useHome();
  const showError = useShowError();
  const [remove] = useMutation(RemoveShortcutDocument);
  if (shortcuts.length === 0) return null;
  const takeAway = (id: string) =>
    void remove({ variables: { id, sessionId: place.sessionId } })
      .then(refresh)
      .catch(showError);
  return (
    <ul className={classes.shortcuts} aria-label={t("shortcut.all")}>
      {shortcuts.map(({ id, label, pictureUrl, item }) => (
        <li key={id} className={classes.shortcut}>
          {pictureUrl ? <img src={pictureUrl} alt="" className={classes.shortcutPicture} /> : <ToolIcon tool={item.tool} size={28} />}
          <Link to={place.address + item.address} className={classes.link}>
            <bdi>{label ?? item.title}</bdi>
          </Link>
          {editing && (
            <ActionIcon size="sm" aria-label={t("shortcut.remove", { title: label ?? item.title })} onClick={() => takeAway(id)}>
              <IconX size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
