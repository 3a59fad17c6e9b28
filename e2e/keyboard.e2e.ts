import type { Locator, Page } from "playwright-core";
import { journey, words } from "./browser";
import { contentFrame } from "./package-world";

const entry = words("sign-in");
const shell = words("shell");
const paths = words("paths");
const profileWords = words("profile");
/** More steps than any of these screens has stops: who has not arrived by then never will. */
const MOST_STEPS = 150;

/** Walks to an element by Tab alone; says where the walk went round when it does not arrive. */
async function walkTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? "nothing"));
  }
  throw new Error(`not reached by Tab: ${String(target)}; the last stops: ${seen.slice(-6).join(" | ")}`);
}

async function follow(page: Page, target: Locator, address: RegExp): Promise<void> {
  await walkTo(page, target);
  await page.keyboard.press("Enter");
  await page.waitForURL(address);
  await page.locator("h1").first().waitFor();
}

const inMain = (page: Page, selector: string) => page.locator(`main ${selector}`).first();
const tool = (page: Page, name: string) => page.getByRole("navigation", { name: shell("courseTools") }).getByRole("link", { name });

async function signInByKeys(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await walkTo(page, page.getByLabel(entry("login")));
  await page.keyboard.type("hana");
  await walkTo(page, page.locator("input[autocomplete=current-password]"));
  await page.keyboard.type("lyceum-demo");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
}

/** The list is a grid: one stop for Tab, arrows from row to row, Enter opens. */
async function openDocument(page: Page): Promise<void> {
  await walkTo(page, page.locator('main tr[tabindex="0"]'));
  const isDocument = () => page.evaluate(() => Boolean(document.activeElement?.querySelector('a[href*="/documents/view/"]')));
  for (let row = 0; row < 30 && !(await isDocument()); row += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/documents\/view\//);
  await page.locator("h1").first().waitFor();
}

journey("by keyboard alone: sign in, course, document, glossary, package and out of it, profile", async ({ as, shot }) => {
  const page = await as(null);
  await signInByKeys(page);
  await follow(page, inMain(page, 'a[href="/c/DEMO-101"]'), /\/c\/DEMO-101$/);
  await follow(page, tool(page, shell("tool.documents")), /\/documents$/);
  await openDocument(page);
  await follow(page, tool(page, shell("tool.glossary")), /\/glossary$/);
  await follow(page, tool(page, shell("tool.paths")), /\/paths$/);
  await follow(page, inMain(page, 'a[href*="/paths/packages/"]'), /\/packages\/[\w-]+$/);

  await walkTo(page, inMain(page, 'a[href$="/play"]'));
  await page.keyboard.press("Enter");
  const content = await contentFrame(page);
  await content.locator("body").waitFor();
  // Into the content, which takes the keys, and out of it again: no trap.
  await walkTo(page, page.locator("iframe"));
  await walkTo(page, page.getByRole("button", { name: paths("player.leave") }));
  await shot(page, "keyboard in the player");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/packages\/[\w-]+$/);

  // The menu opens by Enter, is walked by arrows, and Escape gives the focus back.
  const account = page.getByRole("button", { name: /, HS$/ });
  await walkTo(page, account);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: shell("profile") }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await walkTo(page, account);
  await page.keyboard.press("Enter");
  const profile = page.getByRole("menuitem", { name: shell("profile") });
  await profile.waitFor();
  for (let step = 0; step < 10 && !(await profile.evaluate((one) => one === document.activeElement)); step += 1)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/profile$/);
  await walkTo(page, page.getByRole("textbox", { name: profileWords("me.phone") }));
});
