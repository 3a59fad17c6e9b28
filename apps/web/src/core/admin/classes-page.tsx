import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate, useSearchParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { type AdminClassesQuery, type AdminClassesQueryVariables, CreateClassDocument } from "./admin-people.generated";

type Row = AdminClassesQuery["userClasses"]["nodes"][number];

/** A new class, which is opened once it is there: the next thing is to put people in. */
function CreateClassDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const navigate = useNavigate();
  const [create, { loading }] = useMutation(CreateClassDocument);
  const form = useForm({ initialValues: { title: "", description: "" } });
  const submit = form.onSubmit(async (input) => {
    try {
      const { data } = await create({ variables: { input } });
      announce(t("classes.created"));
      if (data) await navigate(`/admin/classes/${data.createUserClass.id}`);
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Modal opened onClose={onClose} title={t("classes.add")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("classes.name")} required maxLength={100} dir="auto" data-autofocus {...form.getInputProps("title")} />
          <Textarea
            label={t("classes.description")}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            dir="auto"
            {...form.getInputProps("description")}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={loading} disabled={form.values.title.trim() === ""}>
              {t("classes.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Search() {
  const { t } = useTranslation("admin");
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get("q") ?? "");
  const find = useDebouncedCallback((value: string) => setSearch(value ? { q: value } : {}, { replace: true }), 250);
  return (
    <TextInput
      type="search"
      mb="md"
      maw="26rem"
      label={t("classes.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        find(event.currentTarget.value.trim());
      }}
    />
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return [
    {
      key: "title",
      header: t("classes.name"),
      width: "14rem",
      cell: (row) => (
        <Anchor component={Link} to={`/admin/classes/${row.id}`}>
          <bdi>{row.title}</bdi>
        </Anchor>
      ),
    },
    { key: "people", header: t("classes.people"), numeric: true, cell: (row) => format.number(row.memberCount) },
    { key: "description", header: t("classes.description"), width: "16rem", cell: (row) => <bdi>{row.description || "–"}</bdi> },
  ];
}

/** The classes of the campus by name: found, made, and opened. */
export function ClassesPage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const query = useLoaderData<QueryRef<AdminClassesQuery, AdminClassesQueryVariables>>();
  const { fetchMore } = useQueryRefHandlers(query);
  const { data } = useReadQuery(query);
  const [search] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const { nodes, pageInfo, totalCount } = data.userClasses;
  const more = () => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError);
  const add = <Button onClick={() => setCreating(true)}>{t("classes.add")}</Button>;
  const none = search.has("q") ? (
    <EmptyState title={t("classes.noMatchTitle")}>{t("classes.noMatch")}</EmptyState>
  ) : (
    <EmptyState title={t("classes.noneTitle")} action={add}>
      {t("classes.none")}
    </EmptyState>
  );
  return (
    <>
      <PageHeader
        title={t("classes.title")}
        description={totalCount > 0 ? t("classes.count", { count: totalCount }) : t("classes.text")}
        actions={totalCount > 0 && add}
      />
      {(totalCount > 0 || search.has("q")) && <Search />}
      <DataTable
        label={t("classes.title")}
        columns={useColumns()}
        rows={nodes}
        rowKey={(row) => row.id}
        total={totalCount}
        onMore={pageInfo.hasNextPage ? more : undefined}
        empty={none}
      />
      {creating && <CreateClassDialog onClose={() => setCreating(false)} />}
    </>
  );
}
