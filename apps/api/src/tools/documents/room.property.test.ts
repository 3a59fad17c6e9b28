import { beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emptyTrash, TRASH_DAYS } from "../../kernel/trash";
import { startTestApp } from "../../test/app";
import { ApiError, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, type BuiltCourse } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { uploadBytes } from "./documents.factories";

const LIMIT = 3_000;
const app = await startTestApp();
let teacher: TestClient;
let teacherId: string;

beforeAll(async () => {
  const user = await buildUser(app);
  teacherId = user.id;
  teacher = await signInAs(app, user);
});

type Step =
  | { do: "folder"; in: number }
  | { do: "page"; in: number }
  | { do: "upload"; in: number; bytes: number; name: string; onClash: "RENAME" | "NEW_VERSION" | "SKIP" }
  | { do: "replace"; of: number; bytes: number }
  | { do: "publish"; of: number; bytes: number }
  | { do: "copy"; of: number; to: number }
  | { do: "move"; of: number; to: number }
  | { do: "trash"; of: number }
  | { do: "restore"; of: number }
  | { do: "oldVersion"; of: number }
  | { do: "purge" };

const index = fc.nat(30);
const bytes = fc.integer({ min: 0, max: 900 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("folder" as const), in: index }),
  fc.record({ do: fc.constant("page" as const), in: index }),
  fc.record({
    do: fc.constant("upload" as const),
    in: index,
    bytes,
    name: fc.constantFrom("a.txt", "A.TXT", "b.bin", "b"),
    onClash: fc.constantFrom("RENAME" as const, "NEW_VERSION" as const, "SKIP" as const),
  }),
  fc.record({ do: fc.constant("replace" as const), of: index, bytes }),
  fc.record({ do: fc.constant("publish" as const), of: index, bytes }),
  fc.record({ do: fc.constant("copy" as const), of: index, to: index }),
  fc.record({ do: fc.constant("move" as const), of: index, to: index }),
  fc.record({ do: fc.constant("trash" as const), of: index }),
  fc.record({ do: fc.constant("restore" as const), of: index }),
  fc.record({ do: fc.constant("oldVersion" as const), of: index }),
  fc.constant({ do: "purge" as const }),
);

class World {
  constructor(readonly course: BuiltCourse) {}

  /** Something of a kind, by a number that stands for any. */
  private async some(where: object, number: number): Promise<{ id: string; revision: number } | undefined> {
    const rows = await app.db.document.findMany({
      where: { courseId: this.course.id, live: true, ...where },
      orderBy: { id: "asc" },
      select: { id: true, revision: true },
    });
    return rows[number % Math.max(1, rows.length)];
  }

  /** A folder, or the top. */
  private async place(number: number): Promise<string | null> {
    return number % 3 === 0 ? null : ((await this.some({ mediaType: "inode/directory" }, number))?.id ?? null);
  }

  private async upload(text: string, name: string): Promise<string> {
    return uploadBytes(teacher, text, name);
  }

  private async work(one: Step): Promise<unknown> {
    const courseId = this.course.id;
    if (one.do === "purge") return emptyTrash(app.db, new Date(Date.now() + (TRASH_DAYS + 1) * 86_400_000));
    if (one.do === "folder" || one.do === "page") {
      const [operation, type] = one.do === "folder" ? ["createFolder", "CreateFolderInput"] : ["createPage", "CreatePageInput"];
      const input = { courseId, folderId: await this.place(one.in), title: "a.txt" };
      return teacher.run(`mutation M($input: ${type}!) { ${operation}(input: $input) { id } }`, { input });
    }
    if (one.do === "upload") {
      const uploadId = await this.upload("x".repeat(one.bytes), one.name);
      const input = { courseId, uploadId, folderId: await this.place(one.in), onClash: one.onClash };
      return teacher.run("mutation M($input: AttachUploadInput!) { attachUpload(input: $input) { outcome } }", { input });
    }
    return this.change(one);
  }

