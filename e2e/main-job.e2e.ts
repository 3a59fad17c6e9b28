import { describe, expect } from "@jest/globals";
import { makeScormPackage } from "@lyceum/courseware/make-package";
import { findCorpus } from "@lyceum/shared/test-corpora";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { ask, journey, words } from "./browser";
import { contentFrame } from "./package-world";

const t = words("paths");
const GOLF = findCorpus("scorm/s12-golf-minimum-calls/RuntimeMinimumCalls_SCORM12.zip");

/** A real package where there is one beside the checkout, else one of our own with as many units. */
async function packageBytes(): Promise<Buffer> {
  if (GOLF) return readFileSync(GOLF);
  return makeScormPackage({ title: "Golf Explained", pages: Array.from({ length: 18 }, (_, at) => ({ title: `Unit ${at + 1}` })) });
}

interface Api {
  LMSSetValue(element: string, value: string): string;
  LMSGetValue(element: string): string;
  LMSCommit(text: string): string;
}

const set = async (page: Page, values: Record<string, string>): Promise<string> =>
  (await contentFrame(page)).evaluate((given) => {
    const api = Reflect.get(window.parent, "API") as Api;
    for (const [element, value] of Object.entries(given)) api.LMSSetValue(element, value);
    return api.LMSCommit("");
  }, values);

const get = async (page: Page, element: string): Promise<string> =>
  (await contentFrame(page)).evaluate((name) => (Reflect.get(window.parent, "API") as Api).LMSGetValue(name), element);

const current = (page: Page) => page.locator('[aria-current="step"]');
const saved = (page: Page) => page.getByRole("status").filter({ hasText: t("player.saved") });

/** Goes on and waits until the next activity is the current one. */
async function goOn(page: Page): Promise<void> {
  const before = await current(page).innerText();
  await page.getByRole("button", { name: t("player.next") }).click();
  await page.waitForFunction(
    (former) => (document.querySelector('[aria-current="step"]') as HTMLElement | null)?.innerText !== former,
    before,
  );
}

/** Makes a course by the dialog of the page. */
async function makeCourse(page: Page): Promise<{ id: string; code: string }> {
  const courses = words("my-courses");
  await page.goto("/courses");
  await page.getByRole("button", { name: courses("create") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(courses("title")).fill("Golf for beginners");
  await dialog.getByRole("button", { name: courses("createNow") }).click();
  await page.waitForURL(/\/c\/[^/]+$/);
  const code = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  const { courseByCode } = await ask<{ courseByCode: { id: string } }>(
    page.context(),
    "query ($code: String!) { courseByCode(code: $code) { id } }",
    { code },
  );
  return { id: courseByCode.id, code };
}

describe("the main job", () => {
  journey(
    "a teacher uploads a package, a learner plays, is cut off, resumes and finishes, and the teacher's grid moves",
    async ({ as, shot }) => {
      const teacher = await as("teacher");
      const course = await makeCourse(teacher);
      const learner = await as("learner");
      const { viewer } = await ask<{ viewer: { id: string } }>(learner.context(), "{ viewer { id } }");

      await teacher.goto(`/c/${course.code}/paths`);
      await teacher
        .locator('input[type="file"]')
        .setInputFiles({ name: "golf.zip", mimeType: "application/zip", buffer: await packageBytes() });
      await teacher.getByRole("link", { name: t("import.see") }).click({ timeout: 120_000 });
      await teacher.waitForURL(/\/paths\/packages\/[\w-]+$/);
      const address = new URL(teacher.url()).pathname;
      await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
        input: { courseId: course.id, userIds: [viewer.id], role: "LEARNER" },
      });
      await teacher.goto(`${address}/grid`);
      const percent = (wanted: number) => teacher.locator(`[data-percent="${wanted}"]`).waitFor();
      await percent(0);

      await learner.goto(`/c/${course.code}/paths`);
      await learner.getByRole("main").getByRole("article").getByRole("link", { name: /golf/i }).click();
      await learner.getByRole("link", { name: t("open.start") }).click();
      await contentFrame(learner);
      await current(learner).waitFor();
      await shot(learner, "player");
      await goOn(learner);
      await goOn(learner);
      await saved(learner).waitFor();
      const place = await current(learner).innerText();
      await percent(11);
      await shot(teacher, "grid moved");

      await set(learner, { "cmi.core.lesson_location": "hole-3", "cmi.suspend_data": "before" });
      await saved(learner).waitFor();
      await learner.context().setOffline(true);
      expect(await set(learner, { "cmi.core.lesson_location": "hole-9", "cmi.suspend_data": "é|nine" })).toBe("true");
      await learner.getByText(/Not saved since/).waitFor({ timeout: 30_000 });
      await shot(learner, "player not saved");
      await learner.close({ runBeforeUnload: false });

      const context = learner.context();
      await context.setOffline(false);
      const again = await context.newPage();
      await again.goto(`${address}/play`);
      await contentFrame(again);
      await current(again).filter({ hasText: place }).waitFor();
      await saved(again).waitFor();
      expect(await Promise.all(["cmi.core.lesson_location", "cmi.suspend_data"].map((element) => get(again, element)))).toEqual([
        "hole-9",
        "é|nine",
      ]);

      for (let unit = 3; unit < 18; unit += 1) await goOn(again);
      await again.getByRole("button", { name: t("player.leave") }).click();
      await again.waitForURL((url) => url.pathname === address);
      await again.getByText(t("state.COMPLETED")).first().waitFor();
      await shot(again, "package done");
      await percent(100);
      await shot(teacher, "grid finished");
      expect(await teacher.evaluate(() => performance.getEntriesByType("navigation").length)).toBe(1);
    },
    180_000,
  );
});
