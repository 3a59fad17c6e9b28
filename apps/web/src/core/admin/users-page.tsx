import { type QueryRef, useApolloClient, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useAddressText } from "../../kernel/address-text";
import { useShowError } from "../../kernel/errors";
import { type Column, DataTable } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { Person } from "../../ui/person";
import { RelativeTime } from "../../ui/relative-time";
import { AdminUsersDocument, type AdminUsersQuery, type AdminUsersQueryVariables } from "./admin.generated";
import { CreateUserDialog } from "./create-user-dialog";
import { StateBadge } from "./state-badge";
import { ROLES, STATES } from "./user-filter";

type Row = AdminUsersQuery["users"]["nodes"][number];

/** Everybody who has an account: search, filter, add. Filters live in the address. */
export function UsersPage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const query = useLoaderData<QueryRef<AdminUsersQuery, AdminUsersQueryVariables>>();
  // The handlers come first: they give the reference its next page before it is read.
  const { fetchMore } = useQueryRefHandlers(query);
  const { data } = useReadQuery(query);
  const client = useApolloClient();
  const [creating, setCreating] = useState(false);
  const { nodes, pageInfo, totalCount } = data.users;
  const [, startLoading] = useTransition();
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  const close = (made: boolean) => {
    setCreating(false);
    if (made) void client.refetchQueries({ include: [AdminUsersDocument] });
  };
  return (
    <>
      <PageHeader
        title={t("users.title")}
        description={t("users.count", { count: totalCount })}
        actions={<Button onClick={() => setCreating(true)}>{t("users.add")}</Button>}
      />
      <Filters />
      <DataTable
        label={t("users.title")}
        columns={useColumns()}
        rows={nodes}
        rowKey={(row) => row.id}
        total={totalCount}
        onMore={pageInfo.hasNextPage ? more : undefined}
        empty={<EmptyState title={t("users.noneTitle")}>{t("users.none")}</EmptyState>}
      />
      {creating && <CreateUserDialog onClose={close} />}
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("admin");
  return [
    {
      key: "name",
      header: t("users.name"),
      width: "14rem",
      cell: (row) => (
        <Anchor component={Link} to={`/admin/users/${row.id}`} c="inherit">
          <Person person={row} detail={row.login} />
        </Anchor>
      ),
    },
    { key: "email", header: t("users.email"), width: "14rem", cell: (row) => <bdi>{row.email ?? "–"}</bdi> },
    {
      key: "roles",
      header: t("users.roles"),
      width: "10rem",
      cell: (row) => (
        <Group gap={4}>
          {row.roles.map((role) => (
            <Badge key={role} color="gray">
              {t(`role.${role}`)}
            </Badge>
          ))}
        </Group>
      ),
    },
    { key: "state", header: t("users.state"), width: "8rem", cell: (row) => <StateBadge state={row.state} /> },
    {
      key: "seen",
      header: t("users.seen"),
      width: "8rem",
      cell: (row) => (row.lastSeenAt ? <RelativeTime at={row.lastSeenAt} /> : t("users.never")),
    },
  ];
}

function Filters() {
  const { t } = useTranslation("admin");
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useAddressText("q");
  const set = (key: string, value: string | null) =>
    setSearch(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        return before;
      },
      { replace: true },
    );
  return (
    <Group mb="md" align="flex-end">
      <TextInput
        flex="1 1 14rem"
        type="search"
        label={t("users.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        flex="0 1 12rem"
        label={t("users.state")}
        clearable
        clearButtonProps={{ "aria-label": t("users.clear") }}
        placeholder={t("users.all")}
        data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={search.get("state")}
        onChange={(value) => set("state", value)}
      />
      <Select
        flex="0 1 12rem"
        label={t("users.role")}
        clearable
        clearButtonProps={{ "aria-label": t("users.clear") }}
        placeholder={t("users.all")}
        data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={search.get("role")}
        onChange={(value) => set("role", value)}
      />
    </Group>
  );
}
