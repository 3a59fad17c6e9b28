import { describe, expect } from "@jest/globals";
import { journey, signIn, words } from "./browser";

const shell = words("shell");

describe("signing in", () => {
  journey("a learner signs in on the page, is known, and signs out", async ({ as, shot }) => {
    const page = await as(null);
    await signIn(page, "learner");
    const account = page.getByRole("button", { name: /AD$/ });
    await account.click();
    await page.getByRole("menuitem", { name: shell("profile") }).waitFor();
    expect(await page.getByText("Awa Diallo").count()).toBeGreaterThan(0);
    await shot(page, "signed in");
    await page.getByRole("menuitem", { name: shell("signOut") }).click();
    await page.waitForURL("/sign-in");
    await page.goto("/");
    await page.waitForURL((url) => url.pathname === "/sign-in");
  });

  journey("a wrong password is told apart from nothing, and the right one still works", async ({ as }) => {
    const page = await as(null);
    await expect(signIn(page, "learner2", "not-the-password", 2_000)).rejects.toThrow();
    expect(await page.getByRole("alert").innerText()).toMatch(/wrong/);
    await signIn(page, "learner2");
  });

  journey("on a phone the sheet behind ⋯ has the language, and French reaches the whole frame", async ({ as, shot }) => {
    const page = await as("learner", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
    await page.goto("/");
    await page.getByRole("button", { name: shell("more") }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Français" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "fr");
    await shot(page, "phone sheet french");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
});
