import { childOf, childrenOf, descendantsOf, fullTextOf, type XmlElement } from "./safe-xml";
import { PackageError } from "./package-error";
import { Warnings, type PackageFiles } from "./package-files";
import type { PackageActivity, PackageOrganization, PackageStandard, ParsedPackage, ScormEdition } from "./package-types";
import { checkPrerequisites, readItems, sequencingOf, type ManifestContext } from "./scorm-items";
import { readResources, type ManifestResource } from "./scorm-resources";
import { readCompletionThreshold } from "./scorm-sequencing";
import { booleanAt, textAt } from "./scorm-values";
import { resolveHref } from "./package-path";

const FILE = "imsmanifest.xml";

interface Kind {
  readonly standard: PackageStandard;
  readonly edition: ScormEdition | null;
}

function namespacesOf(manifest: XmlElement): string {
  const found = new Set<string>();
  const visit = (element: XmlElement): void => {
    found.add(element.namespace);
    for (const attribute of element.attributes) found.add(attribute.name.startsWith("xmlns") ? attribute.value : attribute.namespace);
    element.children.forEach(visit);
  };
  visit(manifest);
  return [...found].join(" ").toLowerCase();
}

function refuseOthers(schema: string): void {
  const other = /common cartridge/i.test(schema) ? "COMMON_CARTRIDGE" : /qti/i.test(schema) ? "QTI" : null;
  if (other) throw new PackageError("UNSUPPORTED_STANDARD", `This is a ${schema} package, not a course to play.`, FILE, undefined, other);
}

function kindOf(manifest: XmlElement, warnings: Warnings): Kind {
  const metadata = childOf(manifest, "metadata");
  const own = (local: string): string => {
    const found = metadata && childOf(metadata, local);
    return found ? fullTextOf(found).trim() : "";
  };
  const version = own("schemaversion").toLowerCase();
  refuseOthers(own("schema"));
  const namespaces = namespacesOf(manifest);
  const is2004 = /2004|cam 1\.3|^1\.3/.test(version) || (version !== "1.2" && namespaces.includes("adlcp_v1p3"));
  if (is2004) {
    if (/4th/.test(version)) return { standard: "SCORM_2004", edition: "4TH" };
    if (/3rd/.test(version)) return { standard: "SCORM_2004", edition: "3RD" };
    if (/2nd|1\.3/.test(version)) return { standard: "SCORM_2004", edition: "2ND" };
    warnings.add("EDITION_ASSUMED", "The manifest does not say which edition of SCORM 2004 it follows; the 4th is assumed.");
    return { standard: "SCORM_2004", edition: "4TH" };
  }
  const has12 = namespaces.includes("adlcp_rootv1p2") || /adl scorm/i.test(own("schema"));
  const typed = [...descendantsOf(manifest, "resource")].some((one) => textAt(one, "scormtype", "") !== "");
  return { standard: has12 || typed ? "SCORM_12" : "CONTENT", edition: null };
}

function titleOf(element: XmlElement | undefined): string {
  const title = element && childOf(element, "title");
  return title ? fullTextOf(title).trim() : "";
}

function organizationOf(element: XmlElement, isDefault: boolean, context: ManifestContext): PackageOrganization {
  const identifier = textAt(element, "identifier", "");
  const activities = readItems(element, context);
  checkPrerequisites(activities, context.warnings);
  return {
    identifier,
    title: titleOf(element) || identifier,
    isDefault,
    activities,
    sequencing: sequencingOf(element, context),
    completionThreshold: readCompletionThreshold(childOf(element, "completionThreshold")),
    objectivesGlobalToSystem: booleanAt(element, "objectivesGlobalToSystem", true),
    sharedDataGlobalToSystem: booleanAt(element, "sharedDataGlobalToSystem", true),
  };
}

function readOrganizations(manifest: XmlElement, context: ManifestContext): PackageOrganization[] {
  const owner = childOf(manifest, "organizations");
  const elements = owner ? childrenOf(owner, "organization") : [];
  const wanted = owner ? textAt(owner, "default", "") : "";
  const named = elements.findIndex((one) => textAt(one, "identifier", "") === wanted);
  if (elements.length > 0 && named < 0) {
    context.warnings.add("DEFAULT_ORGANIZATION_MISSING", "The manifest names no existing default organization; the first is used.");
  }
  if (elements.length > 1)
    context.warnings.add("SEVERAL_ORGANIZATIONS", `The manifest holds ${elements.length} organizations; the default one is used.`);
  return elements.map((element, index) => organizationOf(element, index === Math.max(0, named), context));
}

// A package of resources alone (IMS content packaging, or SCORM's resource package) still has pages to show.
function activitiesOfResources(resources: ReadonlyMap<string, ManifestResource>, files: PackageFiles): PackageActivity[] {
  return [...resources.values()].flatMap((resource): PackageActivity[] => {
    if (resource.href === "") return [];
    const path = resolveHref(resource.href, resource.bases, FILE, resource.line);
    const file = files.resolve(path.file) ?? null;
    if (file === null) return [];
    return [
      {
        identifier: resource.identifier,
        parentIdentifier: null,
        title: resource.identifier,
        depth: 0,
        launchable: true,
        href: path.href,
        file,
        scormType: resource.scormType,
        masteryScore: null,
        maxTimeAllowed: null,
        timeLimitAction: null,
        dataFromLms: null,
        prerequisites: null,
        isVisible: true,
        parameters: null,
        sequencing: null,
        hideLmsUi: [],
        completionThreshold: null,
        sharedData: [],
      },
    ];
  });
}

/**
 * Reads an `imsmanifest.xml` of SCORM 1.2, SCORM 2004 (2nd to 4th edition) or plain IMS content packaging.
 * Throws `PackageError` for a manifest that is none, launches nothing, or launches something outside the package.
 */
export function readManifest(manifest: XmlElement, files: PackageFiles): ParsedPackage {
  if (manifest.local !== "manifest") {
    throw new PackageError("INVALID_MANIFEST", `The root element is ${manifest.name}, not manifest.`, FILE, manifest.line);
  }
  const warnings = new Warnings();
  const kind = kindOf(manifest, warnings);
  const collection = childOf(manifest, "sequencingCollection");
  const context: ManifestContext = {
    standard: kind.standard,
    resources: readResources(manifest, files, warnings),
    collection: new Map((collection?.children ?? []).map((one) => [textAt(one, "ID", ""), one])),
    files,
    warnings,
  };
  const organizations = readOrganizations(manifest, context);
  const chosen = organizations.find((one) => one.isDefault);
  let activities = chosen?.activities ?? [];
  if (activities.length === 0) {
    activities = activitiesOfResources(context.resources, files);
    warnings.add("NO_ORGANIZATION", "The manifest organizes nothing; its resources are listed instead.");
  }
  if (!activities.some((one) => one.launchable)) {
    throw new PackageError("NOTHING_TO_LAUNCH", "The manifest holds nothing that can be launched.", FILE, manifest.line);
  }
  const identifier = textAt(manifest, "identifier", "");
  return {
    ...kind,
    identifier,
    title: chosen?.title || identifier,
    organizations,
    activities,
    warnings: warnings.list,
  };
}
