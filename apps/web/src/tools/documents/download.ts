import type { Row } from "./folder-cache";

/** Saves what an address of this origin gives as a file. */
export function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** Where one file is saved from, so that the download is counted in the session it is read in. */
export function savingAddress({ id }: Pick<Row, "id">, sessionId: string | null | undefined): string {
  return `/d/${id}?download${sessionId ? `&session=${sessionId}` : ""}`;
}
