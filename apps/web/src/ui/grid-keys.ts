import type { KeyboardEvent } from "react";

const cellSelector = "th, td";
const controlSelector = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [contenteditable=true]";

function focusCell(table: HTMLTableElement, cell: HTMLElement) {
  for (const other of table.querySelectorAll('[tabindex="0"]')) if (other.matches(cellSelector)) other.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

function target(table: HTMLTableElement, cell: HTMLTableCellElement, event: KeyboardEvent): HTMLElement | undefined {
  const row = cell.parentElement as HTMLTableRowElement;
  const rows = [...table.rows];
  const forward = getComputedStyle(table).direction === "rtl" ? -1 : 1;
  const at = (rowIndex: number, column: number) => rows[Math.max(0, Math.min(rows.length - 1, rowIndex))]?.cells[column];
  const { rowIndex } = row;
  const { cellIndex } = cell;
  const last = row.cells.length - 1;
  switch (event.key) {
    case "ArrowRight":
      return row.cells[cellIndex + forward];
    case "ArrowLeft":
      return row.cells[cellIndex - forward];
    case "ArrowDown":
      return at(rowIndex + 1, cellIndex);
    case "ArrowUp":
      return at(rowIndex - 1, cellIndex);
    case "PageDown":
      return at(rowIndex + 10, cellIndex);
    case "PageUp":
      return at(rowIndex - 10, cellIndex);
    case "Home":
      return event.ctrlKey ? at(0, 0) : row.cells[0];
    case "End":
      return event.ctrlKey ? at(rows.length - 1, last) : row.cells[last];
    default:
      return undefined;
  }
}

/** Keys of the ARIA grid pattern, for the `onKeyDown` of a table: arrows (mirrored right to left), Home, End, pages, Enter and Escape. */
export function moveInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const table = event.currentTarget;
  const from = event.target as HTMLElement;
  const cell = from.closest<HTMLTableCellElement>(cellSelector);
  if (!cell || !table.contains(cell)) return;
  if (from !== cell) {
    // Inside a cell's control its own keys hold; Escape goes back to the cell.
    if (event.key === "Escape") focusCell(table, cell);
    return;
  }
  if (event.key === "Enter" || event.key === "F2") {
    const control = cell.querySelector<HTMLElement>(controlSelector);
    if (!control) return;
    event.preventDefault();
    control.focus();
    return;
  }
  const next = target(table, cell, event);
  if (!next) return;
  event.preventDefault();
  focusCell(table, next);
}
