import { Invalid } from "../../kernel/errors";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";

interface Holder {
  id: string;
  glossaryId: string;
  pictureFileId: string | null;
  audioFileId: string | null;
}

interface FileChoice {
  pictureFileId?: string | null | undefined;
  audioFileId?: string | null | undefined;
}

/** SVG can run script, so it is no picture here. */
const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const SOUNDS = /^audio\//;

/**
 * Puts a picture and a sound at a term, or takes them away (null). A file is taken when it is the writer's own; one of another type
 * is INVALID_INPUT. Statements: none when nothing was given, else at most 4.
 */
export async function attachTermFiles(tx: Tx, member: Member, term: Holder, choice: FileChoice): Promise<void> {
  const wanted = { pictureFileId: choice.pictureFileId, audioFileId: choice.audioFileId };
  const changed = (["pictureFileId", "audioFileId"] as const).filter((key) => wanted[key] !== undefined && wanted[key] !== term[key]);
  if (changed.length === 0) return;
  const ids = changed.flatMap((key) => wanted[key] ?? []);
  const files = ids.length > 0 ? await tx.file.findMany({ where: { id: { in: ids }, createdById: member.userId } }) : [];
  for (const key of changed) {
    if (!wanted[key]) continue;
    const file = files.find((candidate) => candidate.id === wanted[key]);
    if (!file) throw Invalid(`input.${key}`, "file.unknown", "There is no such file of yours.");
    if (!(key === "pictureFileId" ? PICTURES : SOUNDS).test(file.mediaType)) throw Invalid(`input.${key}`, "file.type", `A file of type ${file.mediaType} does not fit here.`);
  }
  await tx.glossaryTerm.update({ where: { id: term.id }, data: Object.fromEntries(changed.map((key) => [key, wanted[key] ?? null])) });
  const gone = changed.flatMap((key) => term[key] ?? []);
  await tx.fileUse.deleteMany({ where: { kind: "glossaryTerm", rowId: term.id, fileId: { in: gone } } });
  await tx.fileUse.createMany({ data: ids.map((fileId) => ({ fileId, kind: "glossaryTerm", rowId: term.id, itemId: term.glossaryId })), skipDuplicates: true });
}
