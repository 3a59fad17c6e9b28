import { Button, Group, Text } from "@mantine/core";
import { type ReactNode, type UIEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { moveInGrid } from "../../ui/grid-keys";
import type { ActivityState } from "./activity-state";
import classes from "./heat-map.module.css";

/** A column; the first one names the row. `heat` colours the cell by a state, which the cell says in words too. */
export interface HeatColumn<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  heat?: (row: Row) => ActivityState;
  numeric?: boolean;
}

interface HeatMapProps<Row> {
  label: string;
  columns: readonly HeatColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  total?: number;
  onMore?: () => void;
  loadingMore?: boolean;
}

/** Height of every row, px; what lies outside of the window is not drawn. */
const ROW = 44;
const OVERSCAN = 10;
/** Where nothing is measured yet. */
const WINDOW = 720;

/** The part of the rows that is drawn, by the scroll place. */
function useWindow(count: number, onNearEnd?: () => void) {
  const [place, setPlace] = useState({ top: 0, height: WINDOW });
  const from = Math.max(0, Math.floor(place.top / ROW) - OVERSCAN);
  const to = Math.min(count, Math.ceil((place.top + place.height) / ROW) + OVERSCAN);
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    setPlace({ top: currentTarget.scrollTop, height: currentTarget.clientHeight || WINDOW });
    if (currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 10 * ROW) onNearEnd?.();
  };
  return { from, to, onScroll };
}

function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={columns} style={{ blockSize: rows * ROW }} />
    </tr>
  );
}

function HeatRow<Row>({ row, columns, index }: { row: Row; columns: readonly HeatColumn<Row>[]; index: number }) {
  return (
    <tr role="row" aria-rowindex={index + 2}>
      {columns.map((column, at) => {
        const props = {
          "aria-colindex": at + 1,
          "data-numeric": column.numeric || undefined,
          "data-heat": column.heat?.(row),
          tabIndex: -1,
        };
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
 * A grid of many rows by the ARIA pattern, of which only the visible part is drawn. Cells may carry a colour; what it means stands in
 * the cell. The header and the first column stay in sight; the next page is fetched near the end.
 */
export function HeatMap<Row>({ label, columns, rows, rowKey, total, onMore, loadingMore = false }: HeatMapProps<Row>) {
  const { t } = useTranslation("ui");
  const grid = useRef<HTMLTableElement>(null);
  const { from, to, onScroll } = useWindow(rows.length, loadingMore ? undefined : onMore);
  useEffect(() => {
    const table = grid.current;
    if (table && !table.querySelector('th[tabindex="0"], td[tabindex="0"]'))
      table.querySelector<HTMLElement>("th, td")?.setAttribute("tabindex", "0");
  });
  return (
    <div>
      <div className={classes.scroll} onScroll={onScroll}>
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
              {columns.map(({ key, header, numeric }, index) => (
                <th key={key} role="columnheader" scope="col" aria-colindex={index + 1} data-numeric={numeric || undefined} tabIndex={-1}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer rows={from} columns={columns.length} />
            {rows.slice(from, to).map((row, index) => (
              <HeatRow key={rowKey(row)} row={row} columns={columns} index={from + index} />
            ))}
            <Spacer rows={rows.length - to} columns={columns.length} />
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
