import { expect } from "@jest/globals";
import { ask, journey, words } from "./browser";
import type { Page } from "playwright-core";

const t = words("people");
const errors = words("errors");
const plural = (key: string, count: number) => t(`${key}_${count === 1 ? "one" : "other"}`).replace("{{count}}", String(count));

const PASSWORD = "long-walk-on-sand";

/** Twenty-seven people of the campus, made by an administrator; the first can sign in. */
async function walkers(admin: Page, stamp: string): Promise<string[]> {
  const logins = Array.from({ length: 27 }, (_, place) => `walker${place}.${stamp}`);
  for (const [place, login] of logins.entries()) {
    const input = { login, firstName: `Walker ${place}`, lastName: `Stone ${stamp}`, password: place === 0 ? PASSWORD : null };
    await ask(admin.context(), "mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }", { input });
  }
  return logins;
}

journey(
  "a teacher pastes a list with faults, enrols the rest, and takes one out again, who is told at once",
  async ({ as, shot }) => {
    const stamp = Date.now().toString(36);
    const logins = await walkers(await as("admin"), stamp);
    const page = await as("teacher");
    const code = `WALK-${stamp}`.toUpperCase();
    await ask(page.context(), "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id } }", {
      input: { title: "Walking", code },
    });

    // Thirty lines: two that nobody answers to, and one person twice.
    await page.goto(`/c/${code}/people`);
    await page
      .getByRole("button", { name: t("enrol") })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: t("enrolDialog.title") });
    const list = [
      ...logins.slice(0, 10),
      "nobody.of.that.name",
      ...logins.slice(10, 20),
      "ghost@example.invalid",
      ...logins.slice(20),
      logins[3],
    ].join("\n");
    await dialog.getByRole("textbox", { name: t("enrolDialog.list") }).fill(list);
    await dialog.getByRole("button", { name: t("enrolDialog.check") }).click();
    await dialog.getByText(t("reasons.TWICE_IN_LIST")).waitFor();
    expect(await dialog.getByText(t("reasons.NOBODY_FOUND")).count()).toBe(2);
    await shot(page, "people preview");
    await dialog.getByRole("button", { name: plural("enrolDialog.apply", 27) }).click();
    await page.getByText(plural("count", 28), { exact: true }).waitFor();
    await shot(page, "people grid");

    // The first of them is on the course's page, and the page listens.
    const watched = await as(null);
    await ask(
      watched.context(),
      "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }",
      {
        login: logins[0],
        password: PASSWORD,
      },
    );
    const listening = watched
      .waitForEvent("websocket")
      .then((socket) => socket.waitForEvent("framesent", { predicate: ({ payload }) => String(payload).includes("CourseFrameChanged") }));
    await watched.goto(`/c/${code}/people`);
    await watched.getByRole("heading", { level: 1, name: t("title") }).waitFor();
    await listening;
    await shot(watched, "people learner");

    await page.getByRole("searchbox", { name: t("filter.textStaff") }).fill(logins[0]!);
    await page.getByText(plural("count", 1), { exact: true }).waitFor();
    await page.getByRole("checkbox", { name: t("choose").replace("{{name}}", `Walker 0 Stone ${stamp}`) }).check();
    await page
      .getByRole("toolbar")
      .getByRole("button", { name: t("bulk.end") })
      .click();
    await page.getByRole("button", { name: plural("end.action", 1) }).click();
    await watched.getByRole("heading", { name: errors("accessEnded.title").replace("{{course}}", "Walking") }).waitFor({ timeout: 30_000 });
    await shot(watched, "people told");
  },
  120_000,
);
