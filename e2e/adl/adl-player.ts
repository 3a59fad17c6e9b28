import type { Frame, Locator, Page } from "playwright-core";
import { words } from "../browser";
import { packagesOf, type AdlCase, type AdlVisit } from "./adl-cases";
import { endSession, replay } from "./adl-steps";

const t = words("paths");
/** How long a delivery may take, milliseconds; what does not come by then is not coming. */
const WAIT_MS = 60_000;

/** What a case needs of the world: its packages imported, and who plays them. */
export interface AdlWorld {
  code: string;
  /** Package ids by the name of the package. */
  packages: ReadonlyMap<string, string>;
  learner: { id: string; name: string };
}

/** Titles of activities that the suite's instructions name otherwise. */
const NAMED: Readonly<Record<string, string>> = {
  APIt1: "API Implementation Test 1",
  APIt2: "API Implementation Test 2",
  DMIt1: "Data Model Implementation Test 1",
  DMIt2: "Data Model Implementation Test 2",
  DMIt3: "Data Model Implementation Test 3",
  DMIt4: "Data Model Implementation Test 4",
};
const BY_LEARNER = /^(Continue|Previous|Choice|TRIG|ExitCM|SuspendCM)/;
const RELAUNCH = /^(Relaunch|ReLaunch|DMBx|exitlaunch|autoendrelaunch|ExitCM09ba|SuspendCM09ca)/;

class Refused extends Error {}

/** Plays one case as its learner does, in the real player. Throws what differs from the case. */
export class AdlPlay {
  readonly #page: Page;
  readonly #world: AdlWorld;
  #frame: Frame | null = null;

  constructor(page: Page, world: AdlWorld) {
    this.#page = page;
    this.#world = world;
  }

  async run(one: AdlCase): Promise<void> {
    const names = packagesOf(one.id).map(({ name }) => name);
    const nameFor = (visit: AdlVisit) => (names.length === 1 ? names[0]! : names.find((name) => name.at(-1) === visit.activity.at(-1))!);
    await this.#launch(nameFor(one.visits[0]!));
    // Some begin with nothing delivered: their instructions name what is to be chosen.
    if (one.meta.start !== "." && names.length === 1) await this.#begin(one.meta.start);
    for (const [index, visit] of one.visits.entries()) {
      const label = `visit ${index + 1} (activity ${visit.activity})`;
      const next = one.visits[index + 1];
      await this.#visit(visit, label);
      if (next) await this.#goOn(visit, next, nameFor(next), label);
    }
    await this.#leave();
  }

