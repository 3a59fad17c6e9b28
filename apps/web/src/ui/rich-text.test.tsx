import { describe, expect, jest, test } from "@jest/globals";
import { hostileStrings } from "@lyceum/shared/test-corpora";
import { render } from "@testing-library/react";
import { purifyRichText, RichText } from "./rich-text";

const forbidden = "script,style,iframe,object,embed,form,meta,base,svg,math,link,input,button,textarea,select,template,noscript";

function dangersIn(root: Element): string[] {
  const found = [...root.querySelectorAll(forbidden)].map((node) => node.localName);
  for (const node of root.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      const address = value.replace(/[\p{Cc}\p{Cf}\p{Z}]/gu, "");
      if (/^on|^style$|^srcdoc$|^action$/i.test(name)) found.push(name);
      if (/^(?:href|src|poster)$/i.test(name) && /^(?:javascript|vbscript|data|blob):/i.test(address)) found.push(`${name}=${value}`);
    }
  }
  return found;
}

describe("RichText", () => {
  test("shows nothing that runs, though the text never met the server's sanitiser", () => {
    const holder = document.createElement("div");
    for (const payload of hostileStrings()) {
      holder.innerHTML = purifyRichText(payload);
      expect([payload, dangersIn(holder)]).toEqual([payload, []]);
      expect(purifyRichText(holder.innerHTML)).toBe(holder.innerHTML);
    }
  });

  test("keeps what the allow-list keeps", () => {
    const { container } = render(
      <RichText
        html={
          '<h2 id="a">T</h2><p class="align-end evil" data-item-id="01900000-0000-7000-8000-000000000001"><a href="https://a.example">x</a></p>'
        }
        lang="fr"
      />,
    );
    const root = container.firstElementChild;
    expect(root?.getAttribute("lang")).toBe("fr");
    expect(root?.getAttribute("dir")).toBe("auto");
    expect(root?.innerHTML).toBe(
      '<h2 id="rt-a">T</h2><p class="align-end" data-item-id="01900000-0000-7000-8000-000000000001"><a href="https://a.example" rel="noopener noreferrer nofollow ugc">x</a></p>',
    );
  });

  test("calls onRender with the root and undoes it before the next text", () => {
    const undo = jest.fn();
    const onRender = jest.fn((_root: HTMLElement) => undo);
    const { rerender, unmount } = render(<RichText html="<p>a</p>" onRender={onRender} />);
    rerender(<RichText html="<p>a</p>" onRender={onRender} />);
    expect(onRender).toHaveBeenCalledTimes(1);
    rerender(<RichText html="<p>b</p>" onRender={onRender} />);
    expect(onRender).toHaveBeenCalledTimes(2);
    expect(undo).toHaveBeenCalledTimes(1);
    unmount();
    expect(undo).toHaveBeenCalledTimes(2);
  });
});
