import { Checkbox, Text, Tooltip } from "@mantine/core";
import { IconClock, IconEyeOff, IconPencil } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { AccessReasons } from "../../ui/access-reasons";
import { MenuButton, type MenuEntry } from "../../ui/menu-button";
import { DocumentIcon } from "./document-kind";
import classes from "./documents.module.css";
import type { FolderOrder } from "./documents.routes";
import type { Row } from "./folder-cache";

export interface TableProps {
  label: string;
  rows: readonly Row[];
  selected: ReadonlySet<string>;
  cut: ReadonlySet<string>;
  orderBy: FolderOrder;
  descending: boolean;
  addressOf: (row: Row) => string;
  menuOf: (row: Row) => readonly (MenuEntry | null | false)[];
  onSelect: (ids: ReadonlySet<string>) => void;
  onSort: (order: FolderOrder, descending: boolean) => void;
  onOpen: (row: Row) => void;
  /** F2, Delete, Ctrl/⌘-X and -V on a row; those that are not handled stay the browser's. */
  onKey: (key: "rename" | "delete" | "cut" | "paste", row: Row) => void;
  /** Documents dragged onto a folder. */
  onDropInto: (folder: Row) => void;
  onDragRow: (row: Row) => void;
}

function SortHeader({ order, label, props }: { order: FolderOrder; label: string; props: TableProps }) {
  const active = props.orderBy === order;
  const sorted = active ? (props.descending ? "descending" : "ascending") : "none";
  return (
    <th role="columnheader" scope="col" aria-sort={sorted} className={order === "NAME" ? undefined : classes.wide}>
      <button type="button" className={classes.sort} onClick={() => props.onSort(order, active && !props.descending)}>
        {label}
        <span aria-hidden>{active ? (props.descending ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

function Signs({ row }: { row: Row }) {
  const { t } = useTranslation("documents");
  const sign = row.state === "DRAFT" ? IconPencil : row.state === "HIDDEN" ? IconEyeOff : row.opensAt || row.closesAt ? IconClock : null;
  if (!sign) return null;
  const Sign = sign;
  const label = t(row.state === "PUBLISHED" ? "dated" : `state.${row.state}`);
  return (
    <Tooltip label={label}>
      <Sign size={16} role="img" aria-label={label} />
    </Tooltip>
  );
}

function NameCell({ row, props }: { row: Row; props: TableProps }) {
  const { t } = useTranslation("documents");
  const confirmed = row.askConfirmation && (row.reading?.confirmedVersion ?? 0) > 0;
  return (
    <span className={classes.name}>
      <DocumentIcon document={row} />
      <span>
        <Link to={props.addressOf(row)} className={classes.title} tabIndex={-1} draggable={false}>
          <bdi>{row.title}</bdi>
        </Link>
        {!row.access.open && (
          <AccessReasons
            reasons={row.access.reasons.map((reason) => ({
              code: reason.code,
              params: Object.fromEntries(reason.params.map((param) => [param.name, param.value])),
            }))}
          />
        )}
        {row.askConfirmation && (
          <Text component="span" className={classes.quiet} ms={6}>
            {t(confirmed ? "confirmed" : "toConfirm")}
          </Text>
        )}
        {row.ofSession && (
          <Text component="span" className={classes.quiet} ms={6}>
            {t("ofSession")}
          </Text>
        )}
      </span>
      <Signs row={row} />
    </span>
  );
}

interface LineProps {
  row: Row;
  index: number;
  current: boolean;
  props: TableProps;
  onFocus: () => void;
}

function Line({ row, index, current, props, onFocus }: LineProps) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const [over, setOver] = useState(false);
  const chosen = props.selected.has(row.id);
  const toggle = () => {
    const next = new Set(props.selected);
    if (!next.delete(row.id)) next.add(row.id);
    props.onSelect(next);
  };
  const takes = row.kind === "folder" && row.viewerCan.add;
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-id={row.id}
      data-cut={props.cut.has(row.id) || undefined}
      data-over={over || undefined}
      className={classes.row}
      tabIndex={current ? 0 : -1}
      onFocus={onFocus}
      draggable={row.viewerCan.update}
      onDragStart={() => props.onDragRow(row)}
      onDragOver={(event) => {
        if (!takes || event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!takes || event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        props.onDropInto(row);
      }}
    >
      <td role="gridcell" className={classes.check}>
        <Checkbox aria-label={t("select", { name: row.title })} checked={chosen} onChange={toggle} tabIndex={-1} />
      </td>
      <td role="rowheader">
        <NameCell row={row} props={props} />
      </td>
      <td role="gridcell" className={classes.wide}>
        <Text size="sm" c="dimmed" className="lyceum-figures">
          {format.date(row.updatedAt)}
        </Text>
      </td>
      <td role="gridcell" className={`${classes.number} ${classes.wide} lyceum-figures`}>
        <Text size="sm" c="dimmed">
          {row.kind === "folder" ? "" : format.bytes(row.bytes)}
        </Text>
      </td>
      <td role="gridcell" className={classes.tools}>
        <MenuButton name={row.title} entries={props.menuOf(row)} />
      </td>
    </tr>
  );
}

/** Which row a key leads to, or undefined. */
function nextIndex(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return Math.min(count - 1, at + 1);
  if (key === "ArrowUp") return Math.max(0, at - 1);
  if (key === "PageDown") return Math.min(count - 1, at + 10);
  if (key === "PageUp") return Math.max(0, at - 10);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

const editKeys: Record<string, "rename" | "delete"> = { F2: "rename", Delete: "delete" };

/** The controls of a row, for the arrows along it. */
function alongRow(table: HTMLElement, event: KeyboardEvent): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>("tr");
  const stops = row ? [row, ...row.querySelectorAll<HTMLElement>("input, a, button")] : [];
  const forward = (event.key === "ArrowRight") === (getComputedStyle(table).direction !== "rtl");
  const at = stops.indexOf(event.target as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + (forward ? 1 : -1)))]?.focus();
  event.preventDefault();
}

/** The documents of a folder as an ARIA grid: arrows between rows and along them, Enter opens, F2 renames, Space selects, Delete removes, Ctrl/⌘-X and -V move. */
export function DocumentTable(props: TableProps) {
  const { t } = useTranslation("documents");
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const { rows, selected, onSelect } = props;
  const active = rows.some((row) => row.id === current) ? current : (rows[0]?.id ?? null);
  const focusRow = (id: string) => grid.current?.querySelector<HTMLElement>(`tr[data-id="${id}"]`)?.focus();
  useEffect(() => {
    // A row that went away while it had the focus hands it to its neighbour.
    if (current && current !== active && document.activeElement === document.body && active) focusRow(active);
  }, [current, active]);
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const at = rows.findIndex((row) => row.id === active);
    const row = rows[at];
    const onRow = (event.target as HTMLElement).getAttribute("role") === "row";
    if (!row || (event.target as HTMLElement).closest("thead")) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") return alongRow(event.currentTarget, event);
    if (event.key === "Escape") return focusRow(row.id);
    const to = nextIndex(event.key, at, rows.length);
    const mod = event.ctrlKey || event.metaKey;
    if (to !== undefined) focusRow(rows[to]!.id);
    else if (mod && event.key.toLowerCase() === "a") onSelect(new Set(rows.map((one) => one.id)));
    else if (mod && event.key.toLowerCase() === "x") props.onKey("cut", row);
    else if (mod && event.key.toLowerCase() === "v") props.onKey("paste", row);
    else if (editKeys[event.key]) props.onKey(editKeys[event.key]!, row);
    else if (onRow && event.key === "Enter") props.onOpen(row);
    else if (onRow && event.key === " ") {
      const next = new Set(selected);
      if (!next.delete(row.id)) next.add(row.id);
      onSelect(next);
    } else return;
    event.preventDefault();
  };
  const all = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    <table
      ref={grid}
      role="grid"
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      className={classes.table}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr role="row" aria-rowindex={1}>
          <th role="columnheader" scope="col" className={classes.check}>
            <Checkbox
              aria-label={t("selectAll")}
              checked={all}
              indeterminate={!all && selected.size > 0}
              onChange={() => onSelect(all ? new Set() : new Set(rows.map((row) => row.id)))}
            />
          </th>
          <SortHeader order="NAME" label={t("column.name")} props={props} />
          <SortHeader order="UPDATED" label={t("column.updated")} props={props} />
          <SortHeader order="SIZE" label={t("column.size")} props={props} />
          <th role="columnheader" scope="col" className={classes.tools} aria-label={t("column.actions")} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Line key={row.id} row={row} index={index} current={row.id === active} props={props} onFocus={() => setCurrent(row.id)} />
        ))}
      </tbody>
    </table>
  );
}