  private async change(one: Exclude<Step, { do: "purge" | "folder" | "page" | "upload" }>): Promise<unknown> {
    if (one.do === "restore") {
      const gone = await app.db.item.findMany({ where: { courseId: this.course.id, trashId: { not: null } }, orderBy: { id: "asc" } });
      const trashId = gone[one.of % Math.max(1, gone.length)]?.trashId;
      return trashId && teacher.run("mutation M($id: ID!) { restoreDocuments(trashId: $id) { id } }", { id: trashId });
    }
    const kinds = { publish: { mediaType: "text/html" }, replace: { fileId: { not: null } }, oldVersion: { versionNumber: { gt: 1 } } };
    const found = await this.some(kinds[one.do as keyof typeof kinds] ?? {}, one.of);
    if (!found) return undefined;
    const { id, revision } = found;
    if (one.do === "replace") {
      const input = { uploadId: await this.upload("y".repeat(one.bytes), "new.txt") };
      return teacher.run("mutation M($id: ID!, $input: ReplaceFileInput!) { replaceFile(id: $id, input: $input) { id } }", { id, input });
    }
    if (one.do === "publish") {
      const body = `<p>${"z".repeat(one.bytes)}</p>`;
      const PUBLISH =
        "mutation M($id: ID!, $body: String!, $v: Int!) { publishPage(id: $id, input: { body: $body }, expectedVersion: $v) { id } }";
      return teacher.run(PUBLISH, { id, body, v: revision });
    }
    if (one.do === "trash") return teacher.run("mutation M($id: ID!) { deleteDocuments(ids: [$id]) { trashId } }", { id });
    if (one.do === "oldVersion") return teacher.run("mutation M($id: ID!) { restoreDocumentVersion(id: $id, number: 1) { id } }", { id });
    const to = await this.place(one.to);
    return one.do === "copy"
      ? teacher.run("mutation M($id: ID!, $to: ID) { copyDocuments(ids: [$id], folderId: $to) { id } }", { id, to })
      : teacher.run("mutation M($id: ID!, $to: ID) { moveDocuments(ids: [$id], folderId: $to) { documents { id } } }", { id, to });
  }

  /** Refusals are answers; anything else is a fault. */
  async take(one: Step): Promise<void> {
    await this.work(one).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.extensions.code === "INTERNAL") throw error;
    });
  }

  async check(): Promise<void> {
    const where = { courseId: this.course.id };
    const space = await app.db.documentSpace.findFirst({ where });
    const counted = await app.db.documentVersion.aggregate({ _sum: { bytes: true }, where: { document: where } });
    expect(space?.usedBytes ?? 0n).toBe(counted._sum.bytes ?? 0n);
    expect(Number(space?.usedBytes ?? 0n)).toBeLessThanOrEqual(LIMIT);
    const documents = await app.db.document.findMany({ where, include: { item: true } });
    const byId = new Map(documents.map((document) => [document.id, document]));
    const names = documents.filter((document) => document.live).map(({ folderId, nameKey }) => `${folderId} ${nameKey}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { id, item, folderId, live } of documents) {
      expect([folderId, live]).toEqual([item.parentId, item.trashedAt === null]);
      expect(item.ancestorIds).not.toContain(id);
      const above = item.parentId ? byId.get(item.parentId) : undefined;
      expect(item.ancestorIds).toEqual(item.parentId ? [...above!.item.ancestorIds, item.parentId] : []);
    }
  }
}

// Two who replace a file at once once took the same version number.
const twoReplace: [Step, Step | null][] = [
  [{ do: "upload", in: 0, bytes: 1, name: "a.txt", onClash: "RENAME" }, null],
  [
    { do: "replace", of: 0, bytes: 2 },
    { do: "replace", of: 0, bytes: 3 },
  ],
];

test("whatever is done, and two at once, used bytes are the sum of all versions, names are unique, and the tree is one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.option(step)), { minLength: 5, maxLength: 14 }), async (rounds) => {
      const course = await buildCourse(app.db, { storageLimitBytes: LIMIT });
      await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacherId, role: "TEACHER" });
      const world = new World(course);
      for (const [one, other] of rounds) {
        await Promise.all([world.take(one), ...(other ? [world.take(other)] : [])]);
        await world.check();
      }
    }),
    { numRuns: 4, examples: [[twoReplace]] },
  );
}, 180_000);
