import { describe, expect } from "@jest/globals";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { appOrigin, ask, journey, words } from "./browser";

const t = words("glossary");
const tools = words("shell");
const ui = words("ui");

const list = [
  "Term;Definition;Synonyms;Category",
  "Compiler;Turns a source text into a program that the kernel can run.;;Tools",
  "Kernel;The core of an operating system. A shell talks to it.;core;Systems",
  "Process;A running program;;Systems",
  ";Nothing to explain;;",
].join("\n");

/** A course of its own with the demo's learner in it. */
async function makeCourse(teacher: Page, learner: Page, title: string): Promise<{ id: string; code: string }> {
  const { viewer } = await ask<{ viewer: { id: string } }>(learner.context(), "{ viewer { id } }");
  const { createCourse } = await ask<{ createCourse: { id: string; code: string } }>(
    teacher.context(),
    "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code } }",
    {
      input: { title, language: "en" },
    },
  );
  await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId: createCourse.id, userIds: [viewer.id], role: "LEARNER" },
  });
  return createCourse;
}

const menu = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: ui("menu.more").replace("{{name}}", name), exact: true });

async function choose(page: Page, of: string, entry: string): Promise<void> {
  await menu(page, of).click();
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

const card = (page: Page, term: string): Locator => page.getByRole("dialog", { name: t("card.label").replace("{{term}}", term) });
const marks = (page: Page): Locator => page.locator("[data-glossary-term]");

async function importList(page: Page): Promise<void> {
  await choose(page, tools("tool.glossary"), t("actions.import"));
  await page.locator("input[type=file]").setInputFiles({ name: "terms.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  const submit = page.getByRole("button", { name: t("import.submit_other").replace("{{count}}", "3") });
  await submit.waitFor();
  await page.getByText(t("import.issue.term")).waitFor();
}

async function setAutomatic(page: Page): Promise<void> {
  await choose(page, tools("tool.glossary"), t("actions.settings"));
  await page.getByRole("radio", { name: t("settings.highlight.AUTOMATIC") }).check();
  await page.getByRole("combobox", { name: t("settings.learners.label") }).click();
  await page.getByRole("option", { name: t("settings.learners.PROPOSE") }).click();
  await page.getByRole("button", { name: t("settings.submit"), exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** Presses Tab until a marked term has the focus. */
async function tabToMark(page: Page): Promise<string> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() =>
      document.activeElement?.matches("[data-glossary-term]") ? document.activeElement.textContent : null,
    );
    if (text !== null) return text;
  }
  throw new Error("no marked term was reached by keyboard");
}

async function propose(page: Page, term: string, definition: string): Promise<void> {
  await page.getByRole("button", { name: t("actions.propose") }).click();
  const form = page.getByRole("form", { name: t("form.propose") });
  await form.getByLabel(t("form.term")).fill(term);
  const editor = form.getByRole("textbox", { name: t("form.definition") });
  await editor.click();
  await editor.pressSequentially(definition);
  await form.getByRole("button", { name: t("form.submitProposal"), exact: true }).click();
  await form.waitFor({ state: "detached" });
}

describe("the glossary", () => {
  journey(
    "a teacher imports terms and marks them; a learner reads one by keyboard and proposes another, which is marked once it is accepted",
    async ({ as, shot }) => {
      const teacher = await as("teacher", { viewport: { width: 1280, height: 900 } });
      const learner = await as("learner", { viewport: { width: 1280, height: 900 } });
      const { code } = await makeCourse(teacher, learner, "Operating systems");
      const address = `${appOrigin()}/c/${code}/glossary`;
      await teacher.goto(address);
      await teacher.getByRole("heading", { name: t("empty.title") }).waitFor();
      await shot(teacher, "glossary empty teacher");
      await importList(teacher);
      await shot(teacher, "glossary import preview");
      await teacher.getByRole("button", { name: t("import.submit_other").replace("{{count}}", "3") }).click();
      await teacher.getByRole("heading", { name: "Process", exact: true }).waitFor();

      await choose(teacher, "Process", t("menu.edit"));
      const form = teacher.getByRole("form", { name: t("form.edit").replace("{{term}}", "Process") });
      await form.getByLabel(t("form.term")).fill("Processes");
      await form.getByRole("textbox", { name: t("form.definition") }).waitFor();
      await shot(teacher, "glossary edit");
      await form.getByRole("button", { name: t("form.submit"), exact: true }).click();
      await teacher.getByRole("heading", { name: "Processes", exact: true }).waitFor();
      await setAutomatic(teacher);

      await learner.goto(address);
      await marks(learner).first().waitFor();
      const reached = await tabToMark(learner);
      expect(reached).toBe("kernel");
      await learner.keyboard.press("Enter");
      await card(learner, "Kernel").getByText("The core of an operating system.").waitFor();
      await shot(learner, "glossary card");
      await learner.keyboard.press("Escape");
      await card(learner, "Kernel").waitFor({ state: "detached" });
      expect(await learner.evaluate(() => document.activeElement?.textContent)).toBe("kernel");
      await marks(learner).first().hover();
      await card(learner, "Kernel").hover();
      await learner.keyboard.press("Escape");
      await card(learner, "Kernel").waitFor({ state: "detached" });

      await propose(learner, "Shell", "A program that takes commands.");
      expect(await marks(learner).filter({ hasText: "shell" }).count()).toBe(0);
      await teacher.getByRole("link", { name: t("proposals.waiting_one").replace("{{count}}", "1") }).click();
      await shot(teacher, "glossary proposals");
      await teacher.getByRole("button", { name: t("proposals.accept") }).click();
      await teacher.getByRole("heading", { name: t("proposals.none") }).waitFor();
      await marks(learner).filter({ hasText: "shell" }).waitFor();
      await shot(learner, "glossary learner live");
    },
    120_000,
  );

  journey(
    "in a course's introduction terms are marked when the reader asks: reached, read, hovered and dismissed by keyboard and pointer",
    async ({ as, shot }) => {
      const teacher = await as("teacher");
      const learner = await as("learner", { viewport: { width: 1280, height: 900 } });
      const { id: courseId, code } = await makeCourse(teacher, learner, "Weather");
      await ask(
        teacher.context(),
        "mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }",
        { courseId, input: { term: "Isobar", definition: "<p>A line of equal pressure.</p>" } },
      );
      await ask(
        teacher.context(),
        'mutation ($courseId: ID!, $html: String!) { saveIntroduction(courseId: $courseId, tool: "home", html: $html, expectedVersion: 0) { __typename } }',
        { courseId, html: "<p>Every isobar tells of wind; isobars that stand close tell of storms.</p>" },
      );
      const home = `${appOrigin()}/c/${code}`;
      await learner.goto(home);
      const toggle = learner.getByRole("button", { name: t("highlighting.switch") });
      await toggle.waitFor();
      expect(await marks(learner).count()).toBe(0);
      await toggle.click();
      await marks(learner).first().waitFor();
      await shot(learner, "glossary introduction on demand");
      // Remembered with the account: another browser of the same person shows the marks at once.
      const elsewhere = await as("learner");
      await elsewhere.goto(home);
      await marks(elsewhere).first().waitFor();

      expect(await tabToMark(learner)).toBe("isobar");
      await learner.keyboard.press("Enter");
      await card(learner, "Isobar").getByText("A line of equal pressure.").waitFor();
      // The card is reached and left by keyboard; its link leads to the term's page.
      await learner.keyboard.press("Tab");
      await learner.keyboard.press("Tab");
      expect(await learner.evaluate(() => document.activeElement?.textContent)).toBe(t("card.more"));
      await learner.keyboard.press("Escape");
      await card(learner, "Isobar").waitFor({ state: "detached" });
      expect(await learner.evaluate(() => document.activeElement?.textContent)).toBe("isobar");

      // WCAG 1.4.13: what the pointer opens can be reached by it, stays, and is dismissed without moving the pointer.
      await marks(learner).first().hover();
      await card(learner, "Isobar").waitFor();
      await card(learner, "Isobar").hover();
      await card(learner, "Isobar")
        .getByRole("link", { name: t("card.more") })
        .hover();
      await learner.keyboard.press("Escape");
      await card(learner, "Isobar").waitFor({ state: "detached" });
      await toggle.click();
      await marks(learner).first().waitFor({ state: "detached" });
    },
    90_000,
  );

  journey(
    "list, table and term page fit a phone, a dark screen, French and Arabic",
    async ({ as, shot }) => {
      const teacher = await as("teacher");
      const learner = await as("learner");
      const { id, code } = await makeCourse(teacher, learner, "Looks");
      const add = (input: object) =>
        ask<{ createGlossaryTerm: { id: string } }>(
          teacher.context(),
          "mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }",
          { courseId: id, input },
        );
      await ask(
        teacher.context(),
        "mutation ($courseId: ID!) { updateGlossarySettings(courseId: $courseId, input: { highlight: AUTOMATIC, learners: PROPOSE }) { version } }",
        {
          courseId: id,
        },
      );
      const { createGlossaryTerm } = await add({
        term: "Kernel",
        definition:
          "<p>The <em>core</em> of an operating system; a process asks it for everything.</p><ul><li>memory</li><li>files</li></ul>",
        category: "Systems",
        aliases: [{ kind: "SYNONYM", text: "core" }],
        variants: [{ language: "ar", term: "نواة", definition: "<p>قلب نظام التشغيل.</p>" }],
      });
      await add({ term: "Process", definition: "<p>A running program. The kernel gives it time.</p>", category: "Systems" });
      await add({ term: "مصطلح", language: "ar", definition: "<p>كلمة لها معنى محدد.</p>" });
      const phone: BrowserContextOptions = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
      const looks: [string, BrowserContextOptions, string | null][] = [
        ["desk light", { viewport: { width: 1280, height: 900 } }, null],
        ["desk dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }, null],
        ["phone french", phone, "fr"],
        ["phone arabic dark", { ...phone, colorScheme: "dark" }, "ar"],
      ];
      for (const [name, options, language] of looks) {
        for (const login of ["teacher", "learner"] as const) {
          const page = await as(login, options);
          if (language) await page.addInitScript((chosen) => localStorage.setItem("lyceum.language", chosen), language);
          if (options.colorScheme)
            await page.addInitScript((scheme) => localStorage.setItem("mantine-color-scheme-value", scheme), options.colorScheme);
          for (const path of ["glossary", "glossary?view=table", `glossary/${createGlossaryTerm.id}`]) {
            await page.goto(`${appOrigin()}/c/${code}/${path}`);
            await page.getByRole("heading", { level: 1 }).waitFor();
            if (login === "learner" && path === "glossary" && options.isMobile) {
              await marks(page).first().tap();
              await page.getByRole("dialog").waitFor();
            }
            await shot(page, `glossary ${path.replace(createGlossaryTerm.id, "term")} ${name} ${login}`);
            expect([
              name,
              path,
              await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
            ]).toEqual([name, path, 0]);
          }
          await page.context().close();
        }
      }
    },
    180_000,
  );
});
