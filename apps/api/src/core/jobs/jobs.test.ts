import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { Field, ObjectType } from "type-graphql";
import { Invalid } from "../../kernel/errors";
import { defineJob } from "../../kernel/jobs";
import { defineTool } from "../../kernel/manifest";
import { PROCESS_LOCKS } from "../../kernel/process-lock";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { eventually } from "../../test/eventually";
import { JobResolver } from "./jobs.resolver";

@ObjectType("TestCounted", { description: "A test's result." })
class TestCounted {
  @Field(() => Number, { description: "How many." })
  count!: number;
}

let starts = 0;
let gate: () => void = () => undefined;
const waiting = () => new Promise<void>((resolve) => (gate = resolve));

defineTool({
  key: "test",
  resolvers: [JobResolver],
  jobs: [
    defineJob({
      kind: "test.count",
      input: z.object({ count: z.number() }),
      resultType: TestCounted,
      async run({ input, report, ctx }) {
        await report(0.5, "test:counting");
        return { count: input.count, by: (await ctx.viewer())?.id };
      },
    }),
    defineJob({
      kind: "test.refuse",
      input: z.object({}),
      run: () => Promise.reject(Invalid("input.file", "file.empty", "The file is empty.")),
    }),
    defineJob({ kind: "test.break", input: z.object({}), run: () => Promise.reject(new Error("the password is hunter2")) }),
    defineJob({
      kind: "test.wait",
      input: z.object({}),
      async run({ signal, report }) {
        starts += 1;
        await report(0.1);
        await Promise.race([waiting(), new Promise((resolve) => signal.addEventListener("abort", resolve))]);
        await report(0.9);
        return {};
      },
    }),
    defineJob({
      kind: "test.once",
      input: z.object({}),
      async run() {
        starts += 1;
        const mine = starts;
        if (mine === 1) await waiting();
        return { start: mine };
      },
    }),
  ],
});

const app = await startTestApp();
await app.services.jobs.start();

const enqueue = (kind: string, userId: string | null, input: Record<string, unknown> = {}) =>
  app.db.$transaction((tx) => app.services.jobs.enqueue(tx, { kind, input, userId }));
const JOB = `query($id: ID!) { job(id: $id) { id kind state progress message result { __typename ... on TestCounted { count } ... on JobDone { kind } } failure { code message issues { path code message } } } }`;
interface JobData {
  job: {
    state: string;
    progress: number;
    message: string | null;
    result: Record<string, unknown> | null;
    failure: Record<string, unknown> | null;
  };
}
const settled = (id: string) =>
  eventually(async () => {
    const row = await app.db.job.findUniqueOrThrow({ where: { id } });
    return row.endedAt ? row : undefined;
  });
const reaches = (id: string, state: string) =>
  eventually(async () => {
    const row = await app.db.job.findUniqueOrThrow({ where: { id } });
    return row.state === state && row.progress > 0 ? row : undefined;
  });

describe("who may see and stop a job", () => {
  test("another person and nobody may not", async () => {
    const [owner, other] = [await buildUser(app), await buildUser(app)];
    const id = await enqueue("test.count", owner.id, { count: 1 });
    const stranger = await signInAs(app, other);
    await expectRefusal(stranger.run(JOB, { id }), "NOT_FOUND");
    await expectRefusal(stranger.run("mutation($id: ID!) { cancelJob(id: $id) { id } }", { id }), "NOT_FOUND");
    await expectRefusal(app.client().run(JOB, { id }), "UNAUTHENTICATED");
    await expectRefusal(stranger.run(JOB, { id: "../etc/passwd" }), "NOT_FOUND");
  });

  test("its owner and an administrator may", async () => {
    const owner = await buildUser(app);
    const id = await enqueue("test.count", owner.id, { count: 1 });
    for (const person of [owner, await buildAdministrator(app)])
      expect(await (await signInAs(app, person)).run(JOB, { id })).toMatchObject({ job: { id } });
  });
});

