import { z } from "zod";
import { collectFiles, sweepStorage } from "../../kernel/file-collection";
import { defineJob } from "../../kernel/jobs";
import { defineTool } from "../../kernel/manifest";
import { emptyTrash } from "../../kernel/trash";
import { DOCUMENT_LIMITS } from "../settings/document-limits";
import { readSetting } from "../settings/settings";
import { JobResolver } from "./jobs.resolver";

const DAY_MS = 86_400_000;

const collect = defineJob({
  kind: "jobs.collectFiles",
  input: z.object({}),
  everyMinutes: 60,
  async run({ ctx }) {
    // Nobody watches the jobs that run by themselves; a week of them is enough to look back on.
    await ctx.db.job.deleteMany({ where: { userId: null, endedAt: { lt: new Date(Date.now() - 7 * DAY_MS) } } });
    return { ...(await collectFiles(ctx.services)) };
  },
});

const sweep = defineJob({
  kind: "jobs.sweepStorage",
  input: z.object({}),
  everyMinutes: 1_440,
  run: async ({ ctx }) => ({ removed: await sweepStorage(ctx.services) }),
});

const trash = defineJob({
  kind: "jobs.emptyTrash",
  input: z.object({}),
  everyMinutes: 1_440,
  run: async ({ ctx }) => ({ removed: await emptyTrash(ctx.db, new Date(), (await readSetting(ctx.db, DOCUMENT_LIMITS)).value.trashDays) }),
});

/** Jobs: long work that people watch, leave and cancel. */
export const jobs = defineTool({
  key: "jobs",
  resolvers: [JobResolver],
  jobs: [collect, sweep, trash],
});
