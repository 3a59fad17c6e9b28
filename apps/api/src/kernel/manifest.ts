import type { ZodType } from "zod";
import type { NonEmptyArray } from "type-graphql";
import type { Express } from "express";
import { NotFound } from "./errors";
import type { Prisma, Tx } from "./database";
import type { Context } from "./context";
import type { CourseCopier, CourseExample } from "./course-copy";
import type { Member } from "./gate";
import type { Emit, EventDraft } from "./events";
import type { JobDefinition } from "./jobs";
import type { CourseNotice } from "./notices";
import type { ReadinessFinding } from "./readiness";
import type { Services } from "./services";

/** A kind of item that a tool makes. */
export interface ItemKind {
  /** Criteria that may complete it, the default first; empty = it has no progress. */
  completes: string[];
  graded?: boolean;
  /** Whether base items of this kind are seen in sessions. */
  inherits: boolean;
  /** The page that shows it, under the course's address; `:id` is the item. */
  embeds: string;
  /** The GraphQL type that implements Item for it. */
  type: string;
  /** Loads the GraphQL node's row for an item of this kind, the gate passed already. */
  load(ctx: Context, ids: string[]): Promise<{ id: string }[]>;
}

/** What is told to whom when an event happens; written in the same transaction. */
export interface NotificationDraft {
  userIds: string[];
  kind: string;
  params?: Record<string, string | number>;
  /** The page to open, a path inside the application. */
  href: string;
}

/** Who may read a file that a row of the tool uses. Answers for many rows of one kind at once: the row ids that the caller may read. */
export type FileGate = (ctx: Context, rowIds: string[]) => Promise<Set<string>>;

/** What the caller gets instead of a file's own bytes (with their name across it, for instance); null = the bytes as they are. */
export type FileDress = (ctx: Context, rowIds: string[], file: { sha256: string; mediaType: string }) => Promise<Buffer | null>;

/**
 * Deletes rows that went to the trash before a moment, at most `limit` acts at once, and returns the ids of all that is gone. Their files,
 * search entries and versions (kept under the same kind) are forgotten by the kernel.
 */
export type TrashPurge = (tx: Tx, before: Date, limit: number) => Promise<string[]>;

/** A progress row that has just changed. */
export interface ProgressChange {
  itemId: string;
  userId: string;
  runId: string;
}

/** Does what follows from changed settings, in the transaction that changes them. */
export type SettingsChanged = (tx: Tx, member: Member, former: Record<string, unknown>, values: Record<string, unknown>) => Promise<void>;

/** A text that one tool wants to be a page of another's. */
export interface PageDraft {
  courseId: string;
  sessionId: string | null;
  title: string;
  /** Rich text, at most `RICH_TEXT_LIMIT`. */
  body: string;
}

/** Makes a page, by its own gate and rights, in a transaction of its own; gives its item's id and what it is called now. */
export type PageMaker = (ctx: Context, draft: PageDraft) => Promise<{ id: string; kind: string; title: string }>;

