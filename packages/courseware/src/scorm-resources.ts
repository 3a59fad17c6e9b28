import { childOf, childrenOf, attributeOf, type XmlElement } from "./safe-xml";
import type { PackageFiles, Warnings } from "./package-files";
import { resolveHref } from "./package-path";
import { textAt } from "./scorm-values";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

/** A resource of a manifest, with the `xml:base` values that lead to it. */
export interface ManifestResource {
  readonly identifier: string;
  readonly href: string;
  readonly bases: readonly string[];
  readonly scormType: "sco" | "asset";
  readonly line: number;
}

const baseOf = (element: XmlElement): string => attributeOf(element, "base", XML_NAMESPACE) ?? "";

function checkFiles(resource: XmlElement, bases: readonly string[], files: PackageFiles, warnings: Warnings): void {
  for (const one of childrenOf(resource, "file")) {
    const href = textAt(one, "href", "");
    if (href === "" || /^[a-z][a-z0-9+.-]*:/i.test(href)) continue;
    const { file } = resolveHref(href, bases, "imsmanifest.xml", one.line);
    if (files.resolve(file) === undefined) warnings.add("MISSING_FILE", `${file} is listed in the manifest and missing from the archive.`);
  }
}

/** Reads a manifest's resources and warns of the files they list that the archive lacks. */
export function readResources(manifest: XmlElement, files: PackageFiles, warnings: Warnings): Map<string, ManifestResource> {
  const result = new Map<string, ManifestResource>();
  const resources = childOf(manifest, "resources");
  for (const element of resources ? childrenOf(resources, "resource") : []) {
    const identifier = textAt(element, "identifier", "");
    const bases = [manifest, resources as XmlElement, element].map(baseOf);
    checkFiles(element, bases, files, warnings);
    if (result.has(identifier)) warnings.add("DUPLICATE_IDENTIFIER", `Several resources are called ${identifier}.`);
    else {
      const scormType = textAt(element, "scormtype", "asset").toLowerCase() === "sco" ? "sco" : "asset";
      result.set(identifier, {
        identifier,
        href: textAt(element, "href", ""),
        bases,
        scormType,
        line: element.line,
      });
    }
  }
  return result;
}
