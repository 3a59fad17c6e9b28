const LONGEST = 5_000;

/** Draws a formula (LaTeX) into an element as MathML, which screen readers speak; one that cannot be read is shown as it was typed. */
export async function drawMath(element: HTMLElement, tex: string): Promise<void> {
  if (tex.trim() === "" || tex.length > LONGEST) return void (element.textContent = tex);
  // What draws formulas is fetched with the first one.
  const { default: temml } = await import("temml");
  try {
    temml.render(tex, element, { throwOnError: true, trust: false, maxExpand: 200, maxSize: [20, 100] });
  } catch {
    element.textContent = tex;
  }
}

/** Draws every formula of a rich text: spans with `data-math`, whose text is the formula as it was typed. */
export function drawAllMath(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>("span[data-math]")) void drawMath(element, element.dataset["math"] ?? "");
}
