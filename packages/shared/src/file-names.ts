import { codePoints, foldText } from "./plain-text";

/** Longest file or folder name, in code points. */
export const FILE_NAME_LIMIT = 200;
/** Name given where nothing usable is left. */
export const UNNAMED = "unnamed";

const removed = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF/\\:*?"<>|]/gu;
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))/i;

/** Extensions (lower case, no dot) that a web server or an operating system may run; the store adds ".txt" or refuses, by its setting. */
export const NEVER_RUN_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    "php php3 php4 php5 php7 php8 phps pht phtml phar inc cgi fcgi pl py pyc rb sh bash zsh ksh csh fish asp aspx asa asax ascx ashx asmx cer cfm cfc jsp jspx jsw jsv jspf war " +
    "shtml shtm stm htaccess htpasswd user.ini exe com bat cmd msi msp scr pif cpl gadget hta vb vbs vbe js jse mjs cjs ws wsf wsc wsh ps1 ps1xml ps2 psm1 psc1 msh mshxml lnk url inf reg dll sys jar " +
    "app command workflow desktop appimage deb rpm apk ipa dmg pkg iso swf xbap chm scf xll application appref-ms"
  ).split(" "),
);

/** Stem and extension of a name; the extension keeps its dot and is empty where there is none (".profile" has none). */
export function splitFileName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot) : "";
  return codePoints(extension) > 21 || /\s/.test(extension)
    ? { stem: name, extension: "" }
    : { stem: name.slice(0, name.length - extension.length), extension };
}

function withinLimit(stem: string, extension: string, suffix: string): string {
  const room = FILE_NAME_LIMIT - codePoints(extension) - codePoints(suffix);
  if (suffix === "" && codePoints(stem) <= room) return stem + extension;
  return (
    [...stem]
      .slice(0, room)
      .join("")
      .replace(/[\s.]+$/u, "") +
    suffix +
    extension
  );
}

/**
 * A name that any system can store: NFC; controls, direction marks and `/ \ : * ? " < > |` removed; no dots or blanks at the end, no
 * blanks at the start; at most 200 code points with the extension kept; names of devices get a leading "_"; empty becomes "unnamed".
 */
export function cleanFileName(name: string): string {
  const bare = name
    .replace(/[\t\n\v\f\r]/g, " ")
    .replace(removed, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\s.]+$/u, "");
  if (bare === "") return UNNAMED;
  const safe = device.test(bare) ? `_${bare}` : bare;
  const { stem, extension } = splitFileName(safe);
  return withinLimit(stem, extension, "");
}

/** The key under which two names in one folder are the same. */
export function fileNameKey(name: string): string {
  return foldText(cleanFileName(name));
}

/** The clean name, or the first free "name (2).ext" where it is taken. `taken` answers for `fileNameKey`s. */
export function freeFileName(name: string, taken: (key: string) => boolean): string {
  const clean = cleanFileName(name);
  if (!taken(fileNameKey(clean))) return clean;
  const { stem, extension } = splitFileName(clean);
  for (let number = 2; ; number += 1) {
    const candidate = withinLimit(stem, extension, ` (${number})`);
    if (!taken(fileNameKey(candidate))) return candidate;
  }
}

/** The first extension of the name that must never be run by anybody's machine, looked for behind every dot; undefined where there is none. */
export function neverRunExtension(name: string): string | undefined {
  const parts = foldText(cleanFileName(name))
    .split(".")
    .slice(1)
    .map((part) => part.trim());
  return parts.find((part) => NEVER_RUN_EXTENSIONS.has(part)) ?? (parts.join(".").endsWith("user.ini") ? "user.ini" : undefined);
}

/** The name with its dots as "_" and ".txt" behind them: no system takes it for anything to run or to open. */
export function harmlessFileName(name: string): string {
  return withinLimit(cleanFileName(name).replace(/\./g, "_"), ".txt", "");
}

/** A name under which a file may be stored harmlessly: one with a never-run extension is made harmless, any other is only cleaned. */
export function neutralFileName(name: string): string {
  const clean = cleanFileName(name);
  return neverRunExtension(clean) === undefined ? clean : harmlessFileName(clean);
}

/**
 * The extension (lower case, no dot) that a rule forbids, or undefined. BLOCK forbids the listed ones, behind whichever dot they stand; ALLOW
 * forbids every last extension that is not listed, a missing one as "".
 */
export function forbiddenExtension(name: string, rule: "BLOCK" | "ALLOW", extensions: readonly string[]): string | undefined {
  const parts = foldText(cleanFileName(name)).split(".").slice(1);
  if (rule === "BLOCK") return parts.map((part) => part.trim()).find((part) => extensions.includes(part));
  const last = parts.at(-1)?.trim() ?? "";
  return extensions.includes(last) ? undefined : last;
}
