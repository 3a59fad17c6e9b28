import sanitizeHtml from "sanitize-html";
import { fileNameKey } from "@lyceum/shared/file-names";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { DocumentRow } from "./documents";

const REFERENCES_LIMIT = 5_000;
const ADDRESSES = ["src", "href", "poster", "data"] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface FoundReference {
  toItemId?: string;
  toFileId?: string;
  path?: string;
}

/** Calls `see` for every element of an HTML text, in order. The library's output is not used. */
function eachElement(html: string, see: (attributes: Record<string, string>) => void): void {
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: { "*": (tagName, attribs) => (see(attribs), { tagName, attribs }) },
  });
}

/** The address as a path relative to the document's folder, or undefined for one that leads elsewhere (another site, this page, the site's root). */
export function relativePath(address: string): string | undefined {
  const bare = address.trim().split(/[?#]/)[0]!;
  if (bare === "" || bare.startsWith("/") || bare.includes("\\") || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return undefined;
  try {
    return decodeURIComponent(bare).slice(0, 1_000);
  } catch {
    return bare.slice(0, 1_000);
  }
}

/** What an uploaded HTML file points at beside itself. */
export function relativeReferences(html: string): FoundReference[] {
  const paths = new Set<string>();
  eachElement(html, (attributes) => {
    for (const name of ADDRESSES) {
      const path = attributes[name] === undefined ? undefined : relativePath(attributes[name]);
      if (path && paths.size < REFERENCES_LIMIT) paths.add(path);
    }
  });
  return [...paths].map((path) => ({ path }));
}

/** What a page's rich text points at: items and files, by their ids. */
export function richTextReferences(html: string): FoundReference[] {
  const found = new Map<string, FoundReference>();
  eachElement(html, (attributes) => {
    const item = attributes["data-item-id"] ?? /^\/d\/([0-9a-f-]{36})/i.exec(attributes["src"] ?? attributes["href"] ?? "")?.[1];
    const file = attributes["data-file-id"] ?? /^\/files\/([0-9a-f-]{36})/i.exec(attributes["src"] ?? "")?.[1];
    if (item && UUID.test(item)) found.set(`i${item}`, { toItemId: item });
    if (file && UUID.test(file)) found.set(`f${file}`, { toFileId: file });
  });
  return [...found.values()].slice(0, REFERENCES_LIMIT);
}

/** Replaces what is known of a document's references. Statements: 2. */
export async function writeReferences(tx: Tx, fromItemId: string, references: FoundReference[]): Promise<void> {
  await tx.documentReference.deleteMany({ where: { fromItemId } });
  if (references.length > 0) await tx.documentReference.createMany({ data: references.map((reference) => ({ fromItemId, ...reference })) });
}

interface TreeRow {
  id: string;
  folderId: string | null;
  nameKey: string;
}

/** A space's names, to follow relative paths in. */
export class NameTree {
  private readonly byPlace = new Map<string, string>();
  private readonly parents = new Map<string, string | null>();

  constructor(rows: readonly TreeRow[]) {
    for (const row of rows) {
      this.byPlace.set(`${row.folderId ?? ""}/${row.nameKey}`, row.id);
      this.parents.set(row.id, row.folderId);
    }
  }

  /** The document that a path leads to from a folder (null = the top), or undefined. */
  follow(folderId: string | null, path: string): string | undefined {
    let at: string | null = folderId;
    let found: string | undefined;
    for (const step of path.split("/")) {
      if (step === "" || step === ".") continue;
      if (step === "..") {
        if (at === null) return undefined;
        at = this.parents.get(at) ?? null;
        found = undefined;
        continue;
      }
      found = this.byPlace.get(`${at ?? ""}/${fileNameKey(step)}`);
      if (!found) return undefined;
      at = found;
    }
    return found;
  }

  /** Which of `roots` a document is or lies in. */
  rootOf(id: string, roots: ReadonlySet<string>): string | undefined {
    for (let at: string | null | undefined = id; at; at = this.parents.get(at)) if (roots.has(at)) return at;
    return undefined;
  }

  parentOf(id: string): string | null {
    return this.parents.get(id) ?? null;
  }
}

export async function nameTree(db: Pick<Tx, "document">, spaceId: string): Promise<NameTree> {
  return new NameTree(await db.document.findMany({ where: { spaceId, live: true }, select: { id: true, folderId: true, nameKey: true } }));
}

/** The relative references that moving `documents` into `folderId` would break: those between what moves and what stays. */
export async function brokenByMove(
  ctx: Context,
  documents: DocumentRow[],
  folderId: string | null,
): Promise<{ fromId: string; path: string }[]> {
  const spaceId = documents[0]!.spaceId;
  const references = await ctx.db.documentReference.findMany({
    where: { path: { not: null }, from: { spaceId, live: true } },
    select: { fromItemId: true, path: true },
  });
  if (references.length === 0) return [];
  const tree = await nameTree(ctx.db, spaceId);
  const roots = new Set(documents.filter((document) => document.parentId !== folderId).map((document) => document.id));
  const broken: { fromId: string; path: string }[] = [];
  for (const { fromItemId, path } of references) {
    const target = tree.follow(tree.parentOf(fromItemId), path!);
    if (!target) continue;
    const [from, to] = [tree.rootOf(fromItemId, roots), tree.rootOf(target, roots)];
    const together = from === to || (from && to && tree.parentOf(from) === tree.parentOf(to));
    if (!together) broken.push({ fromId: fromItemId, path: path! });
  }
  return broken;
}
