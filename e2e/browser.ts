import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser } from "playwright-core";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Starts Chromium (the system's, else the one inside an npm package) with an empty profile and no calls home. */
export async function launchBrowser(): Promise<Browser> {
  const found = installed.find((file) => existsSync(file));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return playwright.launch({
    executablePath: found ?? (await chromium.executablePath()),
    headless: true,
    args: ["--disable-background-networking", "--disable-component-update", "--no-first-run", ...sandbox],
  });
}

/** Where the server under test answers; set by global-setup.mjs. */
export function appOrigin(): string {
  const origin = process.env["LYCEUM_E2E_ORIGIN"];
  if (!origin) throw new Error("no server: run with node scripts/jest.mjs --selectProjects e2e");
  return origin;
}
