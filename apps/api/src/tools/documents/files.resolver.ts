import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Person } from "../../core/accounts/people.types";
import { readJob } from "../../core/jobs/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import { fileUrl } from "../../kernel/files";
import type { DocumentVersion, Job } from "../../generated/prisma/client.ts";
import { accessOf, type DocumentRow } from "./documents";
import { AttachUploadInput, BeginUploadInput, MediaTrackInput, ReplaceFileInput, UnpackArchiveInput } from "./documents.inputs";
import { Document, DocumentFile, MediaTrackNode } from "./documents.types";
import { contentUrlOf } from "./content";
import { AttachedUploadNode, DocumentUse, DocumentVersionNode, UploadTicket } from "./files.types";
import { personOfDocument } from "./people";
import { setMediaTracks, tracksOf, type TrackView } from "./tracks";
import { unpackArchive } from "./unpack";
import { attachDocument, beginUpload, endUpload, replaceFile, type AttachedUpload } from "./uploads";
import { usesOf, type Use } from "./uses";
import { restoreDocumentVersion, versionsOfDocument } from "./versions";

const SESSION = { nullable: true, description: "The session it is looked at in; absent = where the document lives." } as const;
const isOpen = async (ctx: Context, document: DocumentRow): Promise<boolean> =>
  (await accessOf(ctx, ctx.memberOf(document.courseId)).load(document.id))?.open ?? false;

@Resolver(() => DocumentFile)
export class DocumentFileFields {
  @FieldResolver(() => String, {
    nullable: true,
    description: "Where its bytes are, on the application's origin; null while it is closed to the viewer. Add ?download to save it.",
  })
  async url(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<string | null> {
    return document.fileId && (await isOpen(ctx, document)) ? fileUrl({ id: document.fileId, name: document.name }) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "For HTML: where it runs, on the content origin, for an hour. Show it in a sandboxed frame only.",
  })
  async contentUrl(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<string | null> {
    return document.fileId && (await isOpen(ctx, document)) ? contentUrlOf(ctx, document) : null;
  }

  @FieldResolver(() => [MediaTrackNode], {
    description: "Captions, subtitles, chapters and transcript; none while it is closed to the viewer.",
  })
  async tracks(@Root() document: DocumentRow, @Ctx() ctx: Context): Promise<TrackView[]> {
    return (await isOpen(ctx, document)) ? tracksOf(ctx, document.id) : [];
  }
}

@Resolver(() => DocumentVersionNode)
export class DocumentVersionFields {
  @FieldResolver(() => Int, { description: "Its size in bytes." })
  bytes(@Root() version: DocumentVersion): number {
    return Number(version.bytes);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who made it." })
  author(@Root() version: DocumentVersion, @Ctx() ctx: Context): Promise<Person | null> {
    return personOfDocument(ctx, version.authorId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Where a file's bytes are, for those who may change the document." })
  url(@Root() version: DocumentVersion): string | null {
    return version.fileId && `/files/${version.fileId}`;
  }

  @FieldResolver(() => String, { nullable: true, description: "A page's text then." })
  body(@Root() version: DocumentVersion): string | null {
    return version.body;
  }
}

@Resolver()
export class DocumentFileResolver {
  @Query(() => [DocumentVersionNode], { description: "A document's versions, the newest first, for those who may change it." })
  documentVersions(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentVersion[]> {
    return versionsOfDocument(ctx, id, sessionId);
  }

  @Query(() => [DocumentUse], { description: "Everywhere a document is used, for those who may change it." })
  documentUses(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<Use[]> {
    return usesOf(ctx, id, sessionId);
  }

  @Mutation(() => UploadTicket, {
    description: "Promises room for an upload before its first byte. LOCKED with QUOTA { limit, used, needed } when there is none.",
  })
  beginUpload(
    @Arg("input", () => BeginUploadInput, { description: "The file." }) input: BeginUploadInput,
    @Ctx() ctx: Context,
  ): Promise<UploadTicket> {
    return beginUpload(ctx, input);
  }

  @Mutation(() => Boolean, { description: "Gives promised room back. Whether there was any." })
  endUpload(@Arg("ticketId", () => ID, { description: "The ticket." }) ticketId: string, @Ctx() ctx: Context): Promise<boolean> {
    return endUpload(ctx, ticketId);
  }

  @Mutation(() => AttachedUploadNode, { description: "Makes a document of a finished upload. An upload is taken once." })
  attachUpload(
    @Arg("input", () => AttachUploadInput, { description: "The upload and its place." }) input: AttachUploadInput,
    @Ctx() ctx: Context,
  ): Promise<AttachedUpload> {
    return attachDocument(ctx, input);
  }

  @Mutation(() => Document, {
    description: "Makes a finished upload the newest version of a file: id, links, place on a path and progress stay.",
  })
  replaceFile(
    @Arg("id", () => ID, { description: "The file." }) id: string,
    @Arg("input", () => ReplaceFileInput, { description: "The upload." }) input: ReplaceFileInput,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return replaceFile(ctx, id, input, sessionId);
  }

  @Mutation(() => Document, { description: "Makes an old version the newest one again." })
  restoreDocumentVersion(
    @Arg("id", () => ID, { description: "The document." }) id: string,
    @Arg("number", () => Int, { description: "The version's number." }) number: number,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return restoreDocumentVersion(ctx, id, number, sessionId);
  }

  @Mutation(() => Document, {
    description: "Replaces the tracks of a video or audio. One of a kind and language; those that stay are named by their id.",
  })
  setMediaTracks(
    @Arg("id", () => ID, { description: "The video or audio." }) id: string,
    @Arg("tracks", () => [MediaTrackInput], { description: "All of its tracks, at most 40." }) tracks: MediaTrackInput[],
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return setMediaTracks(ctx, id, tracks, sessionId);
  }

  @Mutation(() => JobNode, {
    description: "Unpacks a zip, all of it or nothing; the job's result is ArchiveUnpacked. A hostile zip fails it with the reason.",
  })
  async unpackArchive(
    @Arg("input", () => UnpackArchiveInput, { description: "The zip and the place." }) input: UnpackArchiveInput,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    return readJob(ctx, await unpackArchive(ctx, input));
  }
}
