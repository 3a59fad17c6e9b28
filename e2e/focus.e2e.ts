import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { appOrigin, signInByCookie } from "./browser";
import { launchBrowser } from "./chromium";
import { dress, settle } from "./screen-checks";
import type { Look, Role } from "./screen-matrix";
import { findPlaces } from "./screens";

const looks: Look[] = ["light", "dark", "contrast"];
const inEachLook = ["/sign-in", "/", "/c/{course}/settings"];
/** The screens that people pass through most, and those with the most different controls; some of them in each of the looks. */
const stops: [Role, string][] = [
  ["visitor", "/sign-in"],
  ["visitor", "/register"],
  ["learner", "/"],
  ["learner", "/profile"],
  ["learner", "/profile/tokens"],
  ["teacher", "/c/{course}"],
  ["teacher", "/c/{course}/settings"],
  ["teacher", "/c/{course}/documents"],
  ["teacher", "/c/{course}/glossary"],
  ["teacher", "/c/{course}/people"],
  ["admin", "/admin/users"],
];
/** As far as one walks along a screen: the rest of a long list is more of the same. */
const MOST_STEPS = 45;

interface Stop {
  name: string;
  path: string;
  shows: boolean;
}

/**
 * Says of the element with the focus whether it looks different with it: outline, shadow, border and ground of the element,
 * of its siblings (a hidden checkbox lends its ring to the box beside it) and of the five boxes around it (a card is framed for its link). Takes the focus
 * away to compare; the browser goes on from there at the next Tab.
 */
function defineStop(): void {
  const drawn = (one: Element) => {
    const style = getComputedStyle(one);
    const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "none" : style.outline;
    return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor].join(" ");
  };
  const look = (one: Element) => {
    const near: Element[] = [one, ...(one.parentElement?.children ?? [])];
    for (let at = one.parentElement, left = 5; at && left > 0; at = at.parentElement, left -= 1) near.push(at);
    return near.map(drawn).join("\n");
  };
  const twice = () => new Promise<void>((done) => void requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const pathOf = (one: Element) => {
    let path = "";
    for (let at: Element | null = one; at; at = at.parentElement) path = `${[...(at.parentElement?.children ?? [])].indexOf(at)}/${path}`;
    return path;
  };
  Reflect.set(window, "readStop", async (): Promise<Stop | null> => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return null;
    const name = `${one.tagName.toLowerCase()} ${one.getAttribute("aria-label") ?? one.textContent.trim().slice(0, 40)}`.trim();
    const path = pathOf(one);
    await twice();
    const withFocus = look(one);
    one.blur();
    await twice();
    return { name, path, shows: look(one) !== withFocus };
  });
}

/** Tabs through the page; the names of the elements that look the same with the focus as without. */
async function unseen(page: Page): Promise<{ steps: number; found: string[] }> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const found: string[] = [];
  const known = new Set<string>();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => (Reflect.get(window, "readStop") as () => Promise<Stop | null>)());
    // Past the last element the browser's own bar has the focus.
    if (!stop) continue;
    if (known.has(stop.path)) break;
    known.add(stop.path);
    if (!stop.shows) found.push(stop.name);
  }
  return { steps: known.size, found };
}

describe("whoever uses the keyboard sees where they are", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test("each element that takes the focus looks different with it; also in the dark and in high contrast", async () => {
    const places = await findPlaces(browser);
    const lines: string[] = [];
    for (const role of new Set(stops.map(([who]) => who))) {
      const context = await browser.newContext({ baseURL: appOrigin(), locale: "en-GB", reducedMotion: "reduce" });
      if (role !== "visitor") await signInByCookie(context, role);
      await context.addInitScript(defineStop);
      const page = await context.newPage();
      for (const [, address] of stops.filter(([who]) => who === role))
        for (const look of inEachLook.includes(address) ? looks : looks.slice(0, 1)) {
          await dress(page, { look, width: 1280 });
          await page.goto(address.replace("{course}", places["course"] ?? ""));
          await settle(page);
          const { steps, found } = await unseen(page);
          if (steps < 5) lines.push(`${address}: only ${steps} elements take the focus`);
          lines.push(...found.map((name) => `${address} as ${role}, ${look}: no visible focus on ${name}`));
        }
      await context.close();
    }
    expect(lines).toEqual([]);
  }, 600_000);
});
