import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { readJob } from "../../core/jobs/jobs";
import { JobNode } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import { decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import { NotFound } from "../../kernel/errors";
import { requireUpload } from "../../kernel/files";
import { isId } from "../../kernel/ids";
import { itemAccess } from "../../kernel/item-access";
import { authorize, viewerCan } from "../../kernel/policy";
import { restoreItems, trashItems } from "../../kernel/trash";
import { packageOverviews } from "./overview";
import { enterToImport, IMPORT_PACKAGE } from "./import.job";
import { countPackages, listPackages, loadPackages, updatePackage, type PackageRow } from "./packages";
import {
  OwnRegistration,
  Package,
  PackageActivity,
  PackageCan,
  PackageConnection,
  PackageImported,
  PackageInput,
  PackageOverview,
  PackageTrashed,
  PackageWarning,
} from "./packages.types";
import { packagePolicy } from "./paths.policy";
import type { Job, PackageRevision, Registration } from "../../generated/prisma/client.ts";
import type { RuntimeActivity } from "./runtime-activity";

/** Reads a package for a member who may know of it; NOT_FOUND otherwise. */
export async function readPackageNode(ctx: Context, id: string, sessionId: string | null): Promise<PackageRow> {
  const row = isId(id) ? (await loadPackages(ctx, [id]))[0] : undefined;
  if (!row) throw NotFound();
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId });
  const access = (await itemAccess(ctx, member, [id])).get(id);
  if (!access?.visible) throw NotFound();
  return row;
}

@Resolver(() => Package)
export class PackageFields {
  @FieldResolver(() => [PackageActivity], { description: "Its tree, in document order." })
  async activities(@Root() row: PackageRow, @Ctx() ctx: Context): Promise<PackageActivity[]> {
    const revision = await revisionOf(ctx, row.revisionId);
    return (revision.runtime as unknown as RuntimeActivity[]).map(({ identifier, title, depth, launchable, visible }) => ({
      identifier,
      title,
      depth,
      launchable,
      visible,
    }));
  }

  @FieldResolver(() => [PackageWarning], { description: "What the import repaired or overlooked; for staff, empty for others." })
  async warnings(@Root() row: PackageRow, @Ctx() ctx: Context): Promise<PackageWarning[]> {
    if (!ctx.memberOf(row.courseId).isStaff) return [];
    return (await revisionOf(ctx, row.revisionId)).warnings as unknown as PackageWarning[];
  }

  @FieldResolver(() => PackageCan, { description: "What the viewer may do." })
  viewerCan(@Root() row: PackageRow, @Ctx() ctx: Context): object {
    return viewerCan(ctx.memberOf(row.courseId), packagePolicy, row);
  }

  @FieldResolver(() => PackageOverview, { nullable: true, description: "How the run's learners stand; null for learners." })
  overview(@Root() row: PackageRow, @Ctx() ctx: Context): Promise<PackageOverview | null> {
    const member = ctx.memberOf(row.courseId);
    if (!member.isStaff) return Promise.resolve(null);
    return ctx.loader<PackageOverview>(`package-overview:${member.runId}`, (ids) => packageOverviews(ctx, member, ids)).load(row.id);
  }

  @FieldResolver(() => OwnRegistration, { nullable: true, description: "The viewer's latest attempt; null before the first." })
  async registration(@Root() row: PackageRow, @Ctx() ctx: Context): Promise<Registration | null> {
    const member = ctx.memberOf(row.courseId);
    if (!member.userId) return null;
    const loader = ctx.loader<Registration>(`own-registration:${member.runId}`, async (ids) => {
      const rows = await ctx.db.registration.findMany({
        where: { packageId: { in: [...ids] }, runId: member.runId, userId: member.userId!, trashedAt: null },
        orderBy: { number: "asc" },
      });
      const latest = new Map(rows.map((one) => [one.packageId, one]));
      return ids.map((id) => latest.get(id) ?? null);
    });
    return loader.load(row.id);
  }
}

async function revisionOf(ctx: Context, id: string): Promise<PackageRevision> {
  const revision = await ctx
    .loader<PackageRevision>("package-revision", async (ids) => {
      const rows = new Map((await ctx.db.packageRevision.findMany({ where: { id: { in: [...ids] } } })).map((one) => [one.id, one]));
      return ids.map((one) => rows.get(one) ?? null);
    })
    .load(id);
  if (!revision) throw NotFound();
  return revision;
}

@Resolver()
export class PackageResolver {
  @Query(() => Package, { description: "One package, for a member who may know of it." })
  package(
    @Arg("id", () => ID, { description: "The package." }) id: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is looked at in; absent = the course's base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<PackageRow> {
    return readPackageNode(ctx, id, sessionId);
  }

