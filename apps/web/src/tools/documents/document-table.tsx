import { Checkbox, Text, Tooltip } from "@mantine/core";
import { IconClock, IconEyeOff, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { AccessReasons } from "../../ui/access-reasons";
import { MenuButton } from "../../ui/menu-button";
import { DocumentIcon } from "./document-kind";
import classes from "./documents.module.css";
import type { FolderOrder } from "./documents.routes";
import type { Row } from "./folder-cache";
import { type TableProps, useTableKeys } from "./table-keys";

const headClass: Partial<Record<FolderOrder, string>> = { UPDATED: classes.wide, SIZE: `${classes.wide} ${classes.number}` };

function SortHeader({ order, label, props }: { order: FolderOrder; label: string; props: TableProps }) {
  const active = props.orderBy === order;
  const sorted = active ? (props.descending ? "descending" : "ascending") : "none";
  return (
    <th role="columnheader" scope="col" aria-sort={sorted} className={headClass[order]}>
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

function Head({ props }: { props: TableProps }) {
  const { t } = useTranslation("documents");
  const { rows, selected, onSelect } = props;
  const all = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
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
  );
}

/** The documents of a folder as an ARIA grid: arrows between rows and along them, Enter opens, F2 renames, Space selects, Delete removes, Ctrl/⌘-X and -V move. */
export function DocumentTable(props: TableProps) {
  const { grid, active, setCurrent, onKeyDown } = useTableKeys(props);
  return (
    <table
      ref={grid}
      role="grid"
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={props.rows.length + 1}
      className={classes.table}
      onKeyDown={onKeyDown}
    >
      <Head props={props} />
      <tbody>
        {props.rows.map((row, index) => (
          <Line key={row.id} row={row} index={index} current={row.id === active} props={props} onFocus={() => setCurrent(row.id)} />
        ))}
      </tbody>
    </table>
  );
}
