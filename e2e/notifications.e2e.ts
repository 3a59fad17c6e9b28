import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { appOrigin, ask, journey, words } from "./browser";

const t = words("notifications");
const shell = words("shell");
const bell = (page: Page, count: number) =>
  page.getByRole("button", { name: shell(count === 1 ? "bell_one" : "bell_other").replace("{{count}}", String(count)), exact: true });

const enrol = async (teacher: Page, userId: string, title: string): Promise<{ code: string }> => {
  const { createCourse } = await ask<{ createCourse: { id: string; code: string } }>(
    teacher.context(),
    "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code } }",
    { input: { title, language: "en" } },
  );
  await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId: createCourse.id, userIds: [userId], role: "LEARNER", notify: true },
  });
  return createCourse;
};

journey(
  "the bell counts what comes without a reload, leads there, and the inbox keeps it",
  async ({ as, shot }) => {
    const teacher = await as("teacher");
    const learner = await as("learner2", { viewport: { width: 1280, height: 800 } });
    await learner.addInitScript(() => localStorage.setItem("lyceum.language", "en"));
    const { viewer } = await ask<{ viewer: { id: string } }>(learner.context(), "{ viewer { id } }");
    await ask(learner.context(), "mutation { markNotificationsSeen }");
    // The bell's number is live once its subscription has gone out.
    const listening = learner
      .waitForEvent("websocket")
      .then((socket) => socket.waitForEvent("framesent", (frame) => String(frame.payload).includes("notificationReceived")));
    await learner.goto(`${appOrigin()}/`);
    await bell(learner, 0).waitFor();
    await listening;
    const { code } = await enrol(teacher, viewer.id, "Glaciers");
    await bell(learner, 1).waitFor();
    await shot(learner, "bell one");

    await bell(learner, 1).click();
    const panel = learner.getByRole("dialog");
    const told = panel.getByRole("link", { name: /Glaciers/ });
    await told.waitFor();
    // While it is open the next one comes, at the top.
    await enrol(teacher, viewer.id, "Moraines");
    await panel.getByRole("link", { name: /Moraines/ }).waitFor();
    await shot(learner, "bell panel");
    await told.click();
    await learner.waitForURL((url) => url.pathname === `/c/${code}`);
    await bell(learner, 1).waitFor();

    await learner.goto(`${appOrigin()}/inbox?show=unseen`);
    const list = learner.getByRole("main");
    await list.getByRole("link", { name: /Moraines/ }).waitFor();
    expect(await list.getByRole("link", { name: /Glaciers/ }).count()).toBe(0);
    await enrol(teacher, viewer.id, "Fjords");
    // What comes while somebody reads waits behind a button.
    await list.getByRole("button", { name: t("waiting_one").replace("{{count}}", "1") }).click();
    await list.getByRole("link", { name: /Fjords/ }).waitFor();
    await shot(learner, "inbox");
    await list.getByRole("button", { name: t("markAll") }).click();
    await bell(learner, 0).waitFor();
    await learner.getByText(t("filters.all"), { exact: true }).click();
    await list.getByRole("link", { name: /Glaciers/ }).waitFor();
  },
  120_000,
);

journey(
  "the inbox fits a phone, a dark screen, French and Arabic",
  async ({ as, shot }) => {
    const teacher = await as("teacher");
    const first = await as("learner2");
    const { viewer } = await ask<{ viewer: { id: string } }>(first.context(), "{ viewer { id } }");
    await enrol(teacher, viewer.id, "A course with a rather long name that needs more than one line of a phone");
    for (const [language, scheme] of [
      ["fr", "light"],
      ["ar", "dark"],
    ] as const) {
      const page = await as("learner2", { viewport: { width: 320, height: 640 }, colorScheme: scheme });
      await page.addInitScript(
        ([chosen, dark]) => {
          localStorage.setItem("lyceum.language", chosen!);
          localStorage.setItem("mantine-color-scheme-value", dark!);
        },
        [language, scheme],
      );
      await page.goto(`${appOrigin()}/inbox`);
      await page
        .getByRole("link", { name: /rather long name/ })
        .first()
        .waitFor();
      await shot(page, `inbox phone ${language} ${scheme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  },
  90_000,
);
