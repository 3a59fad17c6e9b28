import { stringify } from "csv-stringify/sync";
import { Readable } from "node:stream";
import { fileUrl, storeFile } from "./files";
import type { Services } from "./services";
import { writeXlsx, type Cell } from "./xlsx";

/** What a table is written as: RFC 4180, or an Office Open XML workbook. */
export type TableFormat = "CSV" | "XLSX";
export type Table = readonly (readonly Cell[])[];

const MEDIA_TYPE: Record<TableFormat, string> = {
  CSV: "text/csv",
  XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Rows as a CSV: RFC 4180, UTF-8 with a mark, so that spreadsheets see the accents. Text of people goes through `neutralCell` before. */
export const csvText = (rows: Table): string => `\uFEFF${stringify(rows as Cell[][], { record_delimiter: "windows" })}`;

/** A file that a job has made, as `FileProduced` tells it. */
export interface ProducedFile {
  url: string;
  name: string;
  bytes: number;
}

/** A title as the name of a file: letters and digits of any script, dashes between. */
export const fileNameOf = (title: string, extension: string): string =>
  `${title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.${extension}`;

interface Written {
  rows: Table;
  /** Names the sheet and the file. */
  title: string;
  format: TableFormat;
  createdById: string | null;
}

/** Keeps a table as a file of the asker's, which the collection of unused files forgets after a day. */
export async function storeTable(services: Services, { rows, title, format, createdById }: Written): Promise<ProducedFile> {
  return storeProduced(services, {
    bytes: format === "CSV" ? Buffer.from(csvText(rows)) : await writeXlsx(title, rows),
    name: fileNameOf(title, format.toLowerCase()),
    mediaType: MEDIA_TYPE[format],
    createdById,
  });
}

/** The same for bytes of any kind. */
export async function storeProduced(
  services: Services,
  { bytes, ...rest }: { bytes: Buffer; name: string; mediaType: string; createdById: string | null },
): Promise<ProducedFile> {
  const file = await storeFile(services, { stream: Readable.from([bytes]), ...rest });
  return { url: fileUrl(file), name: file.name, bytes: Number(file.bytes) };
}
