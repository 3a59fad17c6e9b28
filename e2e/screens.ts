import type { Browser, BrowserContext, Page } from "playwright-core";
import { appOrigin, ask, signInByCookie } from "./browser";
import { dress, findingsOf, settle } from "./screen-checks";
import type { Role, Sight } from "./screen-matrix";

const COURSE = "DEMO-101";
const STEP_MS = 30_000;

interface Nodes {
  nodes: { id: string; kind?: string }[];
}

/** Ids of the demo campus by the names that `routes.json` uses for them. */
export async function findPlaces(browser: Browser): Promise<Record<string, string>> {
  const context = await browser.newContext({ baseURL: appOrigin() });
  const person = await signInByCookie(context, "admin");
  const { courseByCode } = await ask<{ courseByCode: { id: string } }>(
    context,
    "query ($code: String!) { courseByCode(code: $code) { id } }",
    { code: COURSE },
  );
  const found = await ask<
    Record<"documents" | "glossaryTerms" | "packages" | "sessions", Nodes> & { courseUsers: { nodes: { user: { id: string } }[] } }
  >(
    context,
    `query ($id: ID!) {
      documents(courseId: $id, first: 50) { nodes { id kind } }
      glossaryTerms(courseId: $id, first: 1) { nodes { id } }
      packages(courseId: $id, first: 1) { nodes { id } }
      sessions(first: 1) { nodes { id } }
      courseUsers(courseId: $id, filter: { roles: [LEARNER] }, first: 1) { nodes { user { id } } }
    }`,
    { id: courseByCode.id },
  );
  const { inviteToCourse } = await ask<{ inviteToCourse: { path: string }[] }>(
    context,
    "mutation ($input: InviteInput!) { inviteToCourse(input: $input) { path } }",
    { input: { courseId: courseByCode.id, role: "LEARNER" } },
  );
  const { createUserClass } = await ask<{ createUserClass: { id: string } }>(
    context,
    "mutation ($input: UserClassInput!) { createUserClass(input: $input) { id } }",
    { input: { title: "Evening class", description: "Meets on Thursdays." } },
  );
  const path = await buildPath(context, courseByCode.id, found.packages.nodes[0]?.id);
  await context.close();
  const first = (list: Nodes, kind?: string) => list.nodes.find((node) => kind === undefined || node.kind === kind)?.id;
  const places = {
    course: COURSE,
    person,
    learner: found.courseUsers.nodes[0]?.user.id,
    session: first(found.sessions),
    invitation: inviteToCourse[0]?.path,
    class: createUserClass.id,
    folder: first(found.documents, "folder"),
    page: first(found.documents, "page"),
    file: first(found.documents, "file"),
    term: first(found.glossaryTerms),
    package: first(found.packages),
    path,
  };
  for (const [name, value] of Object.entries(places)) if (!value) throw new Error(`the demo campus has no ${name}`);
  return places as Record<string, string>;
}

/** A path of two texts, a package and an end, one after the other. */
async function buildPath(context: BrowserContext, courseId: string, packageId: string | undefined): Promise<string> {
  const { createPath } = await ask<{ createPath: { id: string } }>(
    context,
    "mutation ($input: NewPathInput!) { createPath(input: $input) { id } }",
    { input: { courseId, title: "From the first look to the picture" } },
  );
  const { id } = createPath;
  const steps = [
    { kind: "SECTION", title: "Before you begin" },
    { kind: "TEXT", title: "What this is about", body: "<p>Read this first.</p>" },
    { kind: "ITEM", itemId: packageId },
    { kind: "FINAL", title: "Well done" },
  ];
  for (const step of steps)
    await ask(context, "mutation ($input: NewStepInput!) { addStep(input: $input) { id } }", { input: { pathId: id, ...step } });
  await ask(
    context,
    `mutation ($id: ID!) { setPathOrder(id: $id, order: LINEAR) { id } updatePath(id: $id, input: { state: PUBLISHED }) { id } }`,
    { id },
  );
  return id;
}

const fill = (address: string, places: Record<string, string>) =>
  address.replaceAll(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);

/** A signed-in context in one language; its sights are visited one after the other on one page. */
async function openFor(browser: Browser, role: Role, language: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: appOrigin(), locale: "en-GB", timezoneId: "Europe/Paris", reducedMotion: "reduce" });
  if (role !== "visitor") await signInByCookie(context, role);
  // Not in the frames of a package: they have no storage.
  await context.addInitScript((code) => {
    if (window === window.top) localStorage.setItem("lyceum.language", code);
  }, language);
  context.setDefaultTimeout(STEP_MS);
  return context;
}

/** Collects what the console and the page complain of; a visit that was left and an answer that refuses are no faults. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(`error: ${error.message.slice(0, 200)}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/net::ERR_ABORTED|CombinedGraphQLErrors/.test(text)) heard.push(`console: ${text.slice(0, 200)}`);
  });
  return heard;
}

async function visit(page: Page, heard: string[], address: string, sights: Sight[]): Promise<string[]> {
  const [first] = sights;
  if (!first) return [];
  const lines: string[] = [];
  const say = (sight: Sight, findings: string[]) => {
    const way = `${sight.address} as ${sight.role}, ${sight.look}, ${sight.language}, ${sight.width} px`;
    lines.push(...findings.map((finding) => `${way}: ${finding}`));
  };
  heard.length = 0;
  await dress(page, first);
  try {
    await page.goto(address);
    for (const sight of sights) {
      await dress(page, sight);
      await settle(page);
      // A look that is just being changed is looked at again: only what stays is a finding.
      if ((await findingsOf(page, sight)).length === 0) continue;
      await settle(page);
      say(sight, await findingsOf(page, sight));
    }
  } catch (error) {
    say(first, [`not shown: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`]);
  }
  say(first, heard);
  return lines;
}

const groupBy = <Row>(rows: Row[], keyOf: (row: Row) => string): [string, Row[]][] => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
};

/** Looks at all the sights, `lanes` at a time, and says what is wrong with each; nothing is what a test wants. */
export async function lookAt(browser: Browser, sights: Sight[], places: Record<string, string>, lanes = 2): Promise<string[]> {
  const people = groupBy(sights, ({ role, language }) => `${role} ${language}`);
  const lines: string[] = [];
  const work = async () => {
    for (let next = people.shift(); next; next = people.shift()) {
      const [, mine] = next;
      const [one] = mine;
      if (!one) continue;
      const context = await openFor(browser, one.role, one.language);
      const page = await context.newPage();
      const heard = listen(page);
      for (const [address, same] of groupBy(mine, (sight) => sight.address))
        lines.push(...(await visit(page, heard, fill(address, places), same)));
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return lines;
}
