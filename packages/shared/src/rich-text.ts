/** Longest rich text accepted anywhere, in UTF-16 units of its HTML; a tool may set a lower limit. */
export const RICH_TEXT_LIMIT = 1_000_000;
/** Deepest nesting of elements kept: deeper markup has no use and slows every reader down. */
export const RICH_TEXT_DEPTH = 100;
/** Prefix of every id kept in rich text, so that no id can stand for something of the page around it. */
export const RICH_TEXT_ID_PREFIX = "rt-";
/** Hosts whose frames may be shown; empty: no frame is kept today. */
export const RICH_TEXT_FRAME_HOSTS: readonly string[] = [];
/** Value of `rel` set on every link that leaves the site. */
export const RICH_TEXT_REL = "noopener noreferrer nofollow ugc";

/** Attributes allowed on every element. */
export const GLOBAL_ATTRIBUTES = ["id", "class", "dir", "lang", "title", "data-item-id", "data-file-id"] as const;

const none: readonly string[] = [];
const cell = ["colspan", "rowspan", "headers"] as const;

/** Allowed elements and, for each, its attributes beyond the global ones. The one list for the whole platform. */
export const RICH_TEXT_TAGS: Readonly<Record<string, readonly string[]>> = {
  p: none,
  div: none,
  span: ["data-math"],
  br: none,
  hr: none,
  wbr: none,
  h1: none,
  h2: none,
  h3: none,
  h4: none,
  h5: none,
  h6: none,
  strong: none,
  b: none,
  em: none,
  i: none,
  u: none,
  s: none,
  del: none,
  ins: none,
  mark: none,
  small: none,
  sub: none,
  sup: none,
  abbr: none,
  cite: none,
  q: none,
  dfn: none,
  kbd: none,
  samp: none,
  var: none,
  bdi: none,
  bdo: none,
  time: ["datetime"],
  ruby: none,
  rt: none,
  rp: none,
  ul: none,
  ol: ["start", "reversed", "type"],
  li: ["value", "data-checked"],
  dl: none,
  dt: none,
  dd: none,
  blockquote: none,
  pre: none,
  code: none,
  details: ["open"],
  summary: none,
  table: none,
  caption: none,
  colgroup: ["span"],
  col: ["span"],
  thead: none,
  tbody: none,
  tfoot: none,
  tr: none,
  th: [...cell, "scope", "abbr"],
  td: cell,
  figure: none,
  figcaption: none,
  img: ["src", "alt", "width", "height", "loading", "decoding"],
  audio: ["src", "controls", "loop", "preload"],
  video: ["src", "controls", "loop", "preload", "poster", "width", "height"],
  source: ["src", "type"],
  track: ["src", "kind", "srclang", "label", "default"],
  a: ["href", "rel"],
};

/** Elements whose text goes away with them, because it is program or markup and never prose. */
export const DROPPED_WITH_CONTENT = [
  "script",
  "style",
  "textarea",
  "option",
  "noscript",
  "template",
  "title",
  "iframe",
  "object",
  "embed",
  "svg",
  "math",
  "xmp",
  "noembed",
  "noframes",
  "select",
  "plaintext",
] as const;

/** Classes allowed on any element: alignment by logical side, and the few presentations of the editor. */
export const RICH_TEXT_CLASSES = [
  "align-start",
  "align-center",
  "align-end",
  "align-justify",
  "float-start",
  "float-end",
  "wide",
  "callout",
  "lead",
] as const;