  @Query(() => PackageConnection, { description: "The packages that the viewer sees in a course, in the teacher's order." })
  async packages(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session; absent = the course's base." }) sessionId: string | null,
    @Arg("search", () => String, { nullable: true, description: "Part of a title." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<PackageRow>> {
    const member = await ctx.enter(courseId, { tool: "paths", sessionId });
    const size = pageSize(first);
    const key = decodeKey(after, ["integer", "id"]);
    const words = (search ?? "").trim().slice(0, 100);
    const from = key && isId(key[1]) ? { position: Number(key[0]), id: key[1] } : null;
    const rows = await listPackages(ctx, member, { search: words, after: from, take: size + 1 });
    return pageOf(
      rows,
      size,
      (row) => [row.position, row.id],
      () => countPackages(ctx, member, words),
    );
  }

  @Mutation(() => JobNode, {
    description: "Makes a package of an upload (SCORM, AICC, IMS content), as a job with the result PackageImported.",
  })
  async importPackage(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("uploadId", () => ID, { description: "The caller's finished upload." }) uploadId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session whose package it becomes; absent = the course's." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Job> {
    const member = await enterToImport(ctx, courseId, sessionId);
    await requireUpload(ctx, uploadId);
    const viewer = await ctx.enterSelf();
    const job = { kind: IMPORT_PACKAGE, input: { courseId, sessionId: member.sessionId, uploadId }, userId: viewer.id, courseId };
    return readJob(ctx, await ctx.write((tx) => ctx.services.jobs.enqueue(tx, job)));
  }

  @Mutation(() => Package, { description: "Changes a package's name, state, dates and how it counts." })
  async updatePackage(
    @Arg("id", () => ID, { description: "The package." }) id: string,
    @Arg("input", () => PackageInput, { description: "What changes." }) input: PackageInput,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which the viewer works; absent = the course's base." })
    sessionId: string | null,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that the change was made on; another one is CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<PackageRow> {
    const row = await readPackageNode(ctx, id, sessionId);
    const member = ctx.memberOf(row.courseId);
    authorize(member, packagePolicy, "update", row);
    await ctx.write((tx, emit) => updatePackage(tx, emit, member, row, input, expectedVersion));
    return (await loadPackages(ctx, [id]))[0]!;
  }

  @Mutation(() => PackageTrashed, { description: "Puts packages of one course into the trash, for 30 days." })
  async deletePackages(
    @Arg("ids", () => [ID], { description: "The packages, 1 to 100." }) ids: string[],
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which the viewer works; absent = the course's base." })
    sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PackageTrashed> {
    const rows = (await loadPackages(ctx, ids.filter(isId).slice(0, 100))).filter((row) => row.trashedAt === null);
    const courseId = rows[0]?.courseId;
    if (!courseId || rows.length !== new Set(ids).size || rows.some((row) => row.courseId !== courseId)) throw NotFound();
    const member = await ctx.enter(courseId, { tool: "paths", sessionId });
    for (const row of rows) authorize(member, packagePolicy, "delete", row);
    const trashId = await ctx.write((tx, emit) => trashItems(tx, emit, member, "paths", ids));
    return { trashId, ids };
  }

  @Mutation(() => [Package], { description: "Brings back what one act put into the trash." })
  async restorePackages(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Arg("trashId", () => ID, { description: "What deletePackages gave." }) trashId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session in which the viewer works; absent = the course's base." })
    sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PackageRow[]> {
    const member = await ctx.enter(courseId, { tool: "paths", sessionId });
    const trashed = isId(trashId)
      ? await ctx.db.item.findMany({ where: { courseId, tool: "paths", trashId }, select: { id: true, runId: true } })
      : [];
    if (trashed.length === 0) throw NotFound();
    for (const row of trashed) authorize(member, packagePolicy, "delete", row);
    const ids = await ctx.write((tx, emit) => restoreItems(tx, emit, member, "paths", trashId));
    return loadPackages(ctx, ids);
  }
}

@Resolver(() => PackageImported)
export class PackageImportedFields {
  @FieldResolver(() => Package, { description: "The package that was made." })
  async package(@Root() result: PackageImported, @Ctx() ctx: Context): Promise<PackageRow> {
    const row = (await loadPackages(ctx, [result.packageId]))[0];
    if (!row || row.trashedAt) throw NotFound();
    await ctx.enter(row.courseId, { tool: "paths", sessionId: await sessionOf(ctx, row.runId) });
    return row;
  }
}

async function sessionOf(ctx: Context, runId: string): Promise<string | null> {
  return (await ctx.db.courseRun.findUnique({ where: { id: runId }, select: { sessionId: true } }))?.sessionId ?? null;
}
