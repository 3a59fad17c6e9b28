import type { Browser, BrowserContext } from "playwright-core";
import { appOrigin, ask, signInByCookie } from "../browser";
import { buildCourse, importBytes, viewerId } from "../package-world";
import { packagesOf, type AdlCase } from "./adl-cases";
import { AdlPlay } from "./adl-player";

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

  /** Plays a case in a course of its own. Never throws: what went wrong is the reason. */
  async play(one: AdlCase): Promise<AdlResult> {
    try {
      const course = await buildCourse(this.#teacher, [await viewerId(this.#learner)]);
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
