import { describe, expect, test } from "@jest/globals";
import { RICH_TEXT_LIMIT } from "@lyceum/shared/rich-text";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { eventually } from "../../test/eventually";
import { sanitizeRichText } from "../../kernel/rich-text";
import { addTerm, buildGlossaryWorld, STATE } from "./glossary.factories";
import type { TermRow } from "./seen-terms";
import { termPages } from "./term-page";

const app = await startTestApp();
await app.services.jobs.start();

const EXPORT =
  "mutation ($courseId: ID!, $sessionId: ID, $title: String!, $plain: Boolean) { exportGlossaryToDocuments(courseId: $courseId, sessionId: $sessionId, title: $title, plain: $plain) { id } }";
const JOB = "query ($id: ID!) { job(id: $id) { state failure { code } result { ... on GlossaryPagesMade { title path pages } } } }";
const PAGE = "query ($id: ID!, $sessionId: ID) { document(id: $id, sessionId: $sessionId) { title state ... on DocumentPage { body } } }";

interface Made {
  state: string;
  failure: { code: string } | null;
  result: { title: string; path: string; pages: number } | null;
}

async function exported(client: TestClient, variables: Record<string, unknown>): Promise<Made> {
  const { exportGlossaryToDocuments } = await client.run<{ exportGlossaryToDocuments: { id: string } }>(EXPORT, {
    title: "Our words",
    ...variables,
  });
  return eventually(async () => {
    const { job } = await client.run<{ job: Made }>(JOB, { id: exportGlossaryToDocuments.id });
    return ["SUCCEEDED", "FAILED"].includes(job.state) ? job : undefined;
  }, 20);
}

const pageAt = async (client: TestClient, path: string, sessionId: string | null = null) =>
  (await client.run<{ document: { title: string; state: string; body: string } }>(PAGE, { id: path.split("/").pop(), sessionId })).document;

describe("into Documents", () => {
  test("learners may not, a title is needed, and a glossary without terms gives no page", async () => {
    const { clients, course } = await buildGlossaryWorld(app, { learners: "WRITE" });
    const courseId = course.id;
    await expectRefusal(clients.learner.run(EXPORT, { courseId, title: "x" }), "FORBIDDEN");
    await expectRefusal(clients.stranger.run(EXPORT, { courseId, title: "x" }), "NOT_FOUND");
    await expectRefusal(clients.teacher.run(EXPORT, { courseId, title: " " }), "INVALID_INPUT");
    expect((await exported(clients.teacher, { courseId })).failure).toEqual({ code: "INVALID_INPUT" });
  });

  test("published terms become a draft page, by letter; a hidden one is not told, and a second page has another name", async () => {
    const world = await buildGlossaryWorld(app);
    const { teacher, learner } = world.clients;
    const courseId = world.course.id;
    await addTerm(world, { term: "Shell <b>", definition: "<p>Takes <em>commands</em>.</p>", aliases: [{ kind: "SYNONYM", text: "CLI" }] });
    await addTerm(world, { term: "Kernel", definition: "<p>The core.</p>" });
    const secret = await addTerm(world, { term: "Secret", definition: "<p>Not yet.</p>" });
    await teacher.run(STATE, { courseId, ids: [secret.id], state: "HIDDEN" });
    const { result } = await exported(teacher, { courseId });
    expect(result).toEqual({ title: "Our words", path: expect.stringMatching(/^\/documents\/view\//), pages: 1 });
    const page = await pageAt(teacher, result!.path);
    expect(page).toEqual({
      title: "Our words",
      state: "DRAFT",
      body:
        "<h2>K</h2><dl><dt><dfn>Kernel</dfn></dt><dd><p>The core.</p></dd></dl>" +
        "<h2>S</h2><dl><dt><dfn>Shell &lt;b&gt;</dfn> (CLI)</dt><dd><p>Takes <em>commands</em>.</p></dd></dl>",
    });
    await expectRefusal(pageAt(learner, result!.path), "NOT_FOUND");
    const again = await exported(teacher, { courseId, plain: true });
    expect(again.result!.title).not.toBe("Our words");
    expect((await pageAt(teacher, again.result!.path)).body).toContain("<dd><p>Takes commands.</p></dd>");
  });

  test("a session's page is the session's own, with its wording", async () => {
    const world = await buildGlossaryWorld(app);
    const sessionId = world.session.id;
    const base = await addTerm(world, { term: "Kernel", definition: "<p>The core.</p>" });
    await addTerm(world, { term: "Kernel", definition: "<p>Ours.</p>", baseTermId: base.id }, "sessionTutor", sessionId);
    const { result } = await exported(world.clients.sessionTutor, { courseId: world.course.id, sessionId });
    expect((await pageAt(world.clients.sessionTutor, result!.path, sessionId)).body).toContain("<p>Ours.</p>");
    const { runId } = await app.db.item.findUniqueOrThrow({ where: { id: result!.path.split("/").pop()! }, select: { runId: true } });
    expect(await app.db.courseRun.findUnique({ where: { id: runId }, select: { sessionId: true } })).toEqual({ sessionId });
  });
});

test("many long terms need several pages, none longer than a page may be, and no term is lost", () => {
  const terms = Array.from({ length: 300 }, (_, index) => ({
    term: `Term ${index}`,
    letter: index < 150 ? "A" : "B",
    language: index % 2 ? "en" : "fr",
    definition: `<p>${"x".repeat(10_000)}</p>`,
    aliases: [],
  })) as unknown as TermRow[];
  const pages = termPages(terms, "en", false);
  expect(pages.length).toBe(4);
  for (const page of pages) {
    expect(page.length).toBeLessThanOrEqual(RICH_TEXT_LIMIT);
    expect(page.startsWith("<h2>")).toBe(true);
    // What is written is what the allow-list keeps.
    expect(sanitizeRichText(page)).toBe(page);
  }
  expect(pages.join("").match(/<dt/g)).toHaveLength(300);
  expect(termPages([], "en", false)).toEqual([]);
});
