import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Look, Sight } from "./screen-matrix";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const media: Record<Look, { colorScheme: "light" | "dark"; contrast: "more" | "no-preference" }> = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  contrast: { colorScheme: "light", contrast: "more" },
  "dark-contrast": { colorScheme: "dark", contrast: "more" },
};

/** Gives the page the look and width of a sight, in place. */
export async function dress(page: Page, { look, width }: Pick<Sight, "look" | "width">): Promise<void> {
  await page.emulateMedia({ ...media[look], reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: width < 600 ? 640 : 800 });
}

/** Waits until the page shows itself and not its skeleton, and has drawn twice since. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".mantine-Skeleton-root, [aria-busy=true]"));
  await page.evaluate(
    () =>
      new Promise<void>((done) => void document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))),
  );
}

interface AxeNode {
  target: unknown[];
  html: string;
  any: { message: string }[];
}
interface AxeWindow {
  axe: { run(root: unknown, options: unknown): Promise<{ violations: { id: string; nodes: AxeNode[] }[] }> };
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(`if (!window.axe) { ${axeSource} }`);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as AxeWindow;
    const { violations } = await axe.run({ exclude: ["iframe"] }, { runOnly: tags, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map((node) => `axe ${id}: ${node.html.slice(0, 180)} (${(node.any[0]?.message ?? "").slice(0, 160)})`),
    );
  }, rules);
}

/** What the document itself gets wrong: language, direction, headings, width, and keys shown where words belong. */
function documentFindings(page: Page, language: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    const found: string[] = [];
    const root = document.documentElement;
    const direction = wanted === "ar" ? "rtl" : "ltr";
    if (root.lang !== wanted) found.push(`lang is ${root.lang}`);
    if (getComputedStyle(document.body).direction !== direction || root.dir !== direction) found.push(`dir is ${root.dir}`);
    const headings = [...document.querySelectorAll("h1")].filter((heading) => heading.checkVisibility());
    if (headings.length !== 1) found.push(`${headings.length} h1: ${headings.map((heading) => heading.textContent).join(" | ")}`);
    const over = root.scrollWidth - root.clientWidth;
    if (over > 0) {
      const wide = [...document.body.querySelectorAll("*")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
      });
      found.push(
        `${over} px too wide: ${wide
          .slice(0, 3)
          .map((one) => one.outerHTML.slice(0, 120))
          .join(" … ")}`,
      );
    }
    const key = /^(?:[a-z-]+:)?[a-z][\w-]*(?:\.[a-z][\w-]*)+$/i;
    const camel = /^[a-z]+(?:[A-Z][a-z]+)+$/;
    const isKey = (text: string) => (key.test(text) && !/\.(?:[a-z0-9]{2,4}|webm)$/.test(text)) || camel.test(text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (parent?.closest("script, style, code, pre")) continue;
      // A login in a list of people is written like a key: first.last.
      if (/^[a-z]+\.[a-z]+$/.test(text) && location.pathname.startsWith("/admin/users")) continue;
      if (isKey(text)) found.push(`a key is shown: ${text}`);
    }
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      for (const one of document.querySelectorAll(`[${name}]`)) {
        const text = one.getAttribute(name) ?? "";
        if (isKey(text)) found.push(`a key is in ${name}: ${text}`);
      }
    return found;
  }, language);
}

/** Everything that is wrong with what the page shows now. */
export async function findingsOf(page: Page, { language }: Pick<Sight, "language">): Promise<string[]> {
  return [...(await documentFindings(page, language)), ...(await axeFindings(page))];
}
