import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { allowedAttribute, allowedAttributes, allowedUrl, RICH_TEXT_TAGS } from "./rich-text";

describe("allowedUrl", () => {
  test.each([
    ["https://example.org/a?b#c", "https://example.org/a?b#c"],
    ["/files/0190", "/files/0190"],
    ["#part", "#part"],
    ["a b.html", "a%20b.html"],
    [" https://example.org ", "https://example.org"],
    ["mailto:a@example.org", "mailto:a@example.org"],
    ["?page=a:b", "?page=a:b"],
  ])("keeps %j", (value, kept) => expect(allowedUrl("link", value)).toBe(kept));

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    "java\tscript:x",
    "\u0001javascript:x",
    "java\u200bscript:x",
    " javascript:x",
    "vbscript:x",
    "data:text/html,x",
    "blob:https://a/b",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:\\evil",
    "",
    "ftp://x",
    "h ttps://x",
    "view-source:x",
  ])("refuses %j", (value) => expect(allowedUrl("link", value)).toBeUndefined());

  test("refuses mail and telephone links as media", () => {
    expect(allowedUrl("media", "mailto:a@b.c")).toBeUndefined();
    expect(allowedUrl("media", "https://a.example/x.png")).toBe("https://a.example/x.png");
  });
});

describe("allowedAttribute", () => {
  test.each([
    ["p", "onclick", "x", undefined],
    ["p", "style", "color:red", undefined],
    ["p", "dir", "RTL", "rtl"],
    ["p", "dir", "up", undefined],
    ["p", "class", "align-center evil language-js", "align-center"],
    ["code", "class", "language-c++ x", "language-c++"],
    ["p", "id", "cookie", "rt-cookie"],
    ["p", "id", "rt-cookie", "rt-cookie"],
    ["p", "id", "a b", undefined],
    ["a", "href", "#cookie", "#rt-cookie"],
    ["a", "target", "_blank", undefined],
    ["td", "colspan", "2", "2"],
    ["td", "colspan", "2000000", undefined],
    ["img", "src", "data:image/png;base64,AAAA", undefined],
    ["source", "type", "video/mp4", "video/mp4"],
    ["source", "type", "text/html", undefined],
    ["span", "data-math", "a<b", "a<b"],
    ["p", "data-math", "x", undefined],
    ["p", "data-item-id", "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000001"],
    ["p", "data-item-id", "../1", undefined],
    ["constructor", "class", "lead", undefined],
    ["p", "constructor", "x", undefined],
    ["iframe", "src", "https://a.example", undefined],
  ])("%s %s=%j becomes %j", (tag, name, value, kept) => expect(allowedAttribute(tag, name, value)).toBe(kept));

  test("is idempotent for every element, attribute and value", () => {
    const names = [...new Set(["id", "class", "dir", "lang", "title", "href", "src", "headers", ...Object.values(RICH_TEXT_TAGS).flat()])];
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc.constantFrom("#a", "#rt-rt-b", "a b", "java script:x", "https:// a", "align-end"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(RICH_TEXT_TAGS)), fc.constantFrom(...names), value, (tag, name, text) => {
        const once = allowedAttributes(tag, { [name]: text });
        expect(allowedAttributes(tag, once)).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });

  test("marks only links that leave the site", () => {
    expect(allowedAttributes("a", { href: "https://a.example" })).toEqual({
      href: "https://a.example",
      rel: "noopener noreferrer nofollow ugc",
    });
    expect(allowedAttributes("a", { href: "/c/X", rel: "opener" })).toEqual({ href: "/c/X" });
  });
});
