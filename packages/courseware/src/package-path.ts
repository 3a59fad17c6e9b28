import { PackageError } from "./package-error";

/** A launch address within a package. */
export interface LaunchPath {
  /** Percent-encoded path with query and fragment, relative to the package's root. */
  readonly href: string;
  /** The decoded path alone: a name to look for in the archive. */
  readonly file: string;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A bare % in a file name is no encoding.
    return path;
  }
}

function segmentsWithin(path: string, refuse: () => never): string[] {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    const plain = decoded(segment);
    // An encoded slash or dot would be read as one by the server that delivers it.
    if (/[\\/]/.test(plain) && plain !== segment) refuse();
    if (plain === "..") {
      if (kept.length === 0) refuse();
      kept.pop();
    } else if (plain !== "." && segment !== "") kept.push(segment);
  }
  return kept;
}

/**
 * Resolves an address against the `xml:base` values around it, outermost first.
 * Throws `PackageError` LAUNCH_OUTSIDE_PACKAGE for another origin, a scheme, an absolute path or one that climbs out.
 */
export function resolveHref(href: string, bases: readonly string[], file?: string, line?: number): LaunchPath {
  const refuse = (): never => {
    throw new PackageError("LAUNCH_OUTSIDE_PACKAGE", `The address ${href} is outside the package.`, file, line);
  };
  const cut = href.trim().search(/[?#]/);
  const path = cut < 0 ? href.trim() : href.trim().slice(0, cut);
  const suffix = cut < 0 ? "" : href.trim().slice(cut);
  const parts = [...bases.map((base) => base.trim()), path].map((part) => part.replaceAll("\\", "/")).filter((part) => part !== "");
  if (parts.some((part) => /^([a-z][a-z0-9+.-]*:|\/)/i.test(part) || /\p{Cc}/u.test(decoded(part)))) refuse();
  const joined = parts.reduce((before, part) => before.slice(0, before.lastIndexOf("/") + 1) + part, "");
  const kept = segmentsWithin(joined, refuse);
  return { href: kept.join("/") + suffix, file: kept.map(decoded).join("/").normalize("NFC") };
}

/**
 * Adds an item's parameters to its address by the rules of SCORM's content aggregation model: leading `?` and `&` are
 * dropped, a fragment is added only where there is none, and a query joins the one that is there.
 */
export function withParameters(href: string, parameters: string | null): string {
  const given = (parameters ?? "").trim().replace(/^[?&]+/, "");
  if (given === "") return href;
  if (given.startsWith("#")) return href.includes("#") ? href : href + given;
  const hash = href.indexOf("#");
  const [address, fragment] = hash < 0 ? [href, ""] : [href.slice(0, hash), href.slice(hash)];
  return `${address}${address.includes("?") ? "&" : "?"}${given}${given.includes("#") ? "" : fragment}`;
}
