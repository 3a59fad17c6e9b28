import { expect, test } from "@jest/globals";
import { isRefusalCode, REFUSAL_CODES, REFUSAL_STATUS } from "./errors";
import { TOOL_KEYS, TOOL_LOOKS, isToolKey } from "./keys";
import { bestLocale, directionOf, isLanguageTag, LOCALE_FACTS, LOCALES } from "./locales";
import { dayInZone, isTimeZone, timeZones } from "./time-zones";

test("there are 25 tools, each with an icon and a hue of its own", () => {
  expect(new Set(TOOL_KEYS).size).toBe(25);
  expect(new Set(TOOL_KEYS.map((key) => TOOL_LOOKS[key].icon)).size).toBe(25);
  expect(new Set(TOOL_KEYS.map((key) => TOOL_LOOKS[key].hue)).size).toBe(25);
  expect(isToolKey("quizzes")).toBe(true);
  expect(isToolKey("toString")).toBe(false);
});

test("languages have a direction and a name", () => {
  expect(LOCALES.map((locale) => LOCALE_FACTS[locale].direction)).toEqual(["ltr", "ltr", "ltr", "rtl"]);
  expect(bestLocale(["de-AT", "fr-CA", "en"])).toBe("fr");
  expect(bestLocale(["xx"])).toBe("en");
  expect([directionOf("fa-IR"), directionOf("az-Latn"), directionOf("az-Arab"), directionOf("de")]).toEqual(["rtl", "ltr", "rtl", "ltr"]);
  expect([isLanguageTag("zh-Hant-TW"), isLanguageTag("en_US"), isLanguageTag("")]).toEqual([true, false, false]);
});

test.each([
  ["Europe/Paris", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["+01:00", false],
  ["", false],
  ["../etc", false],
])("isTimeZone(%j) is %j", (zone, valid) => expect(isTimeZone(zone)).toBe(valid));

test("days follow the zone, over summer time too", () => {
  expect(timeZones()).toContain("Asia/Tokyo");
  expect(dayInZone(new Date("2026-03-28T23:30:00Z"), "Europe/Paris")).toBe("2026-03-29");
  expect(dayInZone(new Date("2026-03-29T22:30:00Z"), "Europe/Paris")).toBe("2026-03-30");
  expect(dayInZone(new Date("2026-01-01T03:00:00Z"), "America/Lima")).toBe("2025-12-31");
});

test("each refusal code has a status", () => {
  expect(Object.keys(REFUSAL_STATUS).sort()).toEqual([...REFUSAL_CODES].sort());
  expect([isRefusalCode("LOCKED"), isRefusalCode("locked"), isRefusalCode(1)]).toEqual([true, false, false]);
});
