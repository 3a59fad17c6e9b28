import { mergeAttributes, Node } from "@tiptap/core";
import { drawMath } from "./math";

/** A formula in the editor: drawn where it stands, kept as `<span data-math="…">`. */
export const MathNode = Node.create({
  name: "math",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    tex: {
      default: "",
      parseHTML: (element: HTMLElement) => element.dataset["math"] ?? "",
      renderHTML: ({ tex }: Record<string, unknown>) => ({ "data-math": tex }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-math]" }],
  renderHTML: ({ HTMLAttributes, node }) => ["span", mergeAttributes(HTMLAttributes), String(node.attrs["tex"])],
  addNodeView: () => {
    return ({ node }) => {
      const dom = document.createElement("span");
      void drawMath(dom, String(node.attrs["tex"]));
      return { dom };
    };
  },
});
