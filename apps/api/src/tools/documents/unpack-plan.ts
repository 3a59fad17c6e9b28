import { cleanFileName, fileNameKey, forbiddenExtension, freeFileName, neutralFileName } from "@lyceum/shared/file-names";
import { FOLDER_ENTRIES_LIMIT, type DocumentLimits } from "@lyceum/shared/inputs/documents";
import type { Archive } from "@lyceum/courseware/safe-zip";
import { Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { allowedName, readLimits, requireSize } from "./limits";
import type { EnteredPlace } from "./places";

const DEPTH_MAX = 20;

/** One document that a zip will make. */
export interface PlannedEntry {
  id: string;
  kind: "folder" | "file";
  name: string;
  /** The planned folder that it lies in; null = the place itself. */
  parentId: string | null;
  /** Its name inside the zip; empty for folders. */
  source: string;
  /** Where it will be, below the place; a folder's ends with a slash. */
  path: string;
  bytes: number;
  depth: number;
}

export interface ArchivePlan {
  /** Parents before children. */
  entries: PlannedEntry[];
  bytes: number;
  skipped: string[];
  /** Left out because the campus does not take their extension. */
  refused: string[];
  renamed: string[];
}

interface PlanOptions {
  /** The new folder's name; null = right into the place. */
  title: string | null;
  /** The id of the first document that is made. */
  firstId: string;
  newId: () => string;
}

/** Says what a checked archive will make, where, and under which names; INVALID_INPUT for what is too deep, too full or empty. */
export async function planArchive(ctx: Context, entered: EnteredPlace, archive: Archive, options: PlanOptions): Promise<ArchivePlan> {
  const planner = new Planner(options, await namesIn(ctx, entered), (entered.folder?.ancestorIds.length ?? -1) + 1);
  const limits = await readLimits(ctx.db);
  const refused: string[] = [];
  for (const entry of archive.entries) {
    if (entry.isDirectory) planner.folder(entry.name.replace(/\/$/, ""));
    else if (mayCome(limits, entry.name)) {
      requireSize(limits, entry.bytes, `archive.${entry.name}`);
      planner.file(entry.name, entry.bytes, allowedName(limits, baseOf(entry.name)));
    } else refused.push(entry.name);
  }
  if (planner.plan.entries.every((entry) => entry.kind === "folder" && entry.source === "")) {
    if (archive.entries.length === 0) throw Invalid("archive", "archive.EMPTY", "The zip holds nothing.");
  }
  return { ...planner.plan, skipped: [...archive.skipped], refused };
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const mayCome = ({ extensionRule, extensions, forbiddenFiles }: DocumentLimits, path: string): boolean =>
  forbiddenFiles === "NEUTRALISE" || forbiddenExtension(baseOf(path), extensionRule, extensions) === undefined;

/** The names taken at the top of the place. */
async function namesIn(ctx: Context, { member, folder }: EnteredPlace): Promise<string[]> {
  const where = folder ? { folderId: folder.id } : { folderId: null, courseId: member.courseId, space: { kind: "COURSE" as const } };
  return (await ctx.db.document.findMany({ where: { ...where, runId: member.runId, live: true }, select: { nameKey: true } })).map(
    (row) => row.nameKey,
  );
}

class Planner {
  readonly plan: ArchivePlan = { entries: [], bytes: 0, skipped: [], refused: [], renamed: [] };
  private readonly folders = new Map<string, PlannedEntry>();
  private readonly taken = new Map<string | null, Set<string>>();
  private readonly top: PlannedEntry | null;

  constructor(
    private readonly options: PlanOptions,
    takenAtTop: string[],
    private readonly depth: number,
  ) {
    this.taken.set(null, new Set(takenAtTop));
    this.top = options.title === null ? null : this.add("folder", cleanFileName(options.title), null, "", 0);
  }

  folder(name: string): PlannedEntry | null {
    if (name === "") return this.top;
    const known = this.folders.get(name);
    if (known) return known;
    const cut = name.lastIndexOf("/");
    const parent = this.folder(cut < 0 ? "" : name.slice(0, cut));
    const made = this.add("folder", name.slice(cut + 1), parent, "", 0);
    this.folders.set(name, made);
    return made;
  }

  file(source: string, bytes: number, name: string): void {
    const cut = source.lastIndexOf("/");
    this.add("file", name, this.folder(cut < 0 ? "" : source.slice(0, cut)), source, bytes);
    this.plan.bytes += bytes;
  }

  private add(kind: "folder" | "file", wanted: string, parent: PlannedEntry | null, source: string, bytes: number): PlannedEntry {
    const here = this.taken.get(parent?.id ?? null) ?? new Set<string>();
    this.taken.set(parent?.id ?? null, here);
    const name = freeFileName(kind === "file" ? neutralFileName(wanted) : wanted, (key) => here.has(key));
    here.add(fileNameKey(name));
    if (here.size > FOLDER_ENTRIES_LIMIT)
      throw Invalid(`archive.${source || wanted}`, "folder.full", `A folder has at most ${FOLDER_ENTRIES_LIMIT} entries.`);
    const depth = (parent?.depth ?? this.depth) + 1;
    if (depth > DEPTH_MAX) throw Invalid(`archive.${source || wanted}`, "item.tooDeep", `At most ${DEPTH_MAX} levels.`);
    const path = `${parent?.path ?? ""}${name}${kind === "folder" ? "/" : ""}`;
    if (name !== baseOf(source || wanted).normalize("NFC")) this.plan.renamed.push(`${source || wanted} → ${path}`);
    const id = this.plan.entries.length === 0 ? this.options.firstId : this.options.newId();
    const entry: PlannedEntry = { id, kind, name, parentId: parent?.id ?? null, source, path, bytes, depth };
    this.plan.entries.push(entry);
    return entry;
  }
}
