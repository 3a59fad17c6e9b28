import { childOf, fullTextOf, type XmlElement } from "./safe-xml";
import type { PackageFiles, Warnings } from "./package-files";
import { resolveHref, withParameters } from "./package-path";
import type { PackageActivity, PackageStandard } from "./package-types";
import { activitiesOf, parsePrerequisite, PrerequisiteError } from "./prerequisites";
import type { ManifestResource } from "./scorm-resources";
import { readCompletionThreshold, readSequencing, readSharedData, SEQUENCING_PARTS } from "./scorm-sequencing";
import { booleanAt, textAt } from "./scorm-values";
import type { ItemSequencing } from "./scorm-sequencing";

/** What reading items needs from the rest of the manifest. */
export interface ManifestContext {
  readonly standard: PackageStandard;
  readonly resources: ReadonlyMap<string, ManifestResource>;
  readonly collection: ReadonlyMap<string, XmlElement>;
  readonly files: PackageFiles;
  readonly warnings: Warnings;
}

const FILE = "imsmanifest.xml";

// SCORM 1.2 writes these names in lower case, SCORM 2004 in camel case.
function anyCase(element: XmlElement, local: string): XmlElement | undefined {
  return element.children.find((child) => child.local.toLowerCase() === local.toLowerCase());
}

const textOf = (element: XmlElement, local: string): string | null => {
  const found = anyCase(element, local);
  return found ? fullTextOf(found).trim() || null : null;
};

/** An item's or organization's sequencing, its reference into the collection resolved; null when there is none. */
export function sequencingOf(element: XmlElement, context: ManifestContext): ItemSequencing | null {
  const own = childOf(element, "sequencing");
  if (!own) return null;
  const reference = textAt(own, "IDRef", "");
  const referenced = context.collection.get(reference);
  if (reference !== "" && !referenced) {
    context.warnings.add("UNKNOWN_SEQUENCING_REFERENCE", `The sequencing ${reference} is not in the collection.`);
  }
  for (const child of own.children) {
    if (!SEQUENCING_PARTS.includes(child.local))
      context.warnings.add("UNKNOWN_SEQUENCING", `The sequencing element ${child.name} is not known.`);
  }
  return readSequencing(own, referenced);
}

function masteryOf(item: XmlElement, identifier: string, warnings: Warnings): number | null {
  const text = textOf(item, "masteryscore");
  if (text === null) return null;
  const score = Number(text);
  if (Number.isFinite(score) && score >= 0 && score <= 100) return score;
  warnings.add("INVALID_VALUE", `The mastery score ${text} of ${identifier} is not a number from 0 to 100.`);
  return null;
}

function launchOf(
  item: XmlElement,
  identifier: string,
  context: ManifestContext,
): Pick<PackageActivity, "href" | "file" | "scormType" | "parameters"> {
  const { resources, files, warnings } = context;
  const parameters = textAt(item, "parameters", "") || null;
  const reference = textAt(item, "identifierref", "");
  const nothing = { href: null, file: null, scormType: "asset", parameters } as const;
  if (reference === "") return nothing;
  const resource = resources.get(reference);
  if (!resource) {
    warnings.add("UNKNOWN_RESOURCE", `${identifier} refers to the resource ${reference}, which does not exist.`);
    return nothing;
  }
  if (resource.href === "") {
    warnings.add("NO_LAUNCH_FILE", `The resource ${reference} has no address to launch.`);
    return nothing;
  }
  const path = resolveHref(resource.href, resource.bases, FILE, resource.line);
  const stored = files.resolve(path.file);
  if (stored === undefined) warnings.add("MISSING_FILE", `${path.file}, which ${identifier} launches, is missing from the archive.`);
  const renamed = stored !== undefined && stored !== path.file;
  if (renamed) warnings.add("FILE_NAME_CASE", `${path.file} is stored as ${stored}.`);
  const suffix = path.href.slice(/[?#]/.test(path.href) ? path.href.search(/[?#]/) : path.href.length);
  const address = renamed ? stored.split("/").map(encodeURIComponent).join("/") + suffix : path.href;
  return {
    href: withParameters(address, parameters),
    file: stored ?? null,
    scormType: resource.scormType,
    parameters,
  };
}

function identifierOf(item: XmlElement, taken: ReadonlySet<string>, warnings: Warnings): string {
  const given = textAt(item, "identifier", "");
  if (given === "") warnings.add("IDENTIFIER_MISSING", `The item on line ${item.line} has no identifier.`);
  else if (taken.has(given)) warnings.add("DUPLICATE_IDENTIFIER", `Several items are called ${given}.`);
  const base = given || `item-${item.line}`;
  let identifier = base;
  for (let n = 2; taken.has(identifier); n++) identifier = `${base}~${n}`;
  return identifier;
}

function activityOf(item: XmlElement, identifier: string, parent: string | null, depth: number, context: ManifestContext): PackageActivity {
  const presentation = childOf(item, "presentation");
  const navigation = presentation && childOf(presentation, "navigationInterface");
  const sequencing = sequencingOf(item, context);
  const launch = launchOf(item, identifier, context);
  return {
    identifier,
    parentIdentifier: parent,
    title: textOf(item, "title") ?? identifier,
    depth,
    launchable: launch.href !== null,
    ...launch,
    masteryScore: masteryOf(item, identifier, context.warnings),
    maxTimeAllowed: textOf(item, "maxtimeallowed") ?? sequencing?.limitConditions?.attemptAbsoluteDurationLimit ?? null,
    timeLimitAction: textOf(item, "timelimitaction"),
    dataFromLms: textOf(item, "datafromlms"),
    prerequisites: textOf(item, "prerequisites"),
    isVisible: booleanAt(item, "isvisible", true),
    sequencing,
    hideLmsUi: (navigation?.children ?? []).filter((one) => one.local === "hideLMSUI").map((one) => one.text.trim()),
    completionThreshold: readCompletionThreshold(anyCase(item, "completionThreshold")),
    sharedData: readSharedData(childOf(item, "data")),
  };
}

/** Reads the items under an organization, in document order. */
export function readItems(organization: XmlElement, context: ManifestContext): PackageActivity[] {
  const activities: PackageActivity[] = [];
  const taken = new Set<string>();
  const visit = (owner: XmlElement, parent: string | null, depth: number): void => {
    for (const item of owner.children) {
      if (item.local !== "item") continue;
      const identifier = identifierOf(item, taken, context.warnings);
      taken.add(identifier);
      activities.push(activityOf(item, identifier, parent, depth, context));
      visit(item, identifier, depth + 1);
    }
  };
  visit(organization, null, 0);
  return activities;
}

/** Warns of prerequisites that cannot be parsed or that name activities which do not exist. */
export function checkPrerequisites(activities: readonly PackageActivity[], warnings: Warnings): void {
  const known = new Set(activities.map((activity) => activity.identifier));
  for (const { identifier, prerequisites } of activities) {
    if (prerequisites === null) continue;
    try {
      for (const id of activitiesOf(parsePrerequisite(prerequisites))) {
        if (!known.has(id)) warnings.add("UNKNOWN_PREREQUISITE", `${identifier} depends on ${id}, which does not exist.`);
      }
    } catch (error) {
      if (!(error instanceof PrerequisiteError)) throw error;
      warnings.add("INVALID_PREREQUISITE", `The prerequisites of ${identifier} cannot be read: ${error.message}`);
    }
  }
}
