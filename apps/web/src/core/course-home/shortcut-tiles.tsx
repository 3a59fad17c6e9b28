import { useMutation } from "@apollo/client/react";
import { ActionIcon } from "@mantine/core";
import { IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { ToolIcon } from "../../ui/tool-icon";
import { RemoveShortcutDocument, type ShortcutTile_shortcutFragment } from "./course-home.generated";
import { useHome } from "./home-context";
import { ShortcutDialog } from "./shortcut-dialog";
import classes from "./course-home.module.css";

type Shortcut = ShortcutTile_shortcutFragment;

function EditShortcut({ shortcut, onEdit }: { shortcut: Shortcut; onEdit: () => void }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [remove] = useMutation(RemoveShortcutDocument);
  const title = shortcut.label ?? shortcut.item.title;
  const takeAway = () =>
    void remove({ variables: { id: shortcut.id, sessionId: place.sessionId } })
      .then(refresh)
      .catch(showError);
  return (
    <>
      <ActionIcon size="sm" aria-label={t("shortcut.edit", { title })} onClick={onEdit}>
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t("shortcut.remove", { title })} onClick={takeAway}>
        <IconX size={14} />
      </ActionIcon>
    </>
  );
}

/** Quick ways to items, as a teacher chose them; in edit mode each gets its own label and picture. */
export function ShortcutTiles({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation("courses");
  const { place, editing } = useHome();
  const [changing, setChanging] = useState<Shortcut | null>(null);
  if (shortcuts.length === 0) return null;
  return (
    <>
      <ul className={classes.shortcuts} aria-label={t("shortcut.all")}>
        {shortcuts.map((shortcut) => (
          <li key={shortcut.id} className={classes.shortcut}>
            {shortcut.pictureUrl ? (
              <img src={shortcut.pictureUrl} alt="" className={classes.shortcutPicture} />
            ) : (
              <ToolIcon tool={shortcut.item.tool} size={28} />
            )}
            <Link to={place.address + shortcut.item.address} className={classes.link}>
              <bdi>{shortcut.label ?? shortcut.item.title}</bdi>
            </Link>
            {editing && <EditShortcut shortcut={shortcut} onEdit={() => setChanging(shortcut)} />}
          </li>
        ))}
      </ul>
      {changing && <ShortcutDialog shortcut={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
