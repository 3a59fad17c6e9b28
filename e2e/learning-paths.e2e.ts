import { expect } from "@jest/globals";
import { makeScormPackage } from "@lyceum/courseware/make-package";
import type { BrowserContext, Page } from "playwright-core";
import { ask, journey, words } from "./browser";
import { buildCourse, contentFrame, importBytes, viewerId } from "./package-world";

const t = words("paths");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const stepRow = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });
const treeStep = (page: Page, title: string) =>
  page
    .getByRole("list", { name: t("path.steps") })
    .getByRole("button")
    .filter({ has: page.getByText(title, { exact: true }) });
const percent = (page: Page, value: number) => page.locator(`[data-percent="${value}"]`).first().waitFor();

/** A page of the documents tool, published by the teacher. */
async function addDocument(teacher: BrowserContext, courseId: string, title: string): Promise<void> {
  const { createPage } = await ask<{ createPage: { id: string; version: number } }>(
    teacher,
    "mutation ($input: CreatePageInput!) { createPage(input: $input) { id version } }",
    { input: { courseId, title, body: "<p>What the sky shows.</p>" } },
  );
  await ask(
    teacher,
    "mutation ($id: ID!, $expectedVersion: Int!, $input: PublishPageInput!) { publishPage(id: $id, expectedVersion: $expectedVersion, input: $input) { id } }",
    { id: createPage.id, expectedVersion: createPage.version, input: {} },
  );
}

/** Adds a step from the editor's menu, and waits for its row. */
async function addStep(page: Page, entry: string, choose?: string): Promise<void> {
  await button(page, t("path.add")).click();
  await page.getByRole("menuitem", { name: t(entry), exact: true }).click();
  if (choose) await page.getByRole("dialog").getByRole("button", { name: choose }).click();
}

/** Gives the step whose settings are open a name of its own, and closes them. */
async function nameStep(page: Page, title: string): Promise<void> {
  await page.getByLabel(t("path.stepTitle")).fill(title);
  await page.getByLabel(t("path.stepTitle")).press("Enter");
  await stepRow(page, title).waitFor();
  await button(page, t("close")).click();
  await page.getByLabel(t("path.stepTitle")).waitFor({ state: "detached" });
}

journey(
  "a teacher builds a path, a learner walks it step by step, leaves and goes on, and the teacher sees it move",
  async ({ as, shot }) => {
    const [teacher, learner] = [await as("teacher"), await as("learner")];
    const course = await buildCourse(teacher.context(), [await viewerId(learner.context())]);
    await addDocument(teacher.context(), course.id, "The sky tonight");
    await importBytes(teacher.context(), course.id, await makeScormPackage({ title: "Constellations", pages: [{ title: "Orion" }] }));

    await teacher.goto(`/c/${course.code}/paths`);
    await button(teacher, t("path.create")).click();
    await teacher.waitForURL(/\/edit$/);
    await addStep(teacher, "path.addText");
    await nameStep(teacher, "Welcome");
    await addStep(teacher, "path.addItem", "Constellations");
    await stepRow(teacher, "Constellations").waitFor();
    await addStep(teacher, "path.addItem", "The sky tonight");
    await stepRow(teacher, "The sky tonight").waitFor();
    await addStep(teacher, "path.addFinal");
    await nameStep(teacher, "The end");
    // The document goes before the package, by keyboard.
    await stepRow(teacher, "The sky tonight").focus();
    await teacher.keyboard.press("Control+ArrowUp");
    await teacher.waitForFunction(() => {
      const rows = [...document.querySelectorAll("[role=treegrid] [role=row]")].map((row) => row.textContent ?? "");
      return rows.length === 4 && rows[1]?.includes("The sky tonight") && rows[2]?.includes("Constellations");
    });
    await teacher.getByText(t("order.LINEAR"), { exact: true }).click();
    await teacher.getByText(t("orderHelp.LINEAR")).waitFor();
    await teacher.getByText(t("itemState.PUBLISHED"), { exact: true }).click();
    await teacher.getByRole("status").filter({ hasText: "Saved" }).first().waitFor();
    await teacher.reload();
    await stepRow(teacher, "The end").waitFor();
    await shot(teacher, "path editor");
    const path = teacher.url().replace(/\/edit$/, "");
    await teacher.goto(`${path}/grid`);
    await percent(teacher, 0);

    await learner.goto(`/c/${course.code}/paths`);
    await learner.locator(`a[href="${new URL(path).pathname}"]`).click();
    await learner.getByRole("link", { name: t("open.start") }).click();
    await learner.getByRole("heading", { name: "Welcome", level: 2 }).waitFor();
    await percent(learner, 25);
    expect(await treeStep(learner, "The end").isDisabled()).toBe(true);
    await treeStep(learner, "The sky tonight").click();
    await learner.getByText("What the sky shows.").waitFor();
    await percent(learner, 50);
    await shot(learner, "path player");
    await percent(teacher, 50);

    // Away in the middle, and back at the step that was open last.
    await learner.keyboard.press("Escape");
    await learner.waitForURL(path);
    await learner.getByRole("link", { name: t("open.continue") }).click();
    await learner.getByText("What the sky shows.").waitFor();
    await learner.keyboard.press("]");
    const content = await contentFrame(learner);
    expect(await treeStep(learner, "The end").isDisabled()).toBe(true);
    await content.locator("#done").click();
    await percent(learner, 75);
    await treeStep(learner, "The end").click();
    await learner.getByRole("heading", { name: "The end", level: 2 }).waitFor();
    await percent(learner, 100);
    await learner
      .getByRole("status")
      .filter({ hasText: t("state.COMPLETED") })
      .waitFor();
    await percent(teacher, 100);
    await shot(teacher, "path grid");
  },
);

journey("a deep link to a closed step says what opens it; on a phone the steps are a sheet", async ({ as, shot }) => {
  const [teacher, learner] = [await as("teacher"), await as("learner", { viewport: { width: 320, height: 640 } })];
  const course = await buildCourse(teacher.context(), [await viewerId(learner.context())]);
  const { createPath } = await ask<{ createPath: { id: string } }>(
    teacher.context(),
    "mutation ($input: NewPathInput!) { createPath(input: $input) { id } }",
    { input: { courseId: course.id, title: "Two steps" } },
  );
  const pathId = createPath.id;
  let last = "";
  for (const title of ["One", "Two"]) {
    const { addStep: made } = await ask<{ addStep: { steps: { id: string }[] } }>(
      teacher.context(),
      "mutation ($input: NewStepInput!) { addStep(input: $input) { steps { id } } }",
      { input: { pathId, kind: "TEXT", title, body: `<p>Text ${title}</p>` } },
    );
    last = made.steps.at(-1)!.id;
  }
  await ask(
    teacher.context(),
    "mutation ($id: ID!) { setPathOrder(id: $id, order: LINEAR) { id } updatePath(id: $id, input: { state: PUBLISHED }) { id } }",
    {
      id: pathId,
    },
  );
  await learner.goto(`/c/${course.code}/paths/${pathId}/play?step=${last}`);
  await learner.getByRole("alert").filter({ hasText: "One" }).waitFor();
  expect(await learner.getByText("Text Two").count()).toBe(0);
  await button(learner, t("path.toggleTree")).click();
  await treeStep(learner, "One").click();
  await learner.getByText("Text One").waitFor();
  await shot(learner, "path player on a phone");
  await learner.keyboard.press("]");
  await learner.getByText("Text Two").waitFor();
  await percent(learner, 100);
});
