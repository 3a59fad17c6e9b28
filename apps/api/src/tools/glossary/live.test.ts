import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { eventually } from "../../test/eventually";
import { listenAs } from "../../test/live-client";
import { addTerm, buildGlossaryWorld, DECIDE, DELETE, PROPOSE, SETTINGS, UPDATE, type Term } from "./glossary.factories";

const app = await startTestApp();
const LISTEN =
  "subscription ($courseId: ID!, $sessionId: ID, $after: String) { glossaryChanged(courseId: $courseId, sessionId: $sessionId, after: $after) { action id version eventId node { id term state } } }";
interface Change {
  glossaryChanged: { action: string; id: string; version: string; eventId: string; node: { term: string; state: string } | null };
}
const lines = (received: Change[]) =>
  received.map(({ glossaryChanged: { action, node } }) => `${action} ${node?.term ?? "-"} ${node?.state ?? "-"}`);

test("a stranger hears nothing", async () => {
  const world = await buildGlossaryWorld(app);
  expect(await listenAs(world.clients.stranger, LISTEN, { courseId: world.course.id }).ended).toBe("NOT_FOUND");
});

test("each listener hears what they may see, and nobody another session's words or another's proposal", async () => {
  const world = await buildGlossaryWorld(app, { learners: "PROPOSE" });
  const courseId = world.course.id;
  const sessionId = world.session.id;
  const { teacher, learner, classmate, sessionLearner } = world.clients;
  const first = await addTerm(world, { term: "Zero" });
  const ears = {
    teacher: listenAs<Change>(teacher, LISTEN, { courseId }),
    learner: listenAs<Change>(learner, LISTEN, { courseId }),
    classmate: listenAs<Change>(classmate, LISTEN, { courseId }),
    session: listenAs<Change>(sessionLearner, LISTEN, { courseId, sessionId }),
  };
  // The server listens a moment after the socket is open: one term is changed until everybody has heard of it.
  await eventually(async () => {
    await teacher.run(UPDATE, { id: first.id, input: { definition: `<p>${Date.now()}</p>` } });
    return Object.values(ears).every((ear) => ear.received.length > 0) ? true : undefined;
  });
  const settled = await addTerm(world, { term: "Settled" });
  await eventually(async () =>
    Object.values(ears).every((ear) => ear.received.some((change) => change.glossaryChanged.id === settled.id)) ? true : undefined,
  );
  for (const ear of Object.values(ears)) ear.received.length = 0;

  const { proposeGlossaryTerm: proposal } = await learner.run<{ proposeGlossaryTerm: Term }>(PROPOSE, {
    courseId,
    input: { term: "Shell", definition: "<p>x</p>" },
  });
  await addTerm(world, { term: "Ours" }, "sessionTutor", sessionId);
  await teacher.run(DECIDE, { id: proposal.id, decision: "ACCEPT" });
  await teacher.run(DELETE, { courseId, ids: [first.id] });
  await teacher.run(SETTINGS, { courseId, input: { highlight: "AUTOMATIC" } });
  await eventually(async () =>
    Object.values(ears).every((ear) => lines(ear.received).slice(-2).join() === "DELETED - -,RELOADED - -") ? true : undefined,
  );
  const common = ["CREATED Shell PUBLISHED", "DELETED - -", "RELOADED - -"];
  expect(lines(ears.classmate.received)).toEqual(common);
  expect(lines(ears.session.received)).toEqual(["RELOADED - -", "CREATED Ours PUBLISHED", ...common]);
  for (const ear of [ears.teacher, ears.learner])
    expect(lines(ear.received)).toEqual([expect.stringMatching(/^CREATED Shell P/), ...common]);
  const ids = ears.teacher.received.map((change) => change.glossaryChanged.eventId);
  expect(new Set(ids).size).toBe(ids.length);

  const again = listenAs<Change>(classmate, LISTEN, { courseId, after: ears.classmate.received[0]!.glossaryChanged.eventId });
  await eventually(async () => (again.received.some((change) => change.glossaryChanged.action === "RELOADED") ? true : undefined));
  for (const ear of [...Object.values(ears), again]) ear.stop();
});
