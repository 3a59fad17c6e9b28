import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./chromium";
import { everydayMatrix, wholeMatrix } from "./screen-matrix";
import { findPlaces, lookAt } from "./screens";

// `pnpm test:axe` looks at every screen in every way; SCREENS (a regular expression) narrows either to the addresses that fit it.
const whole = process.env["AXE"] === "all";
const only = new RegExp(process.env["SCREENS"] ?? "");
const sights = (whole ? wholeMatrix() : everydayMatrix()).filter(({ address }) => only.test(address));

describe(`screens, ${whole ? "all" : "a pairwise choice of"} route × role × look × direction × width`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test(
    `${sights.length} sights: axe finds nothing; one heading, its own width, language and words; nothing in the console`,
    async () => {
      expect(await lookAt(browser, sights, await findPlaces(browser))).toEqual([]);
    },
    whole ? 7_200_000 : 600_000,
  );
});
