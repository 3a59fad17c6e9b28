const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as a `datetime-local` field wants it, in the browser's zone; empty for none. */
export function toLocalField(at: string | null | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that such a field holds, in UTC; null for an empty or half-filled one. */
export function fromLocalField(text: string): string | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