const languageClass = /^language-[a-z0-9+#-]{1,30}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const linkSchemes = new Set(["http", "https", "mailto", "tel"]);
const mediaSchemes = new Set(["http", "https"]);
const URL_ATTRIBUTES = new Set(["href", "src", "poster"]);
const urlNoise = /[\p{Cc}\p{Cf}\p{Z}]/gu;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The address, or undefined when rich text must not hold it. Links may be http, https, mailto, tel, a fragment, or an absolute or
 * relative path of this site; media may be http, https or such a path. `data:`, `blob:` and every scripting scheme are refused.
 */
export function allowedUrl(kind: "link" | "media", value: string): string | undefined {
  const bare = value.replace(urlNoise, "");
  // A browser reads "\" as "/", and "//host" is another site under this page's scheme.
  if (bare === "" || bare.includes("\\") || bare.startsWith("//")) return undefined;
  const head = /^[^/?#]*/.exec(bare)?.[0] ?? "";
  const colon = head.indexOf(":");
  const schemes = kind === "link" ? linkSchemes : mediaSchemes;
  if (colon !== -1 && !schemes.has(head.slice(0, colon).toLowerCase())) return undefined;
  const readable = value.replace(invisible, "").trim().replace(/\p{Z}/gu, "%20");
  // Blanks before the colon would hide the scheme from other readers; nobody types them by mistake.
  return colon === -1 || readable.startsWith(head.slice(0, colon + 1)) ? readable : undefined;
}

/** True where the address leads away from this site (another origin by scheme, not a path or fragment). */
export function isForeignUrl(value: string): boolean {
  return /^https?:/i.test(value.trim());
}

const enumerated: Readonly<Record<string, ReadonlySet<string>>> = {
  dir: new Set(["ltr", "rtl", "auto"]),
  scope: new Set(["row", "col", "rowgroup", "colgroup"]),
  loading: new Set(["lazy", "eager"]),
  decoding: new Set(["async", "auto", "sync"]),
  preload: new Set(["none", "metadata", "auto"]),
  kind: new Set(["captions", "subtitles", "chapters", "descriptions"]),
  "data-checked": new Set(["true", "false"]),
};
const patterned: Readonly<Record<string, RegExp>> = {
  lang: /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/,
  srclang: /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/,
  "data-item-id": uuid,
  "data-file-id": uuid,
  width: /^\d{1,4}$/,
  height: /^\d{1,4}$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
  span: /^\d{1,3}$/,
  start: /^-?\d{1,6}$/,
  value: /^-?\d{1,6}$/,
  datetime: /^[0-9A-Za-z:.+ -]{1,40}$/,
};
const flags = new Set(["open", "controls", "loop", "reversed", "default"]);

/** Puts the rich-text prefix on an id, once; undefined where nothing usable is left. */
export function prefixedId(value: string): string | undefined {
  const bare = value.trim().replace(/^(?:rt-)+/, "");
  return /^[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,99}$/u.test(bare) ? RICH_TEXT_ID_PREFIX + bare : undefined;
}

function allowedClasses(tag: string, value: string): string | undefined {
  const kept = value
    .split(/\s+/)
    .filter(
      (name) => (RICH_TEXT_CLASSES as readonly string[]).includes(name) || ((tag === "code" || tag === "pre") && languageClass.test(name)),
    );
  return kept.length > 0 ? [...new Set(kept)].join(" ") : undefined;
}

function allowedHref(value: string): string | undefined {
  const url = allowedUrl("link", value);
  if (url === undefined || !url.startsWith("#") || url === "#") return url;
  const id = prefixedId(url.slice(1));
  return id === undefined ? undefined : `#${id}`;
}

function allowedType(tag: string, value: string): string | undefined {
  const form = tag === "ol" ? /^[1aAiI]$/ : /^(?:audio|video)\/[a-z0-9.+-]{1,60}(?:; ?codecs="?[A-Za-z0-9., ]{1,60}"?)?$/;
  return form.test(value) ? value : undefined;
}

/**
 * What becomes of one attribute (lower-case tag and name): the value to keep, possibly normalised, or undefined to drop it.
 * Applying it to its own result changes nothing.
 */
export function allowedAttribute(tag: string, name: string, value: string): string | undefined {
  const own = RICH_TEXT_TAGS[tag];
  if (own === undefined || !Object.hasOwn(RICH_TEXT_TAGS, tag)) return undefined;
  if (!own.includes(name) && !(GLOBAL_ATTRIBUTES as readonly string[]).includes(name)) return undefined;
  if (name === "id") return prefixedId(value);
  if (name === "class") return allowedClasses(tag, value);
  if (name === "headers")
    return (
      value
        .split(/\s+/)
        .flatMap((id) => prefixedId(id) ?? [])
        .join(" ") || undefined
    );
  if (name === "href") return allowedHref(value);
  if (URL_ATTRIBUTES.has(name)) return allowedUrl("media", value);
  if (name === "type") return allowedType(tag, value);
  if (name === "rel") return RICH_TEXT_REL;
  if (flags.has(name)) return "";
  const choices = Object.hasOwn(enumerated, name) ? enumerated[name] : undefined;
  if (choices) return choices.has(value.toLowerCase()) ? value.toLowerCase() : undefined;
  const pattern = Object.hasOwn(patterned, name) ? patterned[name] : undefined;
  if (pattern) return pattern.test(value) ? value : undefined;
  return value.length <= 5_000 ? value : undefined;
}

/** All attributes of one element after the allow-list, with `rel` on foreign links and nowhere else. */
export function allowedAttributes(tag: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const result = name === "rel" ? undefined : allowedAttribute(tag, name, value);
    if (result !== undefined) kept[name] = result;
  }
  if (tag === "a" && kept["href"] !== undefined && isForeignUrl(kept["href"])) kept["rel"] = RICH_TEXT_REL;
  return kept;
}
