import { describe, expect, test } from "@jest/globals";
import { hostileStrings } from "@lyceum/shared/test-corpora";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { richTextToPlain, richTextTooLong, sanitizeRichText } from "./rich-text";

const forbidden =
  "script,style,iframe,object,embed,form,meta,base,svg,math,link,input,button,textarea,select,template,noscript,frame,applet";
const page = new JSDOM("<!doctype html><body></body>").window.document;

function dangersIn(html: string): string[] {
  page.body.innerHTML = html;
  const found = [...page.body.querySelectorAll(forbidden)].map((node) => node.localName);
  for (const node of page.body.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      const address = value.replace(/[\p{Cc}\p{Cf}\p{Z}]/gu, "");
      if (/^on|^style$|^srcdoc$|^action$|^formaction$/i.test(name)) found.push(name);
      if (/^(?:href|src|poster)$/i.test(name) && /^(?:javascript|vbscript|data|blob):/i.test(address)) found.push(`${name}=${value}`);
    }
  }
  return found;
}

/** Markup out of the pieces that sanitisers are usually beaten with. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<p>",
        "</p>",
        "<b>",
        "<i",
        "<script>",
        "</script>",
        "<svg>",
        "<math>",
        "<style>",
        "</style>",
        '<a href="',
        '">',
        "'",
        '"',
        ">",
        "<",
        "&lt;",
        "&amp;",
        "&#106;",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<textarea>",
        "<title>",
        "<table><tr><td>",
        "<noscript>",
        "javascript:alert(1)",
        "<scr<script>ipt>",
        "<details open ontoggle=x>",
        "<template>",
        "<xmp>",
        "<plaintext>",
        "<?xml ",
        "\0",
        "<a id=x href='#x'>",
        "<li>",
        "<br/>",
      ),
      fc.string(),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

describe("sanitizeRichText", () => {
  test("leaves nothing that runs, in any hostile string, and changes nothing the second time", () => {
    for (const payload of hostileStrings()) {
      const once = sanitizeRichText(payload);
      expect([payload, dangersIn(once)]).toEqual([payload, []]);
      expect(sanitizeRichText(once)).toBe(once);
    }
  });

  test("leaves nothing that runs in random markup, and is idempotent", () => {
    fc.assert(
      fc.property(markup, (html) => {
        const once = sanitizeRichText(html);
        expect(dangersIn(once)).toEqual([]);
        expect(sanitizeRichText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['<h2 id="intro">A</h2>', '<h2 id="rt-intro">A</h2>'],
    ['<p class="align-end x" dir="rtl" lang="ar">م</p>', '<p class="align-end" dir="rtl" lang="ar">م</p>'],
    ['<pre><code class="language-ts">a &lt; b</code></pre>', '<pre><code class="language-ts">a &lt; b</code></pre>'],
    ['<span data-math="x&lt;y">x</span>', '<span data-math="x&lt;y">x</span>'],
    ['<a href="https://a.example">a</a>', '<a href="https://a.example" rel="noopener noreferrer nofollow ugc">a</a>'],
    ['<a href="javascript:x">a</a>', "<a>a</a>"],
    ["<form><p>kept</p></form>", "<p>kept</p>"],
    ['<iframe src="https://a.example">gone</iframe>', ""],
    ["<details open><summary>s</summary>t</details>", "<details open><summary>s</summary>t</details>"],
  ])("%s becomes %s", (html, kept) => expect(sanitizeRichText(html)).toBe(kept));

  test("keeps tables, lists, figures and media", () => {
    const html =
      '<table><caption>c</caption><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>' +
      '<ol start="3"><li>x</li></ol><figure><img src="/files/1" alt="a" /><figcaption>f</figcaption></figure>' +
      '<video src="/files/2" controls><source src="/files/3" type="video/webm" /><track src="/files/4" kind="captions" srclang="fr" /></video>';
    expect(sanitizeRichText(html)).toBe(html);
  });

  test("refuses what is too long", () => {
    expect(richTextTooLong("x".repeat(1_000_001))).toBe(true);
    expect(() => sanitizeRichText("x".repeat(1_000_001))).toThrow(RangeError);
  });
});

describe("richTextToPlain", () => {
  test.each([
    ["<p>One</p><p>two &amp; <b>three</b></p>", "One\ntwo & three"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["a<script>evil()</script>b", "ab"],
    ['<img src="/f" alt="a cat"><span data-math="x^2">…</span>', "a cat x^2"],
    ["<p>&amp;lt;b&amp;gt;</p>", "&lt;b&gt;"],
    ["<table><tr><td>1</td><td>2</td></tr></table>", "1 2"],
    ["", ""],
  ])("%s reads %j", (html, plain) => expect(richTextToPlain(html)).toBe(plain));
});
