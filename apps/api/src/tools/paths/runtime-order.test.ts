import { expect, test } from "@jest/globals";
import { applyDelta, type ApplyContext } from "@lyceum/courseware/runtime/apply-delta";
import type { Delta, Launch, RuntimeState } from "@lyceum/courseware/runtime/runtime-protocol";
import fc from "fast-check";
import { startTestApp } from "../../test/app";
import { ApiError } from "../../test/client";
import { buildMember, buildPackageWorld, commit, deltaOf, open, type OpenedNode, type Person } from "./test-packages";

const app = await startTestApp();
const world = await buildPackageWorld(app);

/** What may happen to a change on its way, and to the opening that sends it. */
type Step = { kind: "send"; activity: number; value: string } | { kind: "repeat" | "skip" | "twiceAtOnce" | "takeOver" | "oldLease" };
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("send" as const),
        activity: fc.integer({ min: 1, max: 3 }),
        value: fc.string({ unit: "binary", maxLength: 40 }),
      }),
    },
    { weight: 3, arbitrary: fc.constantFrom("repeat", "skip", "twiceAtOnce", "takeOver", "oldLease").map((kind) => ({ kind })) },
  ),
  { minLength: 3, maxLength: 12 },
) as fc.Arbitrary<Step[]>;

const contextOf = ({ rules, activities }: Launch): ApplyContext => ({
  rules,
  activities: new Map(activities.map((one) => [one.identifier, one])),
  now: 0,
  launchedAt: 0,
});
const models = (state: RuntimeState) =>
  Object.fromEntries(Object.entries(state.records).map(([id, record]) => [id, { model: record.model, state: record.state }]));
const input = (delta: Delta) => deltaOf(delta.seq, delta.activityId, delta.set, delta.events);

/** One learner with one package; `mine` is what must be stored, by the pure rules alone. */
class Play {
  opened!: OpenedNode;
  old: OpenedNode | null = null;
  mine!: RuntimeState;
  context!: ApplyContext;
  last: Delta | null = null;
  private constructor(readonly person: Person) {}
  static async begin(): Promise<Play> {
    const play = new Play(await buildMember(app, world.course, "LEARNER"));
    await play.takeOver();
    return play;
  }
  async takeOver(): Promise<void> {
    this.old = this.opened ?? null;
    this.opened = await open(this.person, world.packageId, { takeOver: true });
    const launch = JSON.parse(this.opened.launch) as Launch;
    // What a new opening is given is what the old one had been told is stored.
    if (this.mine) expect(models(launch.state)).toEqual(models(this.mine));
    this.mine = launch.state;
    this.context = contextOf(launch);
  }
  send = (delta: Delta, opened = this.opened) => commit(this.person, opened, input(delta));
  next(activity: number, value: string, ahead = 1): Delta {
    const set = { "cmi.suspend_data": value, "cmi.core.lesson_status": value.length % 2 === 0 ? "incomplete" : "completed" };
    return {
      seq: this.mine.lastSeq + ahead,
      activityId: `item-${activity}`,
      set,
      events: this.mine.records[`item-${activity}`] ? ["commit"] : ["initialize"],
      at: 0,
    };
  }
  accept(delta: Delta): void {
    const applied = applyDelta(this.mine, delta, this.context);
    if (applied.kind !== "applied") throw new Error(applied.kind);
    this.mine = applied.state;
    this.last = delta;
  }
}

const reasonOf = (error: unknown) =>
  error instanceof ApiError ? (error.extensions["reasons"] as { code: string }[])[0]?.code : String(error);

async function take(play: Play, step: Step): Promise<void> {
  if (step.kind === "send") {
    const delta = play.next(step.activity, step.value);
    expect((await play.send(delta)).lastSeq).toBe(delta.seq);
    play.accept(delta);
  } else if (step.kind === "repeat") {
    // The answer was lost: the same number again changes nothing, whatever it carries.
    if (play.last) expect((await play.send({ ...play.last, set: { "cmi.suspend_data": "forged" } })).lastSeq).toBe(play.mine.lastSeq);
  } else if (step.kind === "skip") {
    const refused = await play.send(play.next(1, "lost", 2)).catch((error: unknown) => error);
    expect(reasonOf(refused)).toBe("SEQUENCE");
    expect(models((refused as ApiError).extensions["current"] as RuntimeState)).toEqual(models(play.mine));
  } else if (step.kind === "twiceAtOnce") {
    const delta = play.next(2, "twice");
    expect((await Promise.all([1, 2, 3].map(() => play.send(delta)))).map((one) => one.lastSeq)).toEqual([delta.seq, delta.seq, delta.seq]);
    play.accept(delta);
  } else if (step.kind === "oldLease") {
    if (play.old) expect(reasonOf(await play.send(play.next(3, "old"), play.old).catch((error: unknown) => error))).toBe("LEASE_LOST");
  } else await play.takeOver();
}

test("repeated, lost, simultaneous and overtaken changes leave the same model as each change once, in order", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const play = await Play.begin();
      for (const step of given) await take(play, step);
      await play.takeOver();
    }),
    { numRuns: 25 },
  );
}, 120_000);
