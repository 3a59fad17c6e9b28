import { expect, test } from "@jest/globals";
import { courseAddress, readPlace } from "./course-place";

test.each([
  ["DEMO-101", null, "/c/DEMO-101"],
  ["DEMO-101", "0199aa", "/c/DEMO-101~0199aa"],
])("the address of %s, session %s, reads back", (code, sessionId, address) => {
  expect(courseAddress(code, sessionId)).toBe(address);
  expect(readPlace(address.slice(3))).toEqual({ code, sessionId });
  expect(courseAddress(code, sessionId, "glossary")).toBe(`${address}/glossary`);
});
