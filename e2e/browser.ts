import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@jest/globals";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./chromium";

const screenshots = fileURLToPath(new URL("../.data/screenshots/", import.meta.url));

/** Login of the demo campus: see the README. */
export type DemoLogin = "admin" | "teacher" | "tutor" | "learner" | "learner2";
const demoPassword = "lyceum-demo";

/** How long one step of a journey may take. Generous: a journey tells whether the thing works, and `bench/` how fast. */
const STEP_MS = 30_000;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error("no server: run with node scripts/jest.mjs --selectProjects e2e");
  return value;
}

/** Where the server under test answers; set by global-setup.mjs. */
export const appOrigin = (): string => setting("LYCEUM_E2E_ORIGIN");

/** Where its active content is served. */
export const contentOrigin = (): string => setting("LYCEUM_E2E_CONTENT_ORIGIN");

/** Asks the API as whoever is signed in in this context; throws what it refuses. */
export async function ask<Data>(context: BrowserContext, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const answer = await context.request.post(`${appOrigin()}/graphql`, {
    data: { query, variables },
    headers: { "apollo-require-preflight": "true" },
  });
  const body = (await answer.json()) as { data?: Data; errors?: { message: string; extensions?: { code?: string } }[] };
  const refused = body.errors?.[0];
  if (refused || !body.data) throw new Error(`${refused?.extensions?.code ?? answer.status()}: ${refused?.message ?? "no data"}`);
  return body.data;
}

/** Gives the context this person's cookie, without the sign-in page: for journeys about something else. */
export async function signInByCookie(context: BrowserContext, login: DemoLogin | string, password = demoPassword): Promise<string> {
  const data = await ask<{ signIn: { viewer: { id: string } | null } }>(
    context,
    "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }",
    {
      login,
      password,
    },
  );
  if (!data.signIn.viewer) throw new Error(`${login} owes a second factor`);
  return data.signIn.viewer.id;
}

/** The English words of a catalogue, by dotted key: what a journey looks for on the screen. */
export function words(catalogue: string): (key: string) => string {
  const file = fileURLToPath(new URL(`../packages/shared/locales/en/${catalogue}.json`, import.meta.url));
  const texts = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  return (key) => {
    const found = key.split(".").reduce<unknown>((level, part) => (level as Record<string, unknown> | undefined)?.[part], texts);
    if (typeof found !== "string") throw new Error(`${catalogue}.json has no ${key}`);
    return found;
  };
}

/** Signs in as people do, on the sign-in page, and waits until the frame knows who it is. */
export async function signIn(page: Page, login: DemoLogin | string, password = demoPassword, waitMs = STEP_MS): Promise<void> {
  await page.goto(`${appOrigin()}/sign-in`);
  const t = words("sign-in");
  await page.getByLabel(t("login")).fill(login);
  // By its purpose: the eye beside it has the word in its label too.
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page
    .getByRole("main")
    .getByRole("button", { name: t("submit") })
    .click();
  await page.waitForURL((url) => url.pathname !== "/sign-in", { timeout: waitMs });
}

/** What a journey is given. Every page opened through it is closed at its end. */
export interface Travel {
  browser: Browser;
  /** A page of a context of its own, signed in as this person, or as a visitor. */
  as(login: DemoLogin | string | null, options?: BrowserContextOptions): Promise<Page>;
  /** Keeps a screenshot in `.data/screenshots`; the name says of what. */
  shot(page: Page, name: string): Promise<void>;
}

/** A file's name for a text. A long one is cut, and keeps a few signs of its own: what begins alike must not overwrite each other. */
function fileName(text: string): string {
  const name = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return name.length <= 80 ? name : `${name.slice(0, 71)}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}

async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${fileName(name)}.png`) });
}

/** A test in a browser of its own. When it fails, a screenshot of each open page is kept and named in the message. */
export function journey(title: string, travel: (with_: Travel) => Promise<void>, timeoutMs = 240_000): void {
  test(
    title,
    async () => {
      const browser = await launchBrowser();
      const open = async (login: string | null, options: BrowserContextOptions = {}) => {
        const context = await browser.newContext({ baseURL: appOrigin(), locale: "en-GB", timezoneId: "Europe/Paris", ...options });
        if (login) await signInByCookie(context, login);
        context.setDefaultTimeout(STEP_MS);
        return context.newPage();
      };
      try {
        await travel({ browser, as: open, shot: keep });
      } catch (error) {
        const pages = browser.contexts().flatMap((context) => context.pages());
        await Promise.allSettled(pages.map((page, index) => keep(page, `failed ${title} ${index + 1}`)));
        const where = pages.map((page) => page.url()).join(", ");
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n  pages: ${where}; pictures: ${screenshots}`, {
          cause: error,
        });
      } finally {
        await browser.close();
      }
    },
    timeoutMs,
  );
}
