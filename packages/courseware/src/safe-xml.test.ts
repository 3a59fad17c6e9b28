import { expect, test } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attributeOf, childOf, childrenOf, descendantsOf, fullTextOf, parseXml } from "./safe-xml";
import { XmlError } from "./xml-error";
import { corpusCase } from "./test-corpora";

function fault(source: string | Buffer, limits = {}): string {
  try {
    parseXml(source, limits);
    return "accepted";
  } catch (error) {
    return error instanceof XmlError ? `${error.code} ${error.line}` : `untyped ${String(error)}`;
  }
}

test("a tree with namespaces, mixed content and finders", () => {
  const root = parseXml(
    '<?xml version="1.0"?>\n<m xmlns="u:a" xmlns:p="u:b" p:x="1" x="2"><t>one <b>two</b> <![CDATA[<3>]]></t>\n<p:t/></m>',
  );
  expect([root.local, root.namespace, root.line]).toEqual(["m", "u:a", 2]);
  expect([attributeOf(root, "x", "u:b"), attributeOf(root, "x", ""), attributeOf(root, "y")]).toEqual(["1", "2", undefined]);
  expect(childrenOf(root, "t")).toHaveLength(2);
  expect(childOf(root, "t", "u:b")?.name).toBe("p:t");
  const first = childOf(root, "t");
  expect(first && [first.text, fullTextOf(first)]).toEqual(["one  <3>", "one two <3>"]);
  expect([...descendantsOf(root, "b")].map((one) => one.text)).toEqual(["two"]);
  expect(() => Object.assign(root, { name: "x" })).toThrow(TypeError);
});

test("names that would reach an object's prototype are only names", () => {
  const root = parseXml('<__proto__ __proto__="x" constructor="y"><toString/></__proto__>');
  expect(root.local).toBe("__proto__");
  expect(attributeOf(root, "__proto__")).toBe("x");
  expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
});

test.each([
  ["", "EMPTY 1"],
  ["  \n", "EMPTY 1"],
  ['<?xml version="1.0"?>\n', "EMPTY 2"],
  ["<a>\n<b></a>", "MALFORMED 2"],
  ["<a/><b/>", "MALFORMED 1"],
  ["<a b=c/>", "MALFORMED 1"],
  ["<a>&undefined;</a>", "MALFORMED 1"],
  ['<a b="1" b="2"/>', "MALFORMED 1"],
  ["<!DOCTYPE a><a/>", "DTD_REFUSED 1"],
  ['<!DOCTYPE a [<!ENTITY b "c">\n]><a>&b;</a>', "DTD_REFUSED 2"],
  ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DTD_REFUSED 1"],
  [Buffer.from([0x3c, 0x61, 0x3e, 0x0a, 0xff, 0x3c, 0x2f, 0x61, 0x3e]), "MALFORMED 2"],
  [Buffer.from('<?xml version="1.0" encoding="utf-7"?><a/>'), "UNSUPPORTED_ENCODING 1"],
  ["<u:a/>", "accepted"],
])("%j gives %s", (source, expected) => {
  expect(fault(source)).toBe(expected);
});

test("depth, nodes and bytes are bounded", () => {
  expect(fault("<a>".repeat(300))).toBe("TOO_DEEP 1");
  expect(fault(`<a>${"<b/>".repeat(11)}</a>`, { maxNodes: 10 })).toBe("TOO_LARGE 1");
  expect(fault(`<a ${Array.from({ length: 11 }, (_, i) => `b${i}=""`).join(" ")}/>`, { maxNodes: 10 })).toBe("TOO_LARGE 1");
  expect(fault("<a/>", { maxBytes: 3 })).toBe("TOO_LARGE 1");
});

test.each(["utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", "iso-8859-15"])("%s is decoded", (encoding) => {
  const declared = encoding.startsWith("utf-16") ? "utf-16" : encoding;
  const source = `<?xml version="1.0" encoding="${declared}"?><a>Café à Nîmes</a>`;
  expect(parseXml(iconv.encode(source, encoding)).text).toBe("Café à Nîmes");
  if (encoding.startsWith("utf")) expect(parseXml(iconv.encode(source, encoding, { addBOM: true })).text).toBe("Café à Nîmes");
});

test("any text comes back, and any noise is answered by a typed error", () => {
  const escape = (value: string): string =>
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~àéîœß漢字🙂]*$/u), (value) => {
      const root = parseXml(Buffer.from(`<a b="${escape(value)}">${escape(value)}</a>`));
      expect([root.text, attributeOf(root, "b")]).toEqual([value, value]);
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => expect(fault(Buffer.from(noise))).not.toMatch(/^untyped/)));
  fc.assert(fc.property(fc.stringMatching(/^[<>a/"= &;![\]?-]{0,30}$/), (noise) => expect(fault(noise)).not.toMatch(/^untyped/)));
});

test("corpus: bombs and external entities are refused at once, the simple one is read", () => {
  const corpus = corpusCase<{
    must_refuse_or_not_expand: string[];
    must_accept_as_wellformed: string[];
  }>("hostile/xml-bombs-and-xxe-open");
  if (!corpus) return;
  const before = performance.now();
  for (const name of corpus.expected.must_refuse_or_not_expand)
    expect(fault(readFileSync(join(corpus.folder, name)))).toMatch(/^DTD_REFUSED/);
  expect(performance.now() - before).toBeLessThan(10_000);
  for (const name of corpus.expected.must_accept_as_wellformed) expect(fault(readFileSync(join(corpus.folder, name)))).toBe("accepted");
});
