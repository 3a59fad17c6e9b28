import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { appOrigin, ask, journey, words } from "./browser";

const t = words("search");
const shell = words("shell");

/** A course with two terms, one of them hidden, and the demo's learner in it. */
async function makeCourse(teacher: Page, learner: Page): Promise<{ code: string; name: string; termId: string }> {
  const { viewer } = await ask<{ viewer: { id: string; name: string } }>(learner.context(), "{ viewer { id name } }");
  const { createCourse } = await ask<{ createCourse: { id: string; code: string } }>(
    teacher.context(),
    'mutation { createCourse(input: { title: "Tidal waters", language: "en" }) { id code } }',
  );
  const courseId = createCourse.id;
  await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId, userIds: [viewer.id], role: "LEARNER" },
  });
  const add = async (term: string, definition: string) => {
    const { createGlossaryTerm } = await ask<{ createGlossaryTerm: { id: string } }>(
      teacher.context(),
      "mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }",
      { courseId, input: { term, definition } },
    );
    return createGlossaryTerm.id;
  };
  const termId = await add("Estuarine mixing", "<p>Where a river and the sea become one.</p>");
  const hidden = await add("Estuarine secret", "<p>Not yet for learners.</p>");
  await ask(
    teacher.context(),
    "mutation ($courseId: ID!, $ids: [ID!]!) { setTermsState(courseId: $courseId, ids: $ids, state: HIDDEN) { id } }",
    { courseId, ids: [hidden] },
  );
  return { code: createCourse.code, name: viewer.name, termId };
}

async function openSearch(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: shell("search.open") }).fill(text);
}

journey(
  "what is found everywhere leads to its page: a course, a person in a course's list, a term; what is hidden is not found",
  async ({ as, shot }) => {
    const teacher = await as("teacher", { viewport: { width: 1280, height: 800 } });
    const learner = await as("learner", { viewport: { width: 1280, height: 800 } });
    const { code, name, termId } = await makeCourse(teacher, learner);
    await learner.goto(`${appOrigin()}/c/${code}`);
    await learner.getByRole("heading", { level: 1 }).waitFor();

    await openSearch(learner, "estuarine");
    const result = learner.getByRole("button", { name: /Estuarine mixing/ });
    await result.waitFor();
    expect(await learner.getByRole("button", { name: /secret/ }).count()).toBe(0);
    await shot(learner, "search dialog");
    await result.click();
    await learner.waitForURL((url) => url.pathname === `/c/${code}/glossary/${termId}`);
    await learner.getByRole("heading", { level: 1, name: "Estuarine mixing" }).waitFor();

    await openSearch(learner, "estuarine");
    await learner.getByRole("button", { name: shell("search.inCourse").replace("{{words}}", "estuarine") }).click();
    await learner.waitForURL((url) => url.pathname === `/c/${code}/search`);
    await learner.getByRole("dialog").waitFor({ state: "detached" });
    await learner.getByText(t("count_one").replace("{{count}}", "1")).waitFor();
    const hit = learner.getByRole("link", { name: "Estuarine mixing" });
    expect(await learner.locator("mark").allTextContents()).toContain("Estuarine");
    await shot(learner, "search page");
    // Words that are typed go on narrowing, and nothing found is said.
    await learner.getByRole("searchbox", { name: t("words") }).fill("qqxxyyzz");
    await learner.getByText(t("nothingTitle")).waitFor();
    await learner.goBack();
    await learner.goForward();
    await learner.getByRole("searchbox", { name: t("words") }).fill("river");
    await hit.click();
    await learner.getByRole("heading", { level: 1, name: "Estuarine mixing" }).waitFor();

    await teacher.goto(`${appOrigin()}/c/${code}`);
    await teacher.getByRole("heading", { level: 1 }).waitFor();
    await openSearch(teacher, name);
    await teacher
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await teacher.waitForURL((url) => url.pathname.endsWith("/people") && url.searchParams.get("q") === name);
    await teacher.getByRole("main").getByText(name).first().waitFor();
    await shot(teacher, "search person");
    await openSearch(teacher, "qqxxyyzz");
    await teacher.getByText(shell("search.nothing")).waitFor();
    await shot(teacher, "search nothing");
    await teacher.keyboard.press("Escape");
    await teacher.getByRole("dialog").waitFor({ state: "detached" });
  },
  120_000,
);

journey(
  "the search page fits a phone, a dark screen, French and Arabic",
  async ({ as, shot }) => {
    const teacher = await as("teacher");
    const { code } = await makeCourse(teacher, await as("learner"));
    for (const [language, scheme] of [
      ["fr", "light"],
      ["ar", "dark"],
    ] as const) {
      const page = await as("learner", { viewport: { width: 320, height: 640 }, colorScheme: scheme });
      await page.addInitScript(
        ([chosen, dark]) => {
          localStorage.setItem("lyceum.language", chosen!);
          localStorage.setItem("mantine-color-scheme-value", dark!);
        },
        [language, scheme],
      );
      await page.goto(`${appOrigin()}/c/${code}/search?q=estuarine`);
      await page.getByRole("link", { name: "Estuarine mixing" }).waitFor();
      await shot(page, `search page phone ${language} ${scheme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  },
  90_000,
);
