import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { useUndo } from "../../kernel/undo";
import { type Column, DataTable } from "../../ui/data-table";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { Person } from "../../ui/person";
import { AddCourses, AddPeople } from "./session-adders";
import { SessionForm } from "./session-form";
import { ShiftDates } from "./shift-dates";
import {
  DeleteSessionDocument,
  EnrolInSessionDocument,
  LeaveSessionDocument,
  RestoreSessionDocument,
  type SessionPageQuery,
  type SessionPageQueryVariables,
  UpdateSessionDocument,
} from "./sessions.generated";

type Session = SessionPageQuery["session"];
type Member = SessionPageQuery["sessionMembers"]["nodes"][number];

function EditSession({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const [opened, { open, close }] = useDisclosure();
  const [update] = useMutation(UpdateSessionDocument);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t("edit")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("edit")} closeButtonProps={{ "aria-label": t("cancel") }}>
        {opened && (
          <SessionForm
            session={session}
            action={t("save")}
            onCancel={close}
            onSave={async (input) => {
              await update({ variables: { id: session.id, input, expectedVersion: session.version } });
              close();
            }}
          />
        )}
      </Modal>
    </>
  );
}

function useDelete(session: Session) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const offerUndo = useUndo();
  const navigate = useNavigate();
  const [remove] = useMutation(DeleteSessionDocument, {
    variables: { id: session.id },
    update: (cache) => cache.evict({ fieldName: "sessions" }),
  });
  const [restore] = useMutation(RestoreSessionDocument, {
    variables: { id: session.id },
    update: (cache) => cache.evict({ fieldName: "sessions" }),
  });
  return async () => {
    try {
      await remove();
      offerUndo(t("deleted", { title: session.title }), restore);
      await navigate("/admin/sessions");
    } catch (error) {
      showError(error);
    }
  };
}

function Courses({ session, onChanged }: { session: Session; onChanged: () => void }) {
  const { t } = useTranslation("sessions");
  return (
    <Stack component="section" gap="xs" mb="xl">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t("courses")}
        </Title>
        <AddCourses sessionId={session.id} present={session.courses.map((course) => course.courseId)} onDone={onChanged} />
      </Group>
      {session.courses.length === 0 && <Text c="dimmed">{t("noCourses")}</Text>}
      <Stack component="ul" gap={6} p={0} m={0}>
        {session.courses.map((course) => (
          <Group key={course.courseId} component="li" gap="sm" style={{ listStyle: "none" }}>
            <Anchor component={Link} to={courseAddress(course.code, session.id)}>
              <bdi>{course.title}</bdi>
            </Anchor>
            <Text size="sm" c="dimmed">
              {t("learners", { count: course.learnerCount ?? 0 })} · {t("tutors", { count: course.tutorCount ?? 0 })}
            </Text>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

function useTakeOut(sessionId: string, onChanged: () => void) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const offerUndo = useUndo();
  const [leave] = useMutation(LeaveSessionDocument);
  const [enrol] = useMutation(EnrolInSessionDocument);
  return async (row: Member) => {
    try {
      await leave({ variables: { sessionId, userIds: [row.id] } });
      offerUndo(t("leftBy", { name: row.person.name }), () =>
        enrol({ variables: { input: { sessionId, userIds: [row.id], role: row.role } } }).then(onChanged),
      );
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
}

function useMemberColumns(takeOut: (row: Member) => Promise<void>): Column<Member>[] {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  return [
    { key: "person", header: t("person"), cell: (row) => <Person person={row.person} />, width: "14rem" },
    { key: "login", header: t("login"), cell: (row) => <bdi>{row.login}</bdi> },
    {
      key: "role",
      header: t("role"),
      cell: (row) => (
        <Badge variant="light" tt="none">
          {t(`roles.${row.role}`)}
        </Badge>
      ),
    },
    { key: "courses", header: t("courses"), numeric: true, cell: (row) => format.number(row.courseCount) },
    {
      key: "acts",
      header: t("actions"),
      cell: (row) => (
        <MenuButton name={row.person.name} entries={[{ label: t("takeOut"), danger: true, onClick: () => void takeOut(row) }]} />
      ),
    },
  ];
}

interface PeopleProps {
  data: SessionPageQuery;
  onChanged: () => void;
  onMore?: () => void;
  loading: boolean;
}

function People({ data, onChanged, onMore, loading }: PeopleProps) {
  const { t } = useTranslation("sessions");
  const { session, sessionMembers } = data;
  const columns = useMemberColumns(useTakeOut(session.id, onChanged));
  return (
    <Stack component="section" gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t("people", { count: sessionMembers.totalCount })}
        </Title>
        <AddPeople sessionId={session.id} disabled={session.courses.length === 0} onDone={onChanged} />
      </Group>
      <DataTable
        label={t("peopleLabel")}
        columns={columns}
        rows={sessionMembers.nodes}
        rowKey={(row) => row.id}
        total={sessionMembers.totalCount}
        onMore={onMore}
        loadingMore={loading}
        empty={<Text c="dimmed">{t("noPeople")}</Text>}
      />
    </Stack>
  );
}

/** One session: what, when, which courses, who. */
export function SessionPage() {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<SessionPageQuery, SessionPageQueryVariables>>();
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const { session, sessionMembers } = data;
  const remove = useDelete(session);
  const again = () => startLoading(() => void refetch().catch(showError));
  const dates = [
    session.startsAt && t("from", { at: format.dateTime(session.startsAt) }),
    session.endsAt && t("until", { at: format.dateTime(session.endsAt) }),
  ]
    .filter(Boolean)
    .join(" · ");
  const more = () => startLoading(() => void fetchMore({ variables: { after: sessionMembers.pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader
        title={session.title}
        description={[dates || t("noDates"), t(`afterEnd.${session.afterEnd}`)].join(" · ")}
        actions={
          <>
            <ShiftDates session={session} />
            <EditSession session={session} />
            <MenuButton name={session.title} entries={[{ label: t("delete"), danger: true, onClick: () => void remove() }]} />
          </>
        }
      />
      {session.description && (
        <Text mb="lg" style={{ whiteSpace: "pre-line" }} dir="auto">
          {session.description}
        </Text>
      )}
      <Courses session={session} onChanged={again} />
      <People data={data} onChanged={again} onMore={sessionMembers.pageInfo.hasNextPage ? more : undefined} loading={loading} />
    </>
  );
}
