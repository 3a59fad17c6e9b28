import { Invalid } from "../../kernel/errors";
import { attachUpload, releaseFile, requireUpload } from "../../kernel/files";
import type { Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";

interface Holder {
  id: string;
  glossaryId: string;
  pictureFileId: string | null;
  audioFileId: string | null;
}

interface UploadChoice {
  pictureUploadId?: string | null | undefined;
  audioUploadId?: string | null | undefined;
}

// SVG can run script, so it is no picture here.
const SLOTS = [
  { given: "pictureUploadId", column: "pictureFileId", fits: /^image\/(?:png|jpeg|gif|webp|avif)$/ },
  { given: "audioUploadId", column: "audioFileId", fits: /^audio\// },
] as const;

/**
 * Puts a picture and a sound at a term, or takes them away (null): finished uploads of the caller's. One of another type is INVALID_INPUT,
 * and nothing is written. Statements: none when nothing was given, else at most 7 for each.
 */
export async function attachTermFiles(ctx: Context, tx: Tx, term: Holder, choice: UploadChoice): Promise<void> {
  const use = { kind: "glossaryTerm", rowId: term.id };
  for (const { given, column, fits } of SLOTS) {
    const uploadId = choice[given];
    if (uploadId === undefined) continue;
    const file = uploadId === null ? null : await fitting(ctx, tx, given, uploadId, fits, { ...use, itemId: term.glossaryId });
    const former = term[column];
    if (former) await releaseFile(tx, former, use);
    await tx.glossaryTerm.update({ where: { id: term.id }, data: { [column]: file?.id ?? null } });
  }
}

async function fitting(
  ctx: Context,
  tx: Tx,
  given: string,
  uploadId: string,
  fits: RegExp,
  use: { kind: string; rowId: string; itemId: string },
) {
  const { mediaType } = await requireUpload(ctx, uploadId);
  if (!fits.test(mediaType)) throw Invalid(`input.${given}`, "file.type", `A file of type ${mediaType} does not fit here.`);
  return attachUpload(tx, ctx, uploadId, use);
}
