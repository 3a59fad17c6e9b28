import { describe, expect, test } from "@jest/globals";
import { createFormat } from "./format";

const now = Date.UTC(2026, 2, 12, 12, 0, 0);
const en = createFormat("en", "Europe/Paris");
const fr = createFormat("fr", "America/New_York");

describe("relative", () => {
  test.each([
    [-3 * 3_600_000, "3 hours ago"],
    [-86_400_000, "yesterday"],
    [90_000, "in 1 minute"],
    [0, "now"],
    [-8 * 86_400_000, "March 4, 2026"],
  ])("%d ms away is %s", (distance, text) => expect(en.relative(now + distance, now)).toBe(text));
});

test("times are in the person's zone", () => {
  expect(en.time(now)).toMatch(/^1:00/);
  expect(fr.time(now)).toBe("08:00");
});

test.each([
  [0, "0 bytes"],
  [1023, "1,023 bytes"],
  [1536, "1.5 kB"],
  [100 * 1024 * 1024, "100 MB"],
])("%d bytes", (count, text) => {
  expect(en.bytes(count)).toBe(text);
});

test.each([
  [0, "0 sec"],
  [59.6, "1 min"],
  [3900, "1 hr, 5 min"],
  [90_061, "1 day, 1 hr"],
])("%d seconds", (seconds, text) => {
  expect(en.duration(seconds)).toBe(text);
});