/** One tool's contribution to everything that is common; see docs/adding-a-tool.md. */
export interface ToolManifest {
  key: string;
  /** Whether a new course shows it. */
  defaultVisible?: boolean;
  // type-graphql takes classes of any constructor.
  resolvers: NonEmptyArray<new () => object>;
  kinds?: Record<string, ItemKind>;
  /** GraphQL types that no field names, kinds among them. */
  orphanedTypes?: (new () => object)[];
  /** Types that `node(type, id)` can read again; each loader passes its own gate, and gives null for what is not there. */
  nodes?: Record<string, (ctx: Context, id: string) => Promise<object | null>>;
  /** Choices of each course: their shape, their GraphQL type, and what follows from a change. */
  settings?: {
    schema: ZodType;
    type: new () => object;
    changed?: SettingsChanged;
    /** Those that say what learners may see and do: the page of settings shows them together, whatever the tool. */
    rights?: readonly string[];
  };
  files?: Record<string, FileGate>;
  /** Files that are not sent as they are, by the use that the gate let pass. */
  sent?: Record<string, FileDress>;
  /** What people may be told of in a course, by a name of its own: its teachers choose who (kernel/notices.ts), and `notify` obeys. */
  notices?: Record<string, CourseNotice>;
  /** What is told of an event, in its transaction; `actorId` is who did it. */
  notify?: Record<string, (tx: Tx, event: EventDraft, actorId: string | null) => Promise<NotificationDraft[]>>;
  /** Recomputes what is derived from a changed row (a path, a section), in the transaction that changed it; asked for items that `holds` names. */
  progress?: (tx: Tx, emit: Emit, change: ProgressChange) => Promise<void>;
  /** SQL: whether an item stands in something whose progress is derived. Told with the change itself, so that most changes cost no look-up. */
  holds?: (itemId: Prisma.Sql) => Prisma.Sql;
  /** Which hidden items are open to a learner through something of the tool (a step of an open path). */
  reveals?: (ctx: Context, member: Member, itemIds: string[]) => Promise<string[]>;
  /** Events that count as "new in this tool" on the home page. */
  news?: string[];
  jobs?: JobDefinition[];
  /** Routes for bytes that do not travel through GraphQL; each passes its own gate. */
  http?: (app: Express, services: Services) => void;
  /** Whether search may show a row that has no item of its own. */
  search?: (ctx: Context, member: Member, kind: string, rowIds: string[]) => Promise<Set<string>>;
  /** The pages that show rows without items, for what search finds: by the rows' kind, under the course's address; `:id` is the row. */
  rowPages?: Record<string, string>;
  /** Kinds of rows that go to the trash without being items; items are emptied by the kernel. */
  trash?: Record<string, TrashPurge>;
  /** Keeps what another tool wrote as a page of its own; one tool has it. */
  pages?: PageMaker;
  /** Copies what the tool keeps in a course when another one is made from it. */
  copy?: CourseCopier;
  /** What learners would stumble over in what the tool keeps, by one statement; asked by staff who check a course. */
  readiness?: (ctx: Context, member: Member) => Promise<ReadinessFinding[]>;
  /** Puts a little of the tool into a new course as an example; gives the items that the home page shows. */
  example?: (example: CourseExample) => Promise<string[]>;
  /** Whether a person is in the middle of what a sign-in elsewhere must not end (an open attempt); asked where one device is allowed. */
  holdsDevice?: (tx: Tx, userId: string) => Promise<boolean>;
  /** Everything about one person that the tool keeps, for export and erasure. */
  personalData?: (tx: Tx, userId: string) => Promise<Record<string, unknown>>;
}

const manifests = new Map<string, ToolManifest>();

/** Declares a tool (or a core module that contributes as one); registered at once. */
export function defineTool(manifest: ToolManifest): ToolManifest {
  manifests.set(manifest.key, manifest);
  return manifest;
}

export const allTools = (): ToolManifest[] => [...manifests.values()];
export const toolDefaultVisible = (key: string): boolean => manifests.get(key)?.defaultVisible ?? true;

/** Makes a page in the tool that keeps pages, and says where it is under the course's address. NOT_FOUND where no tool keeps any. */
export async function makePage(ctx: Context, draft: PageDraft): Promise<{ title: string; path: string }> {
  const keeper = allTools().find((manifest) => manifest.pages)?.pages;
  if (!keeper) throw NotFound();
  const { id, kind, title } = await keeper(ctx, draft);
  return { title, path: (itemKind(kind)?.embeds ?? "").replace(":id", id) };
}

/** The kind's declaration; kinds are global names. */
export function itemKind(kind: string): ItemKind | undefined {
  for (const manifest of manifests.values()) {
    const found = manifest.kinds?.[kind];
    if (found) return found;
  }
  return undefined;
}

/** The page of a row that has no item of its own. */
export const rowPage = (kind: string): string | undefined => allTools().find((manifest) => manifest.rowPages?.[kind])?.rowPages?.[kind];

/** Kinds whose base items are seen in sessions; the others are templates there. */
export const kindsNotInherited = (): string[] =>
  allTools().flatMap((manifest) => Object.entries(manifest.kinds ?? {}).flatMap(([kind, declared]) => (declared.inherits ? [] : [kind])));
