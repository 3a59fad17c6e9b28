import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { MenuEntry } from "../../ui/menu-button";
import type { FolderOrder } from "./documents.routes";
import type { Row } from "./folder-cache";

/** What the grid of a folder shows, and what it calls when something is asked of a row. */
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

/** What a key asks of the row it is pressed on, beside moving about; undefined = the browser's own. */
function workOf(event: KeyboardEvent, row: Row, props: TableProps): (() => void) | undefined {
  const { rows, selected, onSelect } = props;
  const mod = event.ctrlKey || event.metaKey;
  const letter = mod ? event.key.toLowerCase() : "";
  if (letter === "a") return () => onSelect(new Set(rows.map((one) => one.id)));
  if (letter === "x") return () => props.onKey("cut", row);
  if (letter === "v") return () => props.onKey("paste", row);
  const edit = editKeys[event.key];
  if (edit) return () => props.onKey(edit, row);
  // On a control inside the row, Enter and Space are the control's.
  if ((event.target as HTMLElement).getAttribute("role") !== "row") return undefined;
  if (event.key === "Enter") return () => props.onOpen(row);
  if (event.key !== " ") return undefined;
  return () => {
    const next = new Set(selected);
    if (!next.delete(row.id)) next.add(row.id);
    onSelect(next);
  };
}

/** The keyboard of the documents' grid: one row is in the tab order, the arrows move, and some keys work on the row. */
export function useTableKeys(props: TableProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const { rows } = props;
  const active = rows.some((row) => row.id === current) ? current : (rows[0]?.id ?? null);
  const focusRow = (id: string) => grid.current?.querySelector<HTMLElement>(`tr[data-id="${id}"]`)?.focus();
  useEffect(() => {
    // A row that went away while it had the focus hands it to its neighbour.
    if (current && current !== active && document.activeElement === document.body && active) focusRow(active);
  }, [current, active]);
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const at = rows.findIndex((row) => row.id === active);
    const row = rows[at];
    if (!row || (event.target as HTMLElement).closest("thead")) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") return alongRow(event.currentTarget, event);
    if (event.key === "Escape") return focusRow(row.id);
    const to = nextIndex(event.key, at, rows.length);
    const work = to === undefined ? workOf(event, row, props) : () => focusRow(rows[to]!.id);
    if (!work) return;
    work();
    event.preventDefault();
  };
  return { grid, active, setCurrent, onKeyDown };
}
