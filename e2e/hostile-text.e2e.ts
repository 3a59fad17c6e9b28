import { expect } from "@jest/globals";
import { hostileStrings } from "@lyceum/shared/test-corpora";
import type { BrowserContext, Page } from "playwright-core";
import { ask, journey } from "./browser";

/** Enough of the corpora to meet every trick, in a time that a test may take: every n-th string, the short ones as names. */
const corpus = hostileStrings().filter((text) => text.trim().length > 0);
const spread = (texts: string[], count: number) =>
  texts.filter((_text, index) => index % Math.max(1, Math.floor(texts.length / count)) === 0);
const markup = corpus.filter((text) => /[<&]|script|on\w+=/i.test(text));
const names = spread(
  markup.filter((text) => text.length <= 150 && !/[\r\n\0]/.test(text)),
  40,
);
const bodies = spread(markup, 150);

interface Told {
  ran: string[];
  reports: string[];
}

/** Notes everything that would show that a string was run: dialogs, errors that it makes, and the browser's own refusals (CSP). */
async function watch(context: BrowserContext, told: Told): Promise<void> {
  await context.exposeFunction("lyceumTell", (kind: "ran" | "reports", text: string) => told[kind].push(text));
  await context.addInitScript(() => {
    const tell = (kind: string, text: string) =>
      (window as unknown as { lyceumTell(kind: string, text: string): void }).lyceumTell(kind, text);
    for (const name of ["alert", "confirm", "prompt", "print"] as const)
      Object.assign(window, { [name]: (text: unknown) => tell("ran", `${name}(${String(text)})`) });
    document.addEventListener("securitypolicyviolation", (event) =>
      tell("reports", `${event.violatedDirective} ${event.blockedURI} on ${location.pathname}`),
    );
  });
}

async function tryAll<Data>(texts: string[], make: (text: string, index: number) => Promise<Data>): Promise<number> {
  let made = 0;
  for (const [index, text] of texts.entries()) {
    // A string that a field refuses is as good as one that it shows harmlessly.
    const refused = await make(text, index).then(
      () => null,
      (error: unknown) => String(error),
    );
    if (refused) expect(refused).toMatch(/INVALID_INPUT|CONFLICT/);
    else made += 1;
  }
  return made;
}

async function fillCourse(context: BrowserContext): Promise<{ id: string; code: string }> {
  const { createCourse: course } = await ask<{ createCourse: { id: string; code: string } }>(
    context,
    "mutation ($title: String!) { createCourse(input: { title: $title }) { id code } }",
    {
      title: `Hostile "'><img src=x onerror=alert(1)>`,
    },
  );
  const courseId = course.id;
  const html = bodies.map((body) => `<p>${body}</p>`).join("\n");
  const save =
    "mutation ($courseId: ID!, $tool: String!, $html: String!) { saveIntroduction(courseId: $courseId, tool: $tool, html: $html) { id } }";
  for (const tool of ["home", "glossary", "documents"]) await ask(context, save, { courseId, tool, html });
  const term =
    "mutation ($courseId: ID!, $term: String!, $definition: String!) { createGlossaryTerm(courseId: $courseId, input: { term: $term, definition: $definition, aliases: [] }) { id } }";
  const terms = await tryAll(names, (name, index) => ask(context, term, { courseId, term: name, definition: `<p>${bodies[index]}</p>` }));
  const section = "mutation ($courseId: ID!, $title: String!) { createSection(input: { courseId: $courseId, title: $title }) { id } }";
  const sections = await tryAll(names.slice(0, 15), (title) => ask(context, section, { courseId, title }));
  const folder =
    "mutation ($courseId: ID!, $title: String!) { createFolder(input: { courseId: $courseId, title: $title, description: $title }) { id } }";
  const folders = await tryAll(names.slice(0, 25), (title) => ask(context, folder, { courseId, title }));
  const page =
    'mutation ($courseId: ID!, $body: String!) { createPage(input: { courseId: $courseId, title: "<script>alert(1)</script>", body: $body }) { id version } }';
  const made = await ask<{ createPage: { id: string; version: number } }>(context, page, { courseId, body: html });
  await ask(
    context,
    "mutation ($id: ID!, $version: Int!, $body: String!) { publishPage(id: $id, expectedVersion: $version, input: { body: $body }) { id } }",
    {
      ...made.createPage,
      body: html,
    },
  );
  expect(Math.min(terms, sections, folders)).toBeGreaterThan(5);
  return course;
}

const visit = async (page: Page, address: string) => {
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
};

journey(
  "hostile text in every field shows as text, to every role, and runs nowhere",
  async ({ as }) => {
    const told: Told = { ran: [], reports: [] };
    const teacher = await as("teacher");
    await ask(teacher.context(), "mutation ($input: ProfileInput!) { updateMyProfile(input: $input) { id } }", {
      input: { lastName: "<svg onload=alert(2)>" },
    });
    const course = await fillCourse(teacher.context());
    const learner = await as("learner");
    const { viewer } = await ask<{ viewer: { id: string } }>(learner.context(), "{ viewer { id } }");
    await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
      input: { courseId: course.id, userIds: [viewer.id], role: "LEARNER" },
    });
    const administrator = await as("admin");
    for (const page of [teacher, learner, administrator]) await watch(page.context(), told);
    for (const page of [teacher, learner, administrator]) {
      for (const below of ["", "/glossary", "/documents", "/people"]) await visit(page, `/c/${course.code}${below}`);
    }
    for (const page of [teacher, learner]) await visit(page, "/courses");
    await ask(teacher.context(), "mutation ($input: ProfileInput!) { updateMyProfile(input: $input) { id } }", {
      input: { lastName: "Carvalho" },
    });
    // A picture over plain http is not loaded, and the browser says so: that is the policy at work, not a hole.
    expect({ ...told, reports: told.reports.filter((report) => !/^(img|media)-src/.test(report)) }).toEqual({ ran: [], reports: [] });
  },
  180_000,
);
