import { describe, expect } from "@jest/globals";
import type { Frame, Page } from "playwright-core";
import { appOrigin, ask, journey, signInByCookie, words, type Travel } from "./browser";
import { attemptsOf, buildCourse, contentFrame, importBytes, play, viewerId } from "./package-world";
import { aiccPackage, hostilePackage, scorm2004Package } from "./test-contents";

const t = words("paths");
const saved = (page: Page) => page.getByRole("status").filter({ hasText: t("player.saved") });
const says = (frame: Frame, text: string) => frame.getByText(text, { exact: false }).waitFor();
const press = (frame: Frame, name: string) => frame.getByRole("button", { name }).click();
/** How long a package's addresses work, and the second at which one ends: the last fact that its token tells. */
const ADDRESS_SECONDS = 8 * 3_600;
const endOf = (address: string): number => {
  const [facts] = address.split("/p/")[1]!.split(".");
  return (JSON.parse(Buffer.from(facts!, "base64url").toString()) as unknown[]).at(-1) as number;
};

describe("packages of each standard keep their data over a closed tab", () => {
  for (const [standard, make, first] of [
    ["SCORM_2004", scorm2004Package, "one"],
    ["AICC", aiccPackage, "A1"],
  ] as const) {
    journey(`${standard}: status, score, time, place, suspend data and answers`, async ({ as }) => {
      const [teacher, learner] = [await as("teacher"), await as("learner")];
      const course = await buildCourse(teacher.context(), [await viewerId(learner.context())]);
      const made = await importBytes(teacher.context(), course.id, await make());
      expect(made.standard).toBe(standard);
      const unit = await play(learner, course.code, made.id);
      await says(unit, "entry:ab-initio");
      await press(unit, "Work");
      await says(unit, "saved:true");
      await saved(learner).waitFor();
      await learner.close();

      const again = await learner.context().newPage();
      const resumed = await play(again, course.code, made.id);
      await says(resumed, "entry:resume");
      await says(resumed, "data:é|1");
      await says(resumed, ":page 2");
      await press(resumed, "Finish");
      await says(resumed, "ended:true");
      await again.getByRole("button", { name: t("player.next") }).click();
      await says(await contentFrame(again), "entry:ab-initio");
      await again.getByRole("button", { name: t("player.leave") }).click();
      await again.waitForURL(/packages\/[\w-]+$/);
      const [attempt] = await attemptsOf(again.context(), made.id);
      expect(attempt).toMatchObject({ state: "IN_PROGRESS", percent: 50, score: 80, maxScore: 100 });
      expect(attempt?.activities).toMatchObject([
        { activityId: first, state: "PASSED", score: 80, reportedSeconds: 3, location: "page 2", interactionCount: 1 },
        { state: "IN_PROGRESS" },
      ]);
    });
  }
});

journey("a second device takes over, which ends the first; in the same browser a second tab asks too", async ({ as, browser }) => {
  const [teacher, first] = [await as("teacher"), await as("learner")];
  const course = await buildCourse(teacher.context(), [await viewerId(first.context())]);
  const made = await importBytes(teacher.context(), course.id, await scorm2004Package());
  const unit = await play(first, course.code, made.id);
  await press(unit, "Work");
  await saved(first).waitFor();

  const tab = await first.context().newPage();
  await tab.goto(first.url());
  await tab.getByText(t("player.heldElsewhere")).waitFor();
  await tab.close();

  const device = await browser.newContext({ baseURL: appOrigin() });
  await signInByCookie(device, "learner");
  const second = await device.newPage();
  await second.goto(first.url());
  await second.getByText(t("player.heldElsewhere")).waitFor();
  await second.getByRole("button", { name: t("player.takeOver") }).click();
  await says(await contentFrame(second), ":page 2");
  await press(unit, "Work");
  await first.getByText(t("player.strings.leaseLost")).first().waitFor();
  expect(first.frames().some((frame) => frame.url().includes("/p/"))).toBe(false);
  await first.getByRole("button", { name: t("player.takeOver") }).click();
  await says(await contentFrame(first), ":page 2");
  expect(await attemptsOf(device, made.id)).toHaveLength(1);
});

journey("addresses are renewed under running content, which goes on where it is", async ({ as }) => {
  const [teacher, learner] = [await as("teacher"), await as("learner")];
  const course = await buildCourse(teacher.context(), [await viewerId(learner.context())]);
  const made = await importBytes(teacher.context(), course.id, await scorm2004Package());
  await learner.clock.install();
  const unit = await play(learner, course.code, made.id);
  await press(unit, "Work");
  const former = unit.url();
  // An address tells its end in whole seconds: one renewed within the same second is the same one.
  while (endOf(former) >= Math.floor(Date.now() / 1000) + ADDRESS_SECONDS) await new Promise((resolve) => setTimeout(resolve, 50));
  // An hour at a time, each with its beat: the addresses are renewed when half their time is over.
  for (let hour = 0; hour < 7 && unit.url() === former; hour += 1) {
    const beat = learner.waitForResponse((answer) => answer.request().postData()?.includes("RecordPresence") ?? false, { timeout: 60_000 });
    await learner.clock.fastForward("01:00:00");
    await beat;
  }
  await unit.waitForFunction((before) => location.href !== before, former, { polling: 200 });
  expect(unit.url().split("/").at(-1)).toBe("unit.html");
  // The page was not loaded again, and what it asks for is asked for at the new address.
  expect(await unit.locator("#entry").textContent()).toBe("saved:true");
  expect(await unit.evaluate(async () => [(await fetch("more.txt")).url.split("/p/")[1], await (await fetch("more.txt")).text()])).toEqual([
    unit.url().split("/p/")[1]?.replace("unit.html", "more.txt"),
    "more",
  ]);
});

