import { type QueryRef, useMutation, useQuery, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Button, Group, Modal, MultiSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { ConfirmNamed } from "../../ui/confirm-named";
import { DialogForm } from "../../ui/dialog-form";
import { EmptyState } from "../../ui/empty-state";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { Person } from "../../ui/person";
import { ListSkeleton } from "../../ui/skeletons";
import {
  PeopleCreateGroupDocument,
  PeopleDeleteGroupDocument,
  PeopleGroupChoicesDocument,
  PeopleGroupMembersDocument,
  type PeopleGroupMembersQuery,
  type PeopleGroupsQuery,
  PeopleRenameGroupDocument,
  PeopleSetGroupMembersDocument,
} from "./people.generated";

type GroupRow = PeopleGroupsQuery["courseGroups"][number];
type Member = PeopleGroupMembersQuery["groupMembers"][number];

/** Asks for a name: of a new group, or a new one for a group. */
function NameDialog({
  title,
  first,
  onClose,
  onSave,
}: {
  title: string;
  first: string;
  onClose: () => void;
  onSave: (name: string) => Promise<void>;
}) {
  const { t } = useTranslation("people");
  const [name, setName] = useState(first);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <DialogForm
        action={t("groups.save")}
        onSubmit={() => onSave(name.trim()).then(onClose)}
        onClose={onClose}
        disabled={name.trim() === ""}
      >
        <TextInput
          label={t("groups.name")}
          maxLength={100}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </DialogForm>
    </Modal>
  );
}

/** The people that the typed text finds, and the names of all who were seen so far. */
function useChoices(members: readonly Member[], typed: string) {
  const { courseId, sessionId } = useCoursePlace();
  const [text] = useDebouncedValue(typed.trim(), 200);
  const { data } = useQuery(PeopleGroupChoicesDocument, { variables: { courseId, sessionId, text }, fetchPolicy: "cache-and-network" });
  const [known, setKnown] = useState(new Map(members.map((member) => [member.id, member.person.name])));
  const found = data?.courseUsers.nodes.map(({ user }) => user) ?? [];
  if (found.some((user) => !known.has(user.id))) setKnown(new Map([...known, ...found.map((user) => [user.id, user.name] as const)]));
  return {
    found: found.map((user) => user.id),
    labels: (ids: readonly string[]) => [...new Set(ids)].map((value) => ({ value, label: `\u2068${known.get(value) ?? ""}\u2069` })),
  };
}