describe("how a job ends", () => {
  test("well: its result has the type that its manifest gave, and it acted for who asked", async () => {
    const owner = await buildUser(app);
    const id = await enqueue("test.count", owner.id, { count: 7 });
    expect((await settled(id)).result).toEqual({ count: 7, by: owner.id });
    const { job } = await (await signInAs(app, owner)).run<JobData>(JOB, { id });
    expect(job).toEqual({
      id,
      kind: "test.count",
      state: "SUCCEEDED",
      progress: 1,
      message: "test:counting",
      result: { __typename: "TestCounted", count: 7 },
      failure: null,
    });
  });

  test("refused: code, message and issues are the refusal's", async () => {
    const owner = await buildUser(app);
    const id = await enqueue("test.refuse", owner.id);
    await settled(id);
    const { job } = await (await signInAs(app, owner)).run<JobData>(JOB, { id });
    expect(job).toMatchObject({
      state: "FAILED",
      result: null,
      failure: { code: "INVALID_INPUT", issues: [{ path: ["input", "file"], code: "file.empty", message: "The file is empty." }] },
    });
  });

  test("broken: nothing of the fault goes out", async () => {
    const owner = await buildUser(app);
    const id = await enqueue("test.break", owner.id);
    await settled(id);
    const { job } = await (await signInAs(app, owner)).run<JobData>(JOB, { id });
    expect(job).toMatchObject({ state: "FAILED", failure: { code: "INTERNAL", issues: [] } });
    expect(JSON.stringify(job)).not.toContain("hunter2");
  });

  test("cancelled while it runs", async () => {
    const owner = await buildUser(app);
    const id = await enqueue("test.wait", owner.id);
    await reaches(id, "RUNNING");
    const client = await signInAs(app, owner);
    await client.run("mutation($id: ID!) { cancelJob(id: $id) { id state } }", { id });
    expect((await settled(id)).state).toBe("CANCELLED");
    expect(await client.run("mutation($id: ID!) { cancelJob(id: $id) { state } }", { id })).toEqual({ cancelJob: { state: "CANCELLED" } });
  });
});

describe("once", () => {
  test("a rolled back transaction leaves no job", async () => {
    const before = await app.db.job.count();
    await expect(
      app.db.$transaction(async (tx) => {
        await app.services.jobs.enqueue(tx, { kind: "test.count", input: { count: 1 }, userId: null });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await app.db.job.count()).toBe(before);
    const [queued] = await app.db.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pgboss.job WHERE state < 'completed'`;
    expect(Number(queued!.count)).toBe(0);
  });

  test("an input of another shape is no job", async () => {
    await expect(enqueue("test.count", null, { count: "seven" })).rejects.toThrow();
    await expect(enqueue("test.unheardOf", null)).rejects.toThrow("no tool declares");
  });

  test("work that lost its process is done again, and the late first outcome is not kept", async () => {
    starts = 0;
    const id = await enqueue("test.once", null);
    await eventually(() => Promise.resolve(starts === 1 || undefined));
    await app.db
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = ${PROCESS_LOCKS}::int::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const row = await settled(id);
    expect(row).toMatchObject({ state: "SUCCEEDED", attempts: 2 });
    gate();
    await eventually(
      async () =>
        (await app.db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE state < 'completed'`)[0]!.n === 0n || undefined,
    );
    expect(starts).toBe(2);
    expect(await app.db.job.findUnique({ where: { id } })).toMatchObject({ state: "SUCCEEDED", attempts: 2 });
  });

  test("a job that takes its process down three times is given up", async () => {
    const id = await enqueue("test.wait", null);
    await reaches(id, "RUNNING");
    await app.db.job.update({ where: { id }, data: { attempts: 3, worker: 1 } });
    await app.db
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = ${PROCESS_LOCKS}::int::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await settled(id)).toMatchObject({ state: "FAILED", failure: { code: "INTERNAL" } });
  });

  test("a stop gives a running job back, and a start takes it up again", async () => {
    starts = 0;
    const id = await enqueue("test.wait", null);
    await reaches(id, "RUNNING");
    await app.services.jobs.stop();
    expect(await app.db.job.findUnique({ where: { id } })).toMatchObject({ state: "QUEUED", attempts: 0 });
    await app.services.jobs.start();
    await eventually(() => Promise.resolve(starts === 2 || undefined));
    await reaches(id, "RUNNING");
    gate();
    expect(await settled(id)).toMatchObject({ state: "SUCCEEDED", attempts: 1 });
  }, 90_000);
});
