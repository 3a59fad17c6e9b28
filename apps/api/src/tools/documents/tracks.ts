import { Invalid } from "../../kernel/errors";
import { fileUrl, readBlob, useFile } from "../../kernel/files";
import { newId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { parseWebVtt } from "./captions";
import { documentPolicy } from "./documents.policy";
import { enterDocument, enterOpenDocument, reread, subjectOf, type DocumentRow } from "./documents";
import { askForText } from "./texts";
import type { Context } from "../../kernel/context";
import type { File, MediaTrack, MediaTrackKind } from "../../generated/prisma/client.ts";

export const TRACK_USE = "documents.track";
const TRACK_BYTES = 4 * 1024 * 1024;
const TRACKS_MAX = 40;

export interface TrackInput {
  kind: MediaTrackKind;
  language: string;
  label?: string | null;
  documentId?: string | null;
  trackId?: string | null;
}

interface ChosenTrack {
  kind: MediaTrackKind;
  language: string;
  label: string;
  fileId: string;
}

/** The WebVTT file that a track is made of: of a document that is open to the caller in the same space, or of a track that stays. */
async function chooseTrack(
  ctx: Context,
  document: DocumentRow,
  input: TrackInput,
  former: MediaTrack[],
  place: string,
): Promise<ChosenTrack> {
  const chosen = { kind: input.kind, language: input.language, label: input.label ?? "" };
  const kept = former.find((track) => track.id === input.trackId);
  if (kept) return { ...chosen, fileId: kept.fileId };
  if (!input.documentId) throw Invalid(place, "track.file", "Name a WebVTT file.");
  const source = (await enterOpenDocument(ctx, input.documentId, document.runSessionId)).document;
  const file = source.spaceId === document.spaceId && source.fileId ? await ctx.db.file.findUnique({ where: { id: source.fileId } }) : null;
  if (!file) throw Invalid(place, "track.file", "Name a WebVTT file of the same space.");
  const text = new TextDecoder("utf-8").decode(await readBlob(ctx.services, file.sha256, TRACK_BYTES));
  if (!parseWebVtt(text)) throw Invalid(place, "track.notWebVtt", "This file is no WebVTT.");
  return { ...chosen, fileId: file.id };
}

/** Replaces the tracks of a video or audio: captions, subtitles, chapters, transcript. At most one of a kind and language. */
export async function setMediaTracks(ctx: Context, id: string, tracks: TrackInput[], sessionId?: string | null): Promise<DocumentRow> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "update", document);
  if (!/^(?:audio|video)\//.test(document.mediaType)) throw Invalid("id", "track.notMedia", "Only video and audio have tracks.");
  if (tracks.length > TRACKS_MAX) throw Invalid("tracks", "tracks.tooMany", `At most ${TRACKS_MAX}.`);
  if (new Set(tracks.map((track) => `${track.kind} ${track.language}`)).size < tracks.length)
    throw Invalid("tracks", "tracks.twice", "One track of a kind and language.");
  const former = await ctx.db.mediaTrack.findMany({ where: { documentId: id } });
  const chosen: ChosenTrack[] = [];
  for (const [index, track] of tracks.entries()) chosen.push(await chooseTrack(ctx, document, track, former, `tracks.${index}`));
  return ctx.write(async (tx, emit) => {
    await tx.mediaTrack.deleteMany({ where: { documentId: id } });
    for (const track of chosen) {
      const trackId = newId();
      await tx.mediaTrack.create({ data: { id: trackId, documentId: id, ...track } });
      await useFile(tx, track.fileId, { kind: TRACK_USE, rowId: trackId, itemId: id });
    }
    await askForText(tx, ctx, document, member);
    emit("documents.file.captioned", subjectOf(document));
    return reread(tx, id);
  });
}

export interface TrackView extends MediaTrack {
  url: string;
}

/** The tracks of a request's documents; one statement for all. */
export async function tracksOf(ctx: Context, id: string): Promise<TrackView[]> {
  const loader = ctx.loader<TrackView[]>("documents:tracks", async (ids) => {
    const rows = await ctx.db.$queryRaw<(MediaTrack & Pick<File, "name">)[]>`
      SELECT t."id", t."documentId", t."kind"::text AS "kind", t."language", t."label", t."fileId", f."name" FROM "MediaTrack" t JOIN "File" f ON f."id" = t."fileId"
      WHERE t."documentId" = ANY(${[...ids]}::uuid[]) ORDER BY t."kind", t."language"`;
    return ids.map((one) =>
      rows.filter((row) => row.documentId === one).map((row) => ({ ...row, url: fileUrl({ id: row.fileId, name: row.name }) })),
    );
  });
  return (await loader.load(id)) ?? [];
}
