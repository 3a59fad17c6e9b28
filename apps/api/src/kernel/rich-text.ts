import {
  allowedAttributes,
  DROPPED_WITH_CONTENT,
  GLOBAL_ATTRIBUTES,
  RICH_TEXT_DEPTH,
  RICH_TEXT_LIMIT,
  RICH_TEXT_TAGS,
} from "@lyceum/shared/rich-text";
import sanitizeHtml from "sanitize-html";

const tags = Object.keys(RICH_TEXT_TAGS);

const options: sanitizeHtml.IOptions = {
  allowedTags: tags,
  allowedAttributes: Object.fromEntries(tags.map((tag) => [tag, [...GLOBAL_ATTRIBUTES, ...(RICH_TEXT_TAGS[tag] ?? [])]])),
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  selfClosing: ["br", "hr", "img", "wbr", "col", "source", "track"],
  nonTextTags: [...DROPPED_WITH_CONTENT],
  disallowedTagsMode: "discard",
  nestingLimit: RICH_TEXT_DEPTH,
  enforceHtmlBoundary: false,
  transformTags: {
    "*": (tagName, attribs) => ({ tagName, attribs: tags.includes(tagName) ? allowedAttributes(tagName, attribs) : {} }),
  },
};

/** True where the HTML is longer than the platform accepts; the caller refuses it with `INVALID_INPUT`. */
export function richTextTooLong(html: string, limit: number = RICH_TEXT_LIMIT): boolean {
  return html.length > limit;
}

/**
 * Rich text as it may be stored: the one allow-list applied to untrusted HTML. Idempotent. Throws `RangeError` above `RICH_TEXT_LIMIT`,
 * so that no caller can skip the limit; check `richTextTooLong` first to answer with a field error.
 */
export function sanitizeRichText(html: string): string {
  if (richTextTooLong(html)) throw new RangeError("Rich text is longer than the platform accepts.");
  // PostgreSQL keeps neither NUL nor half a character.
  let result = sanitizeHtml(html.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\uFFFD"), options);
  // Dropping an element can join text on both sides into new markup; the second pass meets it. More passes never happened.
  for (let pass = 0; pass < 4; pass += 1) {
    const again = sanitizeHtml(result, options);
    if (again === result) return result;
    result = again;
  }
  return sanitizeHtml(result, { ...options, allowedTags: [] });
}

const blockEnd = /<\/?(?:p|div|h[1-6]|li|dt|dd|tr|table|caption|blockquote|pre|figure|figcaption|details|summary|ul|ol|dl|hr|br)\b[^>]*>/gi;
const cellEnd = /<\/(?:td|th)>/gi;
const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&", "&#39;": "'", "&nbsp;": " " };

/** The words of a rich text, one line per block, for search, mails and previews: never HTML again without escaping. */
export function richTextToPlain(html: string): string {
  return cleanRichTextToPlain(sanitizeRichText(html));
}

/** The same of HTML that comes from `sanitizeRichText`: nothing is parsed again, so it serves thousands of texts. */
export function cleanRichTextToPlain(clean: string): string {
  return (
    clean
      .replace(/<span\b[^>]*\bdata-math="([^"]*)"[^>]*>[^<]*<\/span>/gi, " $1 ")
      .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/gi, " $1 ")
      .replace(cellEnd, "\t")
      .replace(blockEnd, "\n")
      // The sanitiser escapes "<" and ">" in texts and attributes alike, so what stands between them is a tag.
      .replace(/<[^>]*>/g, "")
      .replace(/&(?:lt|gt|quot|amp|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
      .replace(/[^\S\n]+/g, " ")
      .replace(/ ?\n[\n ]*/g, "\n")
      .trim()
  );
}
