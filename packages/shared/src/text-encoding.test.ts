import { expect, test } from "@jest/globals";
import { decodeText } from "./text-encoding";

const bytes = (...values: number[]) => new Uint8Array(values);

test("a byte order mark decides, and is not part of the text", () => {
  expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a", encoding: "utf-8", sample: null });
  expect(decodeText(bytes(0xff, 0xfe, 0xe9, 0x00))).toEqual({ text: "é", encoding: "utf-16le", sample: null });
  expect(decodeText(bytes(0xfe, 0xff, 0x00, 0xe9))).toEqual({ text: "é", encoding: "utf-16be", sample: null });
});

test("valid UTF-8 is UTF-8, anything else Windows-1252 with a sample of its accents", () => {
  expect(decodeText(new TextEncoder().encode("Zoé"))).toEqual({ text: "Zoé", encoding: "utf-8", sample: null });
  expect(decodeText(bytes(0x4c, 0x3b, 0x20, 0x5a, 0x6f, 0xe9, 0x20, 0x80))).toEqual({
    text: "L; Zoé €",
    encoding: "windows-1252",
    sample: "Zoé",
  });
});
