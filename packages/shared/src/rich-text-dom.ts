import { allowedAttributes, DROPPED_WITH_CONTENT, GLOBAL_ATTRIBUTES, RICH_TEXT_TAGS } from "./rich-text";

/** The part of DOMPurify's instance that the second sanitising uses: its package stays out of this one. */
export interface DomPurifier {
  addHook(name: "afterSanitizeAttributes", hook: (node: Element) => void): void;
  sanitize(html: string, config: Record<string, unknown>): string;
}

const attributeNames = [...new Set([...GLOBAL_ATTRIBUTES, ...Object.values(RICH_TEXT_TAGS).flat()])];

/** DOMPurify's configuration, made from the platform's one allow-list. */
export const RICH_TEXT_PURIFY_CONFIG: Record<string, unknown> = {
  ALLOWED_TAGS: Object.keys(RICH_TEXT_TAGS),
  ALLOWED_ATTR: attributeNames,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  FORBID_CONTENTS: [...DROPPED_WITH_CONTENT],
  KEEP_CONTENT: true,
  SANITIZE_DOM: true,
  RETURN_TRUSTED_TYPE: false,
};

function tidyElement(node: Element): void {
  const before = Object.fromEntries([...node.attributes].map((attribute) => [attribute.name, attribute.value]));
  const after = allowedAttributes(node.localName, before);
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(after)) if (before[name] !== value) node.setAttribute(name, value);
}

/** Prepares a DOMPurify instance of its own and returns the sanitiser that rendering must pass every rich text through. */
export function richTextSanitizer(purifier: DomPurifier): (html: string) => string {
  purifier.addHook("afterSanitizeAttributes", tidyElement);
  return (html) => purifier.sanitize(html, RICH_TEXT_PURIFY_CONFIG);
}
