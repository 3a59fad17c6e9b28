const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Typed text as a definition: empty lines part paragraphs. */
export function htmlOfText(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean);
  return paragraphs
    .map((paragraph) => `<p>${paragraph.replace(/[&<>]/g, (sign) => signs[sign] ?? sign).replace(/\n/g, "<br>")}</p>`)
    .join("");
}

/** The words of a definition, for a field of plain text. */
export function textOfHtml(html: string): string {
  const body = new DOMParser().parseFromString(html.replace(/<br\s*\/?>/g, "\n").replace(/<\/p>\s*<p[^>]*>/g, "\n\n"), "text/html").body;
  return (body.textContent ?? "").trim();
}