/** Who is in a group, chosen among the people of the course or session. */
function MembersForm({
  group,
  members,
  onClose,
  onSaved,
}: {
  group: GroupRow;
  members: readonly Member[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const { t } = useTranslation("people");
  const showError = useShowError();
  const [search, setSearch] = useState("");
  const { found, labels } = useChoices(members, search);
  const [chosen, setChosen] = useState(members.map((member) => member.id));
  const [tutors, setTutors] = useState(members.filter((member) => member.tutor).map((member) => member.id));
  const [save, { loading }] = useMutation(PeopleSetGroupMembersDocument);
  const submit = async () => {
    try {
      await save({ variables: { groupId: group.id, userIds: chosen, tutorIds: tutors.filter((id) => chosen.includes(id)) } });
      announce(t("groups.saved"));
      onSaved();
      onClose();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <DialogForm action={t("groups.save")} onSubmit={submit} onClose={onClose} loading={loading}>
      <MultiSelect
        label={t("groups.members")}
        description={t("groups.membersHelp")}
        searchable
        data={labels([...chosen, ...found])}
        // The server has chosen already, by accents too.
        filter={({ options }) => options}
        value={chosen}
        onChange={setChosen}
        searchValue={search}
        onSearchChange={setSearch}
        nothingFoundMessage={t("empty.filtered")}
        data-autofocus
      />
      <MultiSelect
        label={t("groups.tutors")}
        description={t("groups.tutorsHelp")}
        data={labels(chosen)}
        value={tutors}
        onChange={setTutors}
      />
    </DialogForm>
  );
}

function MembersDialog({ group, staff, onClose, onSaved }: { group: GroupRow; staff: boolean; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation("people");
  const { data } = useQuery(PeopleGroupMembersDocument, { variables: { groupId: group.id }, fetchPolicy: "network-only" });
  return (
    <Modal opened onClose={onClose} title={<bdi>{group.title}</bdi>} closeButtonProps={{ "aria-label": t("cancel") }}>
      {!data && <ListSkeleton rows={3} />}
      {data && staff && <MembersForm group={group} members={data.groupMembers} onClose={onClose} onSaved={onSaved} />}
      {data && !staff && (
        <Stack component="ul" gap="sm" p={0} m={0}>
          {data.groupMembers.map((member) => (
            <li key={member.id} style={{ listStyle: "none" }}>
              <Person person={member.person} detail={member.tutor ? t("roles.TUTOR") : undefined} />
            </li>
          ))}
        </Stack>
      )}
    </Modal>
  );
}

interface GroupLineProps {
  group: GroupRow;
  staff: boolean;
  onOpen: (what: What) => void;
}

function GroupLine({ group, staff, onOpen }: GroupLineProps) {
  const { t } = useTranslation("people");
  return (
    <Paper component="li" withBorder p="sm" radius="md" style={{ listStyle: "none" }}>
      <Group justify="space-between" gap="xs">
        <div style={{ flex: "1 1 10rem", minInlineSize: 0 }}>
          <Text component="bdi" fw={550} display="block" style={{ overflowWrap: "anywhere" }}>
            {group.title}
          </Text>
          <Text size="sm" c="dimmed">
            {t("count", { count: group.memberCount })}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" size="sm" onClick={() => onOpen("members")}>
            {t(staff ? "groups.choose" : "groups.see")}
          </Button>
          {staff && (
            <MenuButton
              name={group.title}
              entries={[
                { label: t("groups.rename"), onClick: () => onOpen("rename") },
                { label: t("groups.delete"), danger: true, onClick: () => onOpen("delete") },
              ]}
            />
          )}
        </Group>
      </Group>
    </Paper>
  );
}

type What = "create" | "members" | "rename" | "delete";

interface GroupDialogsProps {
  open: { what: What; group: GroupRow | null } | null;
  staff: boolean;
  onClose: () => void;
  /** Waits for a change, says so, and reads the groups again. */
  after: (done: Promise<unknown>, words?: string) => Promise<void>;
}

function GroupDialogs({ open, staff, onClose, after }: GroupDialogsProps) {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const [create] = useMutation(PeopleCreateGroupDocument);
  const [rename] = useMutation(PeopleRenameGroupDocument);
  const [remove] = useMutation(PeopleDeleteGroupDocument);
  const group = open?.group;
  if (open?.what === "create")
    return (
      <NameDialog
        title={t("groups.add")}
        first=""
        onClose={onClose}
        onSave={(name) => after(create({ variables: { input: { courseId, sessionId, title: name } } }), t("groups.created"))}
      />
    );
  if (!group) return null;
  if (open.what === "rename")
    return (
      <NameDialog
        title={t("groups.rename")}
        first={group.title}
        onClose={onClose}
        onSave={(name) => after(rename({ variables: { groupId: group.id, title: name } }))}
      />
    );
  if (open.what === "members")
    return <MembersDialog group={group} staff={staff} onClose={onClose} onSaved={() => void after(Promise.resolve())} />;
  return (
    <ConfirmNamed
      opened
      onClose={onClose}
      name={group.title}
      title={t("groups.delete")}
      consequence={t("groups.deleteText")}
      action={t("groups.delete")}
      onConfirm={() => after(remove({ variables: { groupId: group.id } }), t("groups.deleted")).then(onClose)}
    />
  );
}

/** The groups of a course or session: made and filled by staff, one's own for learners. */
export function GroupsPage() {
  const { t } = useTranslation("people");
  const { title } = useCoursePlace();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<PeopleGroupsQuery>>();
  const { refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [open, setOpen] = useState<GroupDialogsProps["open"]>(null);
  const staff = data.people.viewerCan.seeStaffFields;
  const after = async (done: Promise<unknown>, words?: string) => {
    try {
      await done;
      if (words) announce(words);
      await refetch();
    } catch (error) {
      showError(error);
    }
  };
  const add = staff && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen({ what: "create", group: null })}>
      {t("groups.add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("groups.title")} within={title} tool="people" actions={add} />
      {data.courseGroups.length === 0 && (
        <EmptyState tool="people" title={t("groups.empty")} action={add}>
          {t(staff ? "groups.emptyText" : "groups.emptyLearner")}
        </EmptyState>
      )}
      <Stack component="ul" gap="sm" p={0} m={0} aria-label={t("groups.title")}>
        {data.courseGroups.map((one) => (
          <GroupLine key={one.id} group={one} staff={staff} onOpen={(what) => setOpen({ what, group: one })} />
        ))}
      </Stack>
      <GroupDialogs open={open} staff={staff} onClose={() => setOpen(null)} after={after} />
    </>
  );
}
