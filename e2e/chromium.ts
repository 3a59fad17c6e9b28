import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Which Chromium: `LYCEUM_CHROMIUM` (a path, or `packaged`), else the system's, else the one inside an npm package. */
export function chromiumPath(wanted = process.env["LYCEUM_CHROMIUM"]): string | undefined {
  if (wanted) return wanted === "packaged" ? undefined : wanted;
  return installed.find((file) => existsSync(file));
}

/** Starts Chromium with an empty profile and no calls home. */
export async function launchBrowser(): Promise<Browser> {
  const found = chromiumPath();
  const own = found ? [] : packaged.args.filter((flag) => !flag.startsWith("--headless") && !flag.startsWith("--disable-web-security"));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: found ?? (await packaged.executablePath()),
    headless: true,
    args: [...new Set([...own, "--disable-background-networking", "--disable-component-update", "--no-first-run", ...sandbox])],
  });
}
