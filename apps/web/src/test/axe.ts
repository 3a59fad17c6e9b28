import axe from "axe-core";

/** What axe finds wrong, as readable lines; an empty list is what a test wants. Colours need a browser: theme.test covers them here. */
export async function axeFindings(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} → ${node.html.slice(0, 160)}`));
}
