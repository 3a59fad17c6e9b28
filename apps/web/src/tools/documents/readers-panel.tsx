import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Group, Select, Stack, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { ProgressRing } from "../../ui/progress-ring";
import { ListExport } from "./list-export";
import {
  DocumentReadersDocument,
  ExportDocumentReadersDocument,
  RemindReadersDocument,
  type DocumentReadersQuery,
  type DocumentReadersQueryVariables,
} from "./viewer.generated";

const filters = ["ALL", "OPENED", "NOT_OPENED", "CONFIRMED", "NOT_CONFIRMED"] as const;

type Reader = DocumentReadersQuery["documentReaders"]["nodes"][number];

function ReaderLine({ reader: { person, reading, confirmed } }: { reader: Reader }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{person.name}</bdi>
        {reading && (
          <Text size="xs" c="dimmed">
            {format.relative(reading.lastAt)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{reading ? <ProgressRing fraction={reading.fraction} label={person.name} /> : t("readers.notOpened")}</Table.Td>
      <Table.Td>{confirmed ? (reading?.confirmedAt ? format.date(reading.confirmedAt) : t("confirmed")) : ""}</Table.Td>
    </Table.Tr>
  );
}

function ReadersTable({ readers }: { readers: readonly Reader[] }) {
  const { t } = useTranslation("documents");
  return (
    <Table fz="sm" aria-label={t("readers.title")} styles={{ th: { overflowWrap: "normal" } }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("readers.person")}</Table.Th>
          <Table.Th>{t("readers.seen")}</Table.Th>
          <Table.Th>{t("readers.confirmed")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {readers.map((reader) => (
          <ReaderLine key={reader.person.id} reader={reader} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Remind({ id, sessionId }: { id: string; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [remind, { loading }] = useMutation(RemindReadersDocument);
  const told = () => notifications.show({ message: t("readers.reminded"), role: "status" });
  return (
    <Button size="xs" variant="light" loading={loading} onClick={() => void remind({ variables: { id, sessionId } }).then(told, showError)}>
      {t("readers.remind")}
    </Button>
  );
}

/** Who has opened, watched and confirmed, and a way to remind the others. */
export function ReadersPanel({ id, sessionId }: { id: string; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const [filter, setFilter] = useState<NonNullable<DocumentReadersQueryVariables["filter"]>>("ALL");
  const { data, fetchMore } = useQuery(DocumentReadersDocument, { variables: { id, sessionId, filter }, fetchPolicy: "cache-and-network" });
  const [exportReaders] = useMutation(ExportDocumentReadersDocument);
  const list = data?.documentReaders;
  const more = () =>
    void fetchMore({
      variables: { after: list?.pageInfo.endCursor },
      updateQuery: (former, { fetchMoreResult: next }) => ({
        documentReaders: { ...next.documentReaders, nodes: [...former.documentReaders.nodes, ...next.documentReaders.nodes] },
      }),
    });
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <Select
          label={t("readers.show")}
          size="xs"
          flex={1}
          value={filter}
          allowDeselect={false}
          data={filters.map((one) => ({ value: one, label: t(`readers.${one}`) }))}
          onChange={(value) => setFilter(value as typeof filter)}
        />
        <Remind id={id} sessionId={sessionId} />
      </Group>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {t("readers.count", { count: list?.totalCount ?? 0 })}
        </Text>
        <ListExport
          label={t("list.export")}
          size="xs"
          begin={async (format) => (await exportReaders({ variables: { id, sessionId, filter, format } })).data?.exportDocumentReaders.id}
        />
      </Group>
      <ReadersTable readers={list?.nodes ?? []} />
      {list?.pageInfo.hasNextPage && (
        <Button variant="default" size="xs" onClick={more}>
          {t("more")}
        </Button>
      )}
    </Stack>
  );
}
