import { useMutation } from "@apollo/client/react";
import { ActionIcon, Badge, Group } from "@mantine/core";
import { IconArrowBackUp, IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { SortableList } from "../../ui/sortable-list";
import { ToolIcon } from "../../ui/tool-icon";
import { RemoveShortcutDocument, ReorderShortcutsDocument, type ShortcutTile_shortcutFragment } from "./course-home.generated";
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
  const Icon = shortcut.replacesBase ? IconArrowBackUp : IconX;
  return (
    <>
      {shortcut.replacesBase && <Badge variant="outline">{t("introduction.ofSession")}</Badge>}
      <ActionIcon size="sm" aria-label={t("shortcut.edit", { title })} onClick={onEdit}>
        <IconPencil size={14} />
      </ActionIcon>
      {shortcut.mayRemove && (
        <ActionIcon
          size="sm"
          aria-label={t(shortcut.replacesBase ? "shortcut.bringBack" : "shortcut.remove", { title })}
          onClick={takeAway}
        >
          <Icon size={14} />
        </ActionIcon>
      )}
    </>
  );
}

function Face({ shortcut }: { shortcut: Shortcut }) {
  const { place } = useHome();
  return (
    <>
      {shortcut.pictureUrl ? (
        <img src={shortcut.pictureUrl} alt="" className={classes.shortcutPicture} />
      ) : (
        <ToolIcon tool={shortcut.item.tool} size={28} />
      )}
      <Link to={place.address + shortcut.item.address} className={classes.link}>
        <bdi>{shortcut.label ?? shortcut.item.title}</bdi>
      </Link>
    </>
  );
}

/** In edit mode a list to put in order, to rename and to take from. */
function ShortcutManager({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [changing, setChanging] = useState<Shortcut | null>(null);
  const [reorder] = useMutation(ReorderShortcutsDocument);
  const at = { courseId: place.courseId, sessionId: place.sessionId };
  return (
    <section className={classes.shortcutList} aria-label={t("shortcut.all")}>
      <SortableList
        rows={shortcuts}
        nameOf={(shortcut) => shortcut.label ?? shortcut.item.title}
        onMove={(_shortcut, _index, ids) =>
          void reorder({ variables: { ...at, ids } })
            .then(refresh)
            .catch(showError)
        }
        label={t("shortcut.all")}
      >
        {(shortcut) => (
          <Group gap="sm" wrap="nowrap" className={classes.toolLine}>
            <Face shortcut={shortcut} />
            <EditShortcut shortcut={shortcut} onEdit={() => setChanging(shortcut)} />
          </Group>
        )}
      </SortableList>
      {changing && <ShortcutDialog shortcut={changing} onClose={() => setChanging(null)} />}
    </section>
  );
}

/** Quick ways to items, as a teacher chose them; in edit mode each gets its own label, picture and place. */
export function ShortcutTiles({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation("courses");
  const { editing } = useHome();
  if (shortcuts.length === 0) return null;
  if (editing) return <ShortcutManager shortcuts={shortcuts} />;
  return (
    <ul className={classes.shortcuts} aria-label={t("shortcut.all")}>
      {shortcuts.map((shortcut) => (
        <li key={shortcut.id} className={classes.shortcut}>
          <Face shortcut={shortcut} />
        </li>
      ))}
    </ul>
  );
}
