import { neutralCell } from "@lyceum/shared/csv-cells";
import { z } from "zod";
import { FileProduced } from "../../core/jobs/jobs.types";
import type { Context } from "../../kernel/context";
import { defineJob } from "../../kernel/jobs";
import type { Member } from "../../kernel/gate";
import { storeTable } from "../../kernel/tables";
import type { Cell } from "../../kernel/xlsx";
import { follow } from "./follow";
import { gridRows, type GridOptions } from "./grid";
import type { PackageGridRow } from "./reports.types";
import type { RuntimeActivity } from "./runtime-activity";

export const EXPORT_GRID = "paths.exportGrid";
const PAGE = 500;
const FACTS = ["learner", "state", "percent", "score", "maxscore", "seconds", "attempts", "last"];

/** The whole grid as a table: one row for each learner, a state and a score for each activity. Statements: 1, and 2 for every 500 learners. */
export async function gridTable(
  ctx: Context,
  member: Member,
  packageId: string,
  filter: Pick<GridOptions, "search" | "state">,
): Promise<Cell[][]> {
  const { runtime } = await ctx.db.packageRevision.findFirstOrThrow({
    where: { packageId },
    orderBy: { number: "desc" },
    select: { runtime: true },
  });
  const activities = (runtime as unknown as RuntimeActivity[]).filter((activity) => activity.launchable);
  const head = [...FACTS, ...activities.flatMap(({ title }) => [title, `${title} (score)`])];
  const table: Cell[][] = [head.map(neutralCell)];
  for (let after: GridOptions["after"] = null; ;) {
    const rows = await gridRows(ctx, member, packageId, { ...filter, after, take: PAGE });
    table.push(...rows.map((row) => cellsOf(row, activities)));
    const last = rows.at(-1)?.learner;
    if (!last || rows.length < PAGE) return table;
    after = last;
  }
}

function cellsOf(row: PackageGridRow, activities: readonly RuntimeActivity[]): Cell[] {
  const cells = new Map(row.cells.map((cell) => [cell.activityId, cell]));
  const { learner, state, percent, score, maxScore, seconds, attempts, lastAt } = row;
  const name = neutralCell(`${learner.familyName} ${learner.givenName}`.trim());
  return [
    ...[name, state, percent, score, maxScore, seconds, attempts, lastAt?.toISOString() ?? null],
    ...activities.flatMap(({ identifier }) => {
      const cell = cells.get(identifier);
      return [cell?.state ?? "NOT_STARTED", cell?.score ?? null];
    }),
  ];
}

/** Writes a package's grid to a file. The rights are asked again when it runs: they may have gone in between. */
export const exportGridJob = defineJob({
  kind: EXPORT_GRID,
  input: z.object({
    packageId: z.uuid(),
    sessionId: z.uuid().nullable(),
    format: z.enum(["CSV", "XLSX"]),
    search: z.string().nullable(),
    state: z.enum(["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"]).nullable(),
  }),
  resultType: FileProduced,
  async run({ ctx, input, userId, report }) {
    const { packageId, sessionId, format, ...filter } = input;
    const { member, row } = await follow(ctx, packageId, sessionId);
    await report(0.1, "paths:grid.writing");
    const table = await gridTable(ctx, member, packageId, filter);
    return {
      ...(await storeTable(ctx.services, { rows: table, title: `${member.courseCode} ${row.title}`, format, createdById: userId })),
    };
  },
});
