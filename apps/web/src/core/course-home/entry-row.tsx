import { useMutation } from "@apollo/client/react";
import { ActionIcon, Badge, Group, Text } from "@mantine/core";
import {
  IconAdjustments,
  IconArrowBigRight,
  IconBookmark,
  IconEye,
  IconEyeOff,
  IconIndentDecrease,
  IconIndentIncrease,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { AccessReasons } from "../../ui/access-reasons";
import { MenuButton } from "../../ui/menu-button";
import { ProgressRing } from "../../ui/progress-ring";
import { RelativeTime } from "../../ui/relative-time";
import { ToolIcon } from "../../ui/tool-icon";
import { SaveItemDetailsDocument, SaveItemOverrideDocument } from "../item-details/item-details.generated";
import {
  CreateShortcutDocument,
  type EntryRow_entryFragment,
  type HomeSectionBlock_sectionFragment,
  MoveEntryDocument,
  PlaceItemDocument,
  RemoveEntryDocument,
} from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

interface EntryRowProps {
  entry: EntryRow_entryFragment;
  sections: readonly HomeSectionBlock_sectionFragment[];
  /** The entry that comes next in the section. */
  follower: string | null;
}

function useEntryActs({ entry, follower }: Pick<EntryRowProps, "entry" | "follower">) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [move] = useMutation(MoveEntryDocument);
  const [place_] = useMutation(PlaceItemDocument);
  const [remove] = useMutation(RemoveEntryDocument);
  const [shortcut] = useMutation(CreateShortcutDocument);
  const [save] = useMutation(SaveItemDetailsDocument);
  const [override] = useMutation(SaveItemOverrideDocument);
  const { courseId, sessionId } = place;
  const done = (work: Promise<unknown>) => void work.then(refresh).catch(showError);
  const { item } = entry;
  return {
    moveTo: (sectionId: string) => done(move({ variables: { entryId: entry.id, input: { sectionId, sessionId } } })),
    indent: (indent: number) =>
      done(move({ variables: { entryId: entry.id, input: { sectionId: entry.sectionId, sessionId, beforeEntryId: follower, indent } } })),
    makeShortcut: () => done(shortcut({ variables: { input: { courseId, sessionId, itemId: item.id } } })),
    toggle: () => {
      const state = item.state === "PUBLISHED" ? "HIDDEN" : "PUBLISHED";
      // In a session a base item is hidden for the session alone.
      if (sessionId) return done(override({ variables: { itemId: item.id, sessionId, input: { state } } }));
      return done(save({ variables: { id: item.id, sessionId, input: { state }, expectedVersion: item.version } }));
    },
    takeOut: () =>
      done(
        remove({ variables: { entryId: entry.id, sessionId } }).then(({ data }) => {
          const gone = data?.removeEntry;
          if (gone)
            offerUndo(t("entry.removed", { title: item.title }), () =>
              place_({
                variables: {
                  itemId: gone.itemId,
                  input: { sectionId: gone.sectionId, sessionId, beforeEntryId: gone.beforeEntryId, indent: gone.indent },
                },
              }).then(refresh),
            );
        }),
      ),
  };
}

function EditTools(props: EntryRowProps) {
  const { t } = useTranslation("courses");
  const { openDetails } = useHome();
  const acts = useEntryActs(props);
  const { entry, sections } = props;
  const { item } = entry;
  const shown = item.state === "PUBLISHED";
  const elsewhere = sections.filter(({ id }) => id !== entry.sectionId).slice(0, 12);
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon aria-label={t(shown ? "entry.hide" : "entry.show", { title: item.title })} onClick={acts.toggle}>
        {shown ? <IconEye size={18} /> : <IconEyeOff size={18} />}
      </ActionIcon>
      <MenuButton
        name={item.title}
        entries={[
          { label: t("entry.details"), icon: IconAdjustments, onClick: () => openDetails(item.id) },
          { label: t("entry.shortcut"), icon: IconBookmark, onClick: acts.makeShortcut },
          entry.indent < 2 && { label: t("entry.indent"), icon: IconIndentIncrease, onClick: () => acts.indent(entry.indent + 1) },
          entry.indent > 0 && { label: t("entry.outdent"), icon: IconIndentDecrease, onClick: () => acts.indent(entry.indent - 1) },
          ...elsewhere.map(({ id, section }) => ({
            label: t("entry.moveTo", { title: section.title }),
            icon: IconArrowBigRight,
            onClick: () => acts.moveTo(id),
          })),
          null,
          { label: t("entry.remove"), icon: IconX, onClick: acts.takeOut },
        ]}
      />
    </Group>
  );
}

function Standing({ item }: { item: EntryRow_entryFragment["item"] }) {
  const { t } = useTranslation("courses");
  const { place } = useHome();
  if (!item.access.open) return <AccessReasons reasons={item.access.reasons} />;
  if (item.state !== "PUBLISHED") {
    return (
      <Badge variant="outline" color="gray">
        {t(`state.${item.state}`)}
      </Badge>
    );
  }
  if (place.isStaff || !item.progress) return null;
  const { state, fraction } = item.progress;
  const outcome = state === "PASSED" ? "passed" : state === "FAILED" ? "failed" : undefined;
  return (
    <ProgressRing fraction={state === "COMPLETED" || state === "PASSED" ? 1 : fraction} outcome={outcome} size={22} label={item.title} />
  );
}

/** A line of a section: the tool's icon, the title, how it stands, and its date at the end. */
export function EntryRow(props: EntryRowProps) {
  const { t } = useTranslation("courses");
  const { place, editing } = useHome();
  const { item, indent } = props.entry;
  const open = item.access.open || place.isStaff;
  return (
    <div className={classes.entry} style={{ marginInlineStart: `${indent * 1.5}rem` }} data-closed={!open || undefined}>
      <ToolIcon tool={item.tool} size={28} />
      <div className={classes.entryTitle}>
        {open && item.address ? (
          <Link to={place.address + item.address} className={classes.link}>
            <bdi>{item.title}</bdi>
          </Link>
        ) : (
          <bdi>{item.title}</bdi>
        )}
      </div>
      <Standing item={item} />
      {item.dueAt && (
        <Text size="sm" className={classes.date}>
          {t("home.due")} <RelativeTime at={item.dueAt} />
        </Text>
      )}
      {editing && <EditTools {...props} />}
    </div>
  );
}
