import { Badge, Button, Checkbox, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { useOwnWords } from "../../core/profile-fields/value-field";
import { ValueText } from "../../core/profile-fields/value-text";
import { personName, Portrait } from "../../ui/person";
import { RelativeTime } from "../../ui/relative-time";
import { isColumnKey, isFieldId, type PeopleColumnKey, readColumns } from "./people-columns";
import { usePut } from "./use-put";
import classes from "./people.module.css";
import type { PeopleFieldFragment, PeoplePageQuery } from "./people.generated";

/** A person as the grid shows them: with what the chosen extra fields say. */
export type GridRow = PeoplePageQuery["courseUsers"]["nodes"][number];
type Row = GridRow;

interface PeopleGridProps {
  nodes: readonly Row[];
  /** Extra fields that columns may be of. */
  fields: readonly PeopleFieldFragment[];
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
  const { address } = useCoursePlace();
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
      <Button
        component={Link}
        to={`${address}/people/${row.user.id}`}
        variant="subtle"
        size="compact-md"
        px={6}
        className={classes.whole}
        miw="max-content"
      >
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

/** How each column fills its cell. */
function useCells(): Record<PeopleColumnKey, (row: Row) => ReactNode> {
  const { t } = useTranslation("people");
  const format = useFormat();
  const at = (time: string | null) => (time ? <RelativeTime at={time} /> : <Never />);
  const texts = (list: readonly string[] | null | undefined) => <bdi>{format.list([...(list ?? [])]) || "–"}</bdi>;
  const share = (part: number, whole: number) =>
    t("progressOf", { done: format.number(part, { maximumFractionDigits: 1 }), total: format.number(whole) });
  return {
    ROLE: (row) => t(`roles.${row.role}`),
    STATE: (row) => <StateCell row={row} />,
    GROUPS: (row) => texts(row.groups.map((group) => group.title)),
    CLASSES: (row) => texts(row.classes),
    LOGIN: (row) => <bdi>{row.login}</bdi>,
    EMAIL: (row) => <bdi>{row.email ?? "–"}</bdi>,
    OFFICIAL_CODE: (row) => <bdi>{row.officialCode ?? "–"}</bdi>,
    PROGRESS: ({ progress }) => (progress && progress.total > 0 ? share(progress.done, progress.total) : "–"),
    MARK: ({ progress }) => (progress && progress.score !== null && progress.maxScore ? share(progress.score, progress.maxScore) : "–"),
    TIME: ({ progress }) => (progress && progress.seconds > 0 ? format.duration(progress.seconds) : "–"),
    FIRST_ACCESS: (row) => at(row.firstAccessAt),
    LAST_ACCESS: (row) => at(row.lastAccessAt),
    FROM: (row) => (row.from ? format.dateTime(row.from) : "–"),
    UNTIL: (row) => (row.until ? format.dateTime(row.until) : "–"),
    WAYS_IN: (row) => texts(row.sources?.map((source) => t(`sources.${source}`))),
  };
}

const NUMERIC = new Set<string>(["PROGRESS", "MARK", "TIME"]);

function FieldCell({ row, field }: { row: Row; field: PeopleFieldFragment }) {
  const value = row.profileValues.find(({ fieldId }) => fieldId === field.id)?.value;
  return value ? (
    <div className={classes.said}>
      <ValueText field={field} value={value} />
    </div>
  ) : (
    "–"
  );
}

function useColumns({ chosen, onChoose, fields }: Pick<PeopleGridProps, "chosen" | "onChoose" | "fields">): Column<Row>[] {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const cells = useCells();
  const words = useOwnWords();
  const name = {
    key: "NAME",
    header: t("columns.name"),
    cell: (row: Row) => <NameCell row={row} chosen={chosen} onChoose={onChoose} />,
    width: "15rem",
  };
  const columns = readColumns(search).flatMap((key): Column<Row>[] => {
    if (isColumnKey(key)) return [{ key, header: t(`columns.${key}`), cell: cells[key], numeric: NUMERIC.has(key) }];
    const field = fields.find(({ id }) => id === key);
    const cell = (row: Row) => field && <FieldCell row={row} field={field} />;
    return field ? [{ key, header: <bdi>{words(field.labels)}</bdi>, cell, numeric: field.kind === "NUMBER" }] : [];
  });
  return [name, ...columns];
}

const SORTED = new Set(["NAME", "ROLE", "STATE", "LOGIN", "OFFICIAL_CODE", "FIRST_ACCESS", "LAST_ACCESS"]);

/** The box that chooses all rows that are shown, or none. */
export function ChooseShown({
  nodes,
  chosen,
  onChoose,
}: {
  nodes: readonly { id: string }[];
  chosen: ReadonlySet<string>;
  onChoose: PeopleGridProps["onChoose"];
}) {
  const { t } = useTranslation("people");
  const all = nodes.every((row) => chosen.has(row.id));
  if (nodes.length === 0) return null;
  return (
    <Checkbox
      className="lyceum-chrome"
      label={t("chooseShown", { count: nodes.length })}
      checked={all}
      indeterminate={!all && chosen.size > 0}
      onChange={() => onChoose(all ? new Set() : new Set(nodes.map((row) => row.id)))}
    />
  );
}

/** The people as staff work with them: sorted by the address, chosen row by row or all that are shown. */
export function PeopleGrid({ nodes, fields, total, empty, onMore, loading, chosen, onChoose }: PeopleGridProps) {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const put = usePut();
  const order = search.get("order") ?? "NAME";
  const direction = search.get("direction") === "descending" ? ("descending" as const) : ("ascending" as const);
  const columns = useColumns({ chosen, onChoose, fields }).map((column) =>
    SORTED.has(column.key) || isFieldId(column.key)
      ? {
          ...column,
          sorted: order === column.key ? direction : undefined,
          onSort: (next: "ascending" | "descending") => put({ order: column.key, direction: next === "descending" ? next : null }),
        }
      : column,
  );
  return (
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
  );
}