journey("a teacher who tries a package reads what it says; nothing of it counts", async ({ as, shot }) => {
  const teacher = await as("teacher");
  const course = await buildCourse(teacher.context(), []);
  const made = await importBytes(teacher.context(), course.id, await aiccPackage());
  const unit = await play(teacher, course.code, made.id);
  await teacher.getByRole("button", { name: t("log.toggle") }).click();
  await press(unit, "Work");
  await unit.evaluate(() =>
    (Reflect.get(window.parent, "API") as { LMSSetValue(a: string, b: string): string }).LMSSetValue("cmi.core.lesson_status", "done"),
  );
  const log = teacher.getByRole("table", { name: t("log.title") });
  await log.getByRole("row").filter({ hasText: "LMSInitialize" }).waitFor();
  await log.getByRole("row").filter({ hasText: "cmi.core.lesson_status" }).filter({ hasText: "405" }).waitFor();
  await shot(teacher, "player log");
});

describe.each(["SCORM_12", "SCORM_2004"] as const)("a hostile package of %s", (standard) => {
  journey("reads no cookie, no page around it, no API and no other attempt", (travel) => trapped(standard, travel));
});

async function trapped(standard: "SCORM_12" | "SCORM_2004", { as, shot }: Travel): Promise<void> {
  const [teacher, learner, other] = [await as("teacher"), await as("learner"), await as("learner2")];
  const ids = await Promise.all([learner, other].map((page) => viewerId(page.context())));
  const course = await buildCourse(teacher.context(), ids);
  const made = await importBytes(teacher.context(), course.id, await hostilePackage(standard));
  expect(made.standard).toBe(standard);
  const victim = await ask<{ openRegistration: { registrationId: string } }>(
    other.context(),
    "mutation ($packageId: ID!) { openRegistration(packageId: $packageId) { registrationId } }",
    { packageId: made.id },
  );
  const trap = await play(learner, course.code, made.id);
  const before = learner.url();
  const loot = await trap.evaluate(
    ([app, registration]) =>
      (Reflect.get(window, "attack") as (a: string, b: string) => Promise<Record<string, unknown>>)(app!, registration!),
    [appOrigin(), victim.openRegistration.registrationId],
  );
  expect(loot).toEqual({
    cookie: "refused",
    page: "refused",
    storage: "refused",
    address: "refused",
    name: "refused",
    api: "refused",
    simple: "refused",
    caught: "token",
    forged: 403,
    otherLease: 409,
    files: 403,
    framed: "refused",
    navigate: "refused",
  });
  expect(learner.url()).toBe(before);
  await shot(learner, "hostile package");
  const inner = await trap.locator("#app").elementHandle();
  expect((await inner?.contentFrame())?.url()).not.toContain(appOrigin());
  expect((await attemptsOf(other.context(), made.id))[0]?.activities).toEqual([]);
}

journey("a teacher says for whom a package is, and that it opens in a window of its own", async ({ as, shot }) => {
  const [teacher, chosen, other] = [await as("teacher"), await as("learner"), await as("learner2")];
  const ids = await Promise.all([chosen, other].map((page) => viewerId(page.context())));
  const course = await buildCourse(teacher.context(), ids);
  const made = await importBytes(teacher.context(), course.id, await aiccPackage());
  const { viewer } = await ask<{ viewer: { givenName: string; familyName: string } }>(
    chosen.context(),
    "{ viewer { givenName familyName } }",
  );
  const courses = words("courses");
  await teacher.goto(`/c/${course.code}/paths/packages/${made.id}`);
  await teacher.getByRole("button", { name: t("settings.details") }).click();
  await teacher.getByRole("dialog").getByLabel(courses("details.people")).first().fill(viewer.familyName);
  await teacher.getByRole("option", { name: new RegExp(viewer.familyName) }).click();
  await shot(teacher, "package audience");
  await teacher
    .getByRole("dialog")
    .getByRole("button", { name: courses("save") })
    .click();
  await teacher.getByRole("dialog").waitFor({ state: "hidden" });
  await teacher
    .getByRole("combobox", { name: t("settings.window") })
    .or(teacher.getByLabel(t("settings.window")))
    .first()
    .click();
  await teacher.getByRole("option", { name: t("window.OWN_WINDOW") }).click();
  await expect(attemptsOf(other.context(), made.id)).rejects.toThrow("NOT_FOUND");

  await chosen.goto(`/c/${course.code}/paths/packages/${made.id}`);
  const opening = chosen.context().waitForEvent("page");
  await chosen.getByRole("link", { name: t("open.start") }).click();
  const own = await opening;
  await press(await contentFrame(own), "Work");
  await saved(own).waitFor();
  const closing = own.waitForEvent("close");
  await own.getByRole("button", { name: t("player.leave") }).click();
  await closing;
  expect(chosen.url()).toMatch(/packages\/[\w-]+$/);
});
