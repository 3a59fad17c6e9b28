import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cleanFileName, fileNameKey, freeFileName, neutralFileName, neverRunExtension } from "./file-names";
import { codePoints } from "./plain-text";

test.each([
  ['a/b\\c:d*e?f"g<h>i|j.txt', "abcdefghij.txt"],
  ["../../etc/passwd", "....etcpasswd"],
  ["name. . ", "name"],
  [" spaced  out .pdf", "spaced out .pdf"],
  ["", "unnamed"],
  ["...", "unnamed"],
  ["\u202Egnp.exe", "gnp.exe"],
  ["a\u0000.txt", "a.txt"],
  ["cafe\u0301.md", "caf\u00e9.md"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["console.txt", "console.txt"],
  [".profile", ".profile"],
  ["ملف.pdf", "ملف.pdf"],
])("cleanFileName(%j) is %j", (name, clean) => expect(cleanFileName(name)).toBe(clean));

test("a long name keeps its extension", () => {
  const clean = cleanFileName(`${"é".repeat(300)}.docx`);
  expect(codePoints(clean)).toBe(200);
  expect(clean.endsWith("é.docx")).toBe(true);
});

test.each([
  ["a.txt", ["a.txt"], "a (2).txt"],
  ["A.TXT", ["a.txt", "a (2).txt"], "A (3).TXT"],
  ["a.txt", ["a.txt", "a (3).txt"], "a (2).txt"],
  ["a", ["A"], "a (2)"],
  ["b.txt", ["a.txt"], "b.txt"],
  ["a.tar.gz", ["a.tar.gz"], "a.tar (2).gz"],
])("%j beside %j becomes %j", (name, taken, free) => {
  const keys = new Set(taken.map(fileNameKey));
  expect(freeFileName(name, (key) => keys.has(key))).toBe(free);
});

describe("never-run extensions", () => {
  test.each([
    ["a.php", "php"],
    ["a.PHP5", "php5"],
    ["a.php.jpg", "php"],
    ["a.exe ", "exe"],
    ["a.p\u200bhp", "php"],
    [".htaccess", "htaccess"],
    [".user.ini", "user.ini"],
    ["a.ｐｈｐ", "php"],
    ["a.phar.", "phar"],
  ])("%j has .%s", (name, extension) => expect(neverRunExtension(name)).toBe(extension));
  test.each(["a.pdf", "php", "exe.txt", "notes on php.md", "settings.ini"])("%j is harmless", (name) =>
    expect(neverRunExtension(name)).toBeUndefined(),
  );
  test("neutral names are harmless", () => {
    expect(neutralFileName("shell.php.jpg")).toBe("shell_php_jpg.txt");
    expect(neutralFileName("a.pdf")).toBe("a.pdf");
  });
});

test("every name comes out clean, stable, harmless when neutral, and free among its neighbours", () => {
  const part = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("CON", ".php", "..", " ", "/", "😀", "\u202E", ".ini", ".user"));
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
      (name) => {
        const clean = cleanFileName(name);
        expect(cleanFileName(clean)).toBe(clean);
        expect(clean).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069/\\:*?"<>|]|[\s.]$/u);
        expect(codePoints(clean)).toBeLessThanOrEqual(200);
        expect(neverRunExtension(neutralFileName(name))).toBeUndefined();
        expect(fileNameKey(freeFileName(name, (key) => key === fileNameKey(clean)))).not.toBe(fileNameKey(clean));
      },
    ),
    { numRuns: 2000 },
  );
});
