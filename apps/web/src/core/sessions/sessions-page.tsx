import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate, useSearchParams } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { SessionForm } from "./session-form";
import {
  CreateSessionDocument,
  type SessionFieldsFragment,
  type SessionsPageQuery,
  type SessionsPageQueryVariables,
} from "./sessions.generated";

const TYPING_MS = 250;

function CreateSession() {
  const { t } = useTranslation("sessions");
  const [opened, { open, close }] = useDisclosure();
  const [create] = useMutation(CreateSessionDocument);
  const navigate = useNavigate();
  return (
    <>
      <Button onClick={open}>{t("create")}</Button>
      <Modal opened={opened} onClose={close} title={t("create")} closeButtonProps={{ "aria-label": t("cancel") }}>
        <SessionForm
          action={t("createNow")}
          onCancel={close}
          onSave={async (input) => {
            const { data } = await create({ variables: { input } });
            if (data) await navigate(`/admin/sessions/${data.createSession.id}`);
          }}
        />
      </Modal>
    </>
  );
}

function SearchField() {
  const { t } = useTranslation("sessions");
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get("q") ?? "");
  useEffect(() => {
    if (text.trim() === (search.get("q") ?? "")) return undefined;
    const later = setTimeout(() => setSearch(text.trim() ? { q: text.trim() } : {}, { replace: true }), TYPING_MS);
    return () => clearTimeout(later);
  });
  return (
    <TextInput
      type="search"
      label={t("search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      maw={360}
      mb="md"
    />
  );
}

/** All sessions that one manages. */
export function SessionsPage() {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<SessionsPageQuery, SessionsPageQueryVariables>>();
  const { fetchMore } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const { nodes, pageInfo, totalCount } = data.sessions;
  const date = (at: string | null) => (at ? format.date(at) : "–");
  const columns: Column<SessionFieldsFragment>[] = [
    {
      key: "title",
      header: t("fields.title"),
      cell: (row) => (
        <Anchor component={Link} to={`/admin/sessions/${row.id}`}>
          <bdi>{row.title}</bdi>
        </Anchor>
      ),
      width: "14rem",
    },
    { key: "startsAt", header: t("fields.startsAt"), cell: (row) => date(row.startsAt) },
    { key: "endsAt", header: t("fields.endsAt"), cell: (row) => date(row.endsAt) },
    { key: "courses", header: t("courses"), numeric: true, cell: (row) => format.number(row.courses.length) },
  ];
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={<CreateSession />} />
      <SearchField />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={nodes}
        rowKey={(row) => row.id}
        total={totalCount}
        onMore={pageInfo.hasNextPage ? more : undefined}
        loadingMore={loading}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      />
    </>
  );
}