  async #begin(title: string): Promise<void> {
    const free = this.#page.getByText(t("player.choose"));
    const running = this.#page.getByRole("button", { name: t("player.end"), exact: true });
    await free.or(running).first().waitFor({ timeout: WAIT_MS });
    if (await free.isVisible()) await this.#entry(title).click();
  }

  async #launch(name: string): Promise<void> {
    this.#frame = null;
    await this.#page.goto(`/c/${this.#world.code}/paths/packages/${this.#world.packages.get(name)}/play`);
    await this.#page.getByRole("button", { name: t("player.leave"), exact: true }).waitFor();
  }

  /** The content's frame once another one than before is there. */
  async #delivered(label: string): Promise<Frame> {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const found = this.#page.frames().find((frame) => /\/p\/.*[?&]act=|AssetLaunchTest/.test(frame.url()) && frame !== this.#frame);
      if (found && !found.isDetached()) {
        await found.waitForLoadState();
        this.#frame = found;
        return found;
      }
      if (Date.now() > end) throw new Refused(`${label}: nothing was delivered`);
      await this.#page.waitForTimeout(25);
    }
  }

  async #visit(visit: AdlVisit, label: string): Promise<void> {
    const frame = await this.#delivered(label);
    const act = new URL(frame.url()).searchParams.get("act");
    if (act !== null && act !== visit.activity) throw new Refused(`${label}: activity ${act} was delivered`);
    const { wrong, open } = await replay(frame, visit.steps, this.#world.learner);
    const [first] = wrong;
    const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : "";
    if (first) throw new Refused(`${label}: step ${first.step}: ${first.call} gave ${first.got}, not ${first.expected}${more}`);
    for (const question of visit.ui) await this.#ask(question, label);
    const asked = visit.steps.some(
      ({ call, element, expect }) => call === "SetValue" && element === "adl.nav.request" && expect === "true",
    );
    // Where the learner is to act although the content has asked for something, the learner is first.
    if (open) await endSession(frame, asked && BY_LEARNER.test(visit.then ?? ""));
  }

  async #ask({ key, answer }: AdlVisit["ui"][number], label: string): Promise<void> {
    const [control, state] = key.split(".");
    const target = key.split("@")[1];
    const button =
      control === "toc"
        ? target === undefined
          ? this.#page
              .getByRole("list", { name: t("player.tree") })
              .getByRole("button")
              .first()
          : this.#entry(target)
        : this.#page.getByRole("button", { name: t(control === "continue" ? "player.next" : "player.previous"), exact: true });
    const wanted = state === "disabled" ? "disabled" : "enabled";
    const enabled = async () => (await button.count()) > 0 && (await button.first().isEnabled());
    const holds = async () => (wanted === "enabled" ? enabled() : !(await enabled()));
    // What the player tells the page arrives a moment after the content.
    const end = Date.now() + 3_000;
    while ((await holds()) !== (answer === "yes")) {
      if (Date.now() > end) throw new Refused(`${label}: ${key} is not as expected (${answer})`);
      await this.#page.waitForTimeout(50);
    }
  }

  /** An entry of the contents by the words of the suite's instructions. */
  #entry(target: string): Locator {
    const root = /root of "(.+)"/.exec(target)?.[1];
    const list = this.#page.getByRole("list", { name: t("player.tree") });
    // By its title alone: its name also says how it stands.
    return list.getByRole("button").filter({ has: this.#page.getByText(root ?? target, { exact: true }) });
  }

  async #goOn(visit: AdlVisit, next: AdlVisit, nextName: string, label: string): Promise<void> {
    const then = visit.then ?? "";
    const press = (name: string) => this.#page.getByRole("button", { name: t(name), exact: true }).click({ timeout: WAIT_MS });
    if (then === "" || then === "AutoTest") return;
    if (then === "Continue") return press("player.next");
    if (then === "Previous") return press("player.previous");
    if (then === "TRIGExitAll") return press("player.end");
    if (then.startsWith("Choice~")) return this.#entry(then.slice(7)).click({ timeout: WAIT_MS });
    if (NAMED[then] !== undefined) return this.#entry(NAMED[then]).click({ timeout: WAIT_MS });
    if (!RELAUNCH.test(then) && then !== "Exit") throw new Refused(`${label}: what is ${then}?`);
    if (!/^(Suspend|DMBx)/.test(then)) await this.#end();
    await this.#leave();
    await this.#launch(nextName);
    if (then === "DMBxAct") await this.#entry(`Data Model Behavior Test ${next.activity}`).click({ timeout: WAIT_MS });
    if (then === "RelaunchCM10") await this.#entry("Activity 4").click({ timeout: WAIT_MS });
  }

  /** Ends the attempt where the player offers that: it does not once the content has ended it. */
  async #end(): Promise<void> {
    const button = this.#page.getByRole("button", { name: t("player.end"), exact: true });
    const over = this.#page.getByText(t("player.ended"));
    await button.or(over).first().waitFor({ timeout: WAIT_MS });
    if (await button.isVisible()) await button.click();
    await over.waitFor({ timeout: WAIT_MS });
  }

  /** Leaves as a learner does; whatever was asked for before is done first. */
  async #leave(): Promise<void> {
    await this.#page.getByRole("button", { name: t("player.leave"), exact: true }).click({ timeout: WAIT_MS });
    // Where the page then shows is not waited for: only that the player was left.
    await this.#page.waitForURL(/packages\/[\w-]+$/, { timeout: WAIT_MS, waitUntil: "commit" });
  }
}
