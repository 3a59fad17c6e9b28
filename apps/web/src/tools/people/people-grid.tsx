import { Badge, Button, Checkbox, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { personName, Portrait } from "../../ui/person";
import { RelativeTime } from "../../ui/relative-time";
import { usePut } from "./people-filters";
import classes from "./people.module.css";
import type { PeopleRowFragment } from "./people.generated";

type Row = PeopleRowFragment;

interface PeopleGridProps {
  nodes: readonly Row[];
  total: number;
  empty: ReactNode;
  onMore?: () => void;
  loading: boolean;
  /** The rows that are chosen; null where nothing can be done with them. */
  chosen: ReadonlySet<string> | null;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The name, which opens the person, and the box that chooses the row. */
function NameCell({ row, chosen, onChoose }: { row: Row } & Pick<PeopleGridProps, "chosen" | "onChoose">) {
  const { t } = useTranslation("people");
  const put = usePut();
  const name = personName(row.user);
  const toggle = () => {
    const next = new Set(chosen);
    if (!next.delete(row.id)) next.add(row.id);
    onChoose(next);
  };
  return (
    <Group gap="xs" wrap="nowrap">
      {chosen && <Checkbox aria-label={t("choose", { name })} checked={chosen.has(row.id)} onChange={toggle} />}
      <Portrait person={row.user} size={28} />
      <Button variant="subtle" size="compact-md" px={6} className={classes.whole} miw="max-content" onClick={() => put({ person: row.id })}>
        <bdi>{name}</bdi>
      </Button>
      {row.main && (
        <Badge size="sm" variant="light" tt="none" className={classes.whole} miw="max-content">
          {t("roles.MAIN")}
        </Badge>
      )}
    </Group>
  );
}

function StateCell({ row }: { row: Row }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const soon = row.from && new Date(row.from) > new Date() ? t("fromOn", { at: format.date(row.from) }) : null;
  const until = row.until ? t("untilOn", { at: format.date(row.until) }) : null;
  const color = { ACTIVE: "teal", SUSPENDED: "yellow", ENDED: "gray" }[row.state ?? "ACTIVE"];
  return (
    <Group gap={6} wrap="nowrap">
      <Badge color={color} variant="light" tt="none" className={classes.whole} miw="max-content">
        {t(`states.${row.state}`)}
      </Badge>
      {(soon ?? until) && (
        <Text size="xs" c="dimmed">
          {soon ?? until}
        </Text>
      )}
    </Group>
  );
}

const Never = () => {
  const { t } = useTranslation("people");
  return (
    <Text component="span" c="dimmed" size="sm">
      {t("never")}
    </Text>
  );
};

function useColumns(chosen: PeopleGridProps["chosen"], onChoose: PeopleGridProps["onChoose"]): Column<Row>[] {
  const { t } = useTranslation("people");
  const format = useFormat();
  const at = (time: string | null) => (time ? <RelativeTime at={time} /> : <Never />);
  return [
    { key: "NAME", header: t("columns.name"), cell: (row) => <NameCell row={row} chosen={chosen} onChoose={onChoose} />, width: "15rem" },
    { key: "ROLE", header: t("columns.role"), cell: (row) => t(`roles.${row.role}`) },
    { key: "STATE", header: t("columns.state"), cell: (row) => <StateCell row={row} /> },
    { key: "groups", header: t("columns.groups"), cell: (row) => <bdi>{format.list(row.groups.map((group) => group.title)) || "–"}</bdi> },
    { key: "LOGIN", header: t("columns.login"), cell: (row) => <bdi>{row.login}</bdi> },
    { key: "OFFICIAL_CODE", header: t("columns.officialCode"), cell: (row) => <bdi>{row.officialCode ?? "–"}</bdi> },
    {
      key: "progress",
      header: t("columns.progress"),
      numeric: true,
      cell: (row) =>
        row.progress && row.progress.total > 0
          ? t("progressOf", { done: format.number(row.progress.done), total: format.number(row.progress.total) })
          : "–",
    },
    {
      key: "time",
      header: t("columns.time"),
      numeric: true,
      cell: (row) => (row.progress && row.progress.seconds > 0 ? format.duration(row.progress.seconds) : "–"),
    },
    { key: "FIRST_ACCESS", header: t("columns.firstAccess"), cell: (row) => at(row.firstAccessAt) },
    { key: "LAST_ACCESS", header: t("columns.lastAccess"), cell: (row) => at(row.lastAccessAt) },
  ];
}

const SORTED = new Set(["NAME", "ROLE", "STATE", "LOGIN", "OFFICIAL_CODE", "FIRST_ACCESS", "LAST_ACCESS"]);

/** The people as staff work with them: sorted by the address, chosen row by row or all that are shown. */
export function PeopleGrid({ nodes, total, empty, onMore, loading, chosen, onChoose }: PeopleGridProps) {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const put = usePut();
  const order = search.get("order") ?? "NAME";
  const direction = search.get("direction") === "descending" ? ("descending" as const) : ("ascending" as const);
  const columns = useColumns(chosen, onChoose).map((column) =>
    SORTED.has(column.key)
      ? {
          ...column,
          sorted: order === column.key ? direction : undefined,
          onSort: (next: "ascending" | "descending") => put({ order: column.key, direction: next === "descending" ? next : null }),
        }
      : column,
  );
  const all = nodes.length > 0 && chosen !== null && nodes.every((row) => chosen.has(row.id));
  return (
    <>
      {chosen && nodes.length > 0 && (
        <Checkbox
          mb="xs"
          label={t("chooseShown", { count: nodes.length })}
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={() => onChoose(all ? new Set() : new Set(nodes.map((row) => row.id)))}
        />
      )}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={nodes}
        rowKey={(row) => row.id}
        total={total}
        empty={empty}
        onMore={onMore}
        loadingMore={loading}
      />
    </>
  );
}
