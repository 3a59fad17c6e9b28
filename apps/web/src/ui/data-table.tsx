import { Button, Group, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { moveInGrid } from "./grid-keys";

/** A column. The first of a table names the row. */
export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end side, with figures of one width. */
  numeric?: boolean;
  /** Present when the column can be sorted; called with the direction wanted. */
  onSort?: (direction: "ascending" | "descending") => void;
  sorted?: "ascending" | "descending";
  width?: string;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Keyset paging: present while there is more. */
  onMore?: () => void;
  loadingMore?: boolean;
  /** The whole number of rows, where it is known. */
  total?: number;
  empty?: ReactNode;
}

function Header<Row>({ column, index }: { column: Column<Row>; index: number }) {
  const { onSort, sorted, header, numeric, width } = column;
  const next = sorted === "ascending" ? "descending" : "ascending";
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={onSort ? (sorted ?? "none") : undefined}
      aria-colindex={index + 1}
      data-numeric={numeric || undefined}
      style={{ minInlineSize: width }}
      tabIndex={-1}
    >
      {onSort ? (
        <button type="button" className={classes.sort} onClick={() => onSort(next)} tabIndex={-1}>
          {header}
          <span aria-hidden>{sorted === "ascending" ? " ↑" : sorted === "descending" ? " ↓" : " ↕"}</span>
        </button>
      ) : (
        header
      )}
    </th>
  );
}

function BodyRow<Row>({ row, columns, index }: { row: Row; columns: readonly Column<Row>[]; index: number }) {
  return (
    <tr role="row" aria-rowindex={index + 2}>
      {columns.map((column, at) => {
        const props = { "aria-colindex": at + 1, "data-numeric": column.numeric || undefined, tabIndex: -1 };
        return at === 0 ? (
          <th key={column.key} role="rowheader" scope="row" {...props}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} role="gridcell" {...props}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/**
 * A grid as the ARIA practices describe it: one stop for Tab, arrows between cells, Home and End, Enter into a cell's
 * control. The header and the first column stay in sight; "show more" fetches the next page.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, onMore, loadingMore, total, empty }: DataTableProps<Row>) {
  const { t } = useTranslation("ui");
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    // One cell is in the tab order; it stays the one that was last used.
    const table = grid.current;
    if (table && !table.querySelector('th[tabindex="0"], td[tabindex="0"]'))
      table.querySelector<HTMLElement>("th, td")?.setAttribute("tabindex", "0");
  });
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div>
      <div className={classes.scroll}>
        <table
          ref={grid}
          role="grid"
          aria-label={label}
          aria-rowcount={total === undefined ? -1 : total + 1}
          aria-colcount={columns.length}
          className={classes.grid}
          onKeyDown={moveInGrid}
        >
          <thead>
            <tr role="row" aria-rowindex={1}>
              {columns.map((column, index) => (
                <Header key={column.key} column={column} index={index} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <BodyRow key={rowKey(row)} row={row} columns={columns} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="space-between" mt="sm">
        <Text size="xs" c="dimmed" role="status" className="lyceum-figures">
          {t("table.shown", { count: rows.length })}
        </Text>
        {onMore && (
          <Button variant="default" size="sm" onClick={onMore} loading={loadingMore}>
            {t("table.more")}
          </Button>
        )}
      </Group>
    </div>
  );
}
