import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { appOrigin, ask, signInByCookie } from "../browser";
import { buildCourse, importBytes, viewerId } from "../package-world";
import { packagesOf, preludeOf, type AdlCase } from "./adl-cases";
import { AdlPlay } from "./adl-player";

const PICTURES = fileURLToPath(new URL("../../.cache/adl/", import.meta.url));

/** What became of a case. */
export interface AdlResult {
  id: string;
  passed: boolean;
  reason: string;
}

/** Two people in one browser, who play case after case. */
export class AdlStage {
  readonly #browser: Browser;
  readonly #teacher: BrowserContext;
  readonly #learner: BrowserContext;
  readonly #person: { id: string; name: string };

  private constructor(browser: Browser, teacher: BrowserContext, learner: BrowserContext, person: { id: string; name: string }) {
    this.#browser = browser;
    this.#teacher = teacher;
    this.#learner = learner;
    this.#person = person;
  }

  static async open(browser: Browser): Promise<AdlStage> {
    const [teacher, learner] = await Promise.all(
      (["teacher", "learner"] as const).map(async (login) => {
        const context = await browser.newContext({ baseURL: appOrigin(), locale: "en-GB", timezoneId: "Europe/Paris" });
        await signInByCookie(context, login);
        return context;
      }),
    );
    const { viewer } = await ask<{ viewer: { id: string; givenName: string; familyName: string } }>(
      learner!,
      "{ viewer { id givenName familyName } }",
    );
    return new AdlStage(browser, teacher!, learner!, { id: viewer.id, name: `${viewer.familyName}, ${viewer.givenName}` });
  }

  /** Plays the cases of one family in a course of their own, in order. */
  async playFamily(cases: readonly AdlCase[]): Promise<AdlResult[]> {
    const course = await buildCourse(this.#teacher, [await viewerId(this.#learner)]);
    const results: AdlResult[] = [];
    for (const one of cases) {
      const prelude = preludeOf(one.id);
      const before = prelude && (await this.#play(prelude, course));
      results.push(before && !before.passed ? { ...before, reason: `before the case: ${before.reason}` } : await this.#play(one, course));
    }
    return results;
  }

  /** Plays a case. Never throws: what went wrong is the reason. */
  async #play(one: AdlCase, course: { id: string; code: string }): Promise<AdlResult> {
    try {
      const packages = new Map<string, string>();
      for (const { name, bytes } of packagesOf(one.id)) {
        const { id } = await importBytes(this.#teacher, course.id, bytes);
        // The suite launches a package that is done again and again, for credit.
        await ask(this.#teacher, "mutation ($id: ID!) { updatePackage(id: $id, input: { reentry: RESUME }) { id } }", { id });
        packages.set(name, id);
      }
      const page = await this.#learner.newPage();
      try {
        await new AdlPlay(page, { code: course.code, packages, learner: this.#person }).run(one);
      } catch (error) {
        await page.screenshot({ path: `${PICTURES}${one.id}.png` });
        throw error;
      } finally {
        await page.close();
      }
      return { id: one.id, passed: true, reason: "" };
    } catch (error) {
      return { id: one.id, passed: false, reason: error instanceof Error ? error.message.split("\n")[0]! : String(error) };
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
