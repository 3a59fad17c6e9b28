import { describe, expect, test } from "@jest/globals";
import { buildMatcher, type MatchTerm } from "@lyceum/shared/glossary-matching";
import fc from "fast-check";
import { markText } from "./glossary-marks";

const term = (text: string): MatchTerm => ({ id: text, term: text, language: "en", highlight: "ON" });
const matcher = buildMatcher(["data", "data base", "API", "tree"].map(term));

function page(html: string): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = html;
  return root;
}

async function marked(html: string, firstOnly = false): Promise<string[]> {
  const root = page(html);
  await markText(root, { matcher, language: "en", firstOnly }).done;
  return [...root.querySelectorAll("[data-glossary-term]")].map((mark) => mark.textContent ?? "");
}

/** Every node below, by identity and content. */
function nodesOf(root: Node): [Node, string | null][] {
  return [...root.childNodes].flatMap((child) => [[child, child.nodeValue] as [Node, string | null], ...nodesOf(child)]);
}

describe("markText", () => {
  test.each([
    ["<p>data, a tree</p>", ["data", "tree"]],
    ["<p>the data base</p>", ["data base"]],
    ["<p>d<b>ata</b></p>", []],
    ["<p><b>data</b>base</p>", []],
    ["<p>meta<i>data</i></p>", []],
    ["<p>data</p><p>base</p>", ["data", "data"].slice(0, 1)],
    ["<p><b>data</b> x</p>", ["data"]],
    ["x<br>data", ["data"]],
    [
      "<h2>data</h2><a href='#'>data</a><button>data</button><code>data</code><pre>data</pre><summary>data</summary><textarea>data</textarea>",
      [],
    ],
    ["<span data-math='data'>data</span><a href='#'><b>data</b></a>", []],
    ["<span data-glossary-term='x'>data</span>", ["data"]],
    ["<p>R&amp;D data &lt;tree&gt;</p>", ["data", "tree"]],
  ])("%s", async (html, words) => expect(await marked(html)).toEqual(words));

  test("marks the first occurrence only, counted from the top", async () => {
    expect(await marked("<h1>tree</h1><p>data tree</p><p>data tree trees API</p>", true)).toEqual(["data", "tree", "API"]);
  });

  test("a mark is a closed button by default, and what the caller makes otherwise", async () => {
    const root = page("data");
    await markText(root, { matcher, language: "en" }).done;
    expect(root.innerHTML).toBe('<button type="button" data-glossary-term="data" aria-expanded="false">data</button>');
    const other = page("data");
    await markText(other, { matcher, language: "en", createMark: () => document.createElement("mark") }).done;
    expect(other.innerHTML).toBe("<mark>data</mark>");
  });

  test("marking never changes the text, and unmarking gives the same nodes back", async () => {
    const piece = fc.constantFrom(
      "data ",
      "data base",
      "API",
      " tree",
      "trees.",
      "<b>",
      "</b>",
      "<p>",
      "</p>",
      "<a href='#'>",
      "</a>",
      "<code>data</code>",
      "&amp;",
      "<br>",
      "x",
      "<ul><li>",
      "</li></ul>",
      "<h3>tree</h3>",
      "<span lang='fr'>l'arbre data</span>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), fc.boolean(), async (pieces, firstOnly) => {
        const root = page(pieces.join(""));
        const [html, text, nodes] = [root.innerHTML, root.textContent, nodesOf(root)];
        const marks = markText(root, { matcher, language: "en", firstOnly });
        const count = await marks.done;
        expect(root.textContent).toBe(text);
        expect(root.querySelectorAll("[data-glossary-term]")).toHaveLength(count);
        marks.unmark();
        expect(root.innerHTML).toBe(html);
        const after = nodesOf(root);
        expect(after).toHaveLength(nodes.length);
        after.forEach(([node, value], index) => expect(node === nodes[index]?.[0] && value === nodes[index]?.[1]).toBe(true));
      }),
      { numRuns: 300 },
    );
  });

  test("stopping in the middle leaves the page as it was", async () => {
    const root = page("<p>data</p>".repeat(50));
    const html = root.innerHTML;
    const marks = markText(root, { matcher, language: "en", firstOnly: false });
    marks.unmark();
    await marks.done;
    expect(root.innerHTML).toBe(html);
  });
});
