import type { ItemSequencing, SharedDataMap, CompletionThreshold } from "./scorm-sequencing";

/** Standards a package can follow; the others are recognised and refused. */
export type PackageStandard = "SCORM_12" | "SCORM_2004" | "AICC" | "CONTENT";

/** SCORM 2004's editions; null for the other standards. */
export type ScormEdition = "2ND" | "3RD" | "4TH";

/** Something the importer should know; the package is imported all the same. */
export interface PackageWarning {
  readonly code:
    | "MISSING_FILE"
    | "FILE_NAME_CASE"
    | "UNKNOWN_RESOURCE"
    | "NO_LAUNCH_FILE"
    | "SEVERAL_ORGANIZATIONS"
    | "DEFAULT_ORGANIZATION_MISSING"
    | "NO_ORGANIZATION"
    | "EDITION_ASSUMED"
    | "DUPLICATE_IDENTIFIER"
    | "IDENTIFIER_MISSING"
    | "INVALID_VALUE"
    | "UNKNOWN_PREREQUISITE"
    | "INVALID_PREREQUISITE"
    | "UNKNOWN_SEQUENCING"
    | "UNKNOWN_SEQUENCING_REFERENCE"
    | "UNKNOWN_STRUCTURE_ELEMENT";
  readonly message: string;
}

/** One item of a package, plain JSON. */
export interface PackageActivity {
  /** Unique within the package. */
  readonly identifier: string;
  readonly parentIdentifier: string | null;
  readonly title: string;
  /** 0 for the items right under the organization. */
  readonly depth: number;
  readonly launchable: boolean;
  /** Path within the package with the item's parameters applied, percent-encoded as the manifest wrote it; null for a folder. */
  readonly href: string | null;
  /** The entry of the archive `href` opens, or null. */
  readonly file: string | null;
  readonly scormType: "sco" | "asset";
  /** 0–100 (SCORM 1.2) or on the unit's own scale (AICC). */
  readonly masteryScore: number | null;
  /** As written: `HHHH:MM:SS.SS` (SCORM 1.2, AICC) or an ISO 8601 duration (SCORM 2004). */
  readonly maxTimeAllowed: string | null;
  readonly timeLimitAction: string | null;
  readonly dataFromLms: string | null;
  readonly prerequisites: string | null;
  readonly isVisible: boolean;
  /** As written in the manifest. */
  readonly parameters: string | null;
  readonly sequencing: ItemSequencing | null;
  /** Navigation controls the item asks to hide (adlnav), such as `continue`. */
  readonly hideLmsUi: readonly string[];
  readonly completionThreshold: CompletionThreshold | null;
  readonly sharedData: readonly SharedDataMap[];
}

/** One organization of a manifest, or an AICC course. */
export interface PackageOrganization {
  readonly identifier: string;
  readonly title: string;
  readonly isDefault: boolean;
  readonly activities: readonly PackageActivity[];
  readonly sequencing: ItemSequencing | null;
  readonly completionThreshold: CompletionThreshold | null;
  readonly objectivesGlobalToSystem: boolean;
  readonly sharedDataGlobalToSystem: boolean;
}

/** What a package holds; `activities` are those of the default organization in document order. */
export interface ParsedPackage {
  readonly standard: PackageStandard;
  readonly edition: ScormEdition | null;
  readonly identifier: string;
  readonly title: string;
  readonly organizations: readonly PackageOrganization[];
  readonly activities: readonly PackageActivity[];
  readonly warnings: readonly PackageWarning[];
}

/** An activity with those under it. */
export interface ActivityNode {
  readonly activity: PackageActivity;
  readonly children: readonly ActivityNode[];
}

/** The same activities as a tree. */
export function activityTree(activities: readonly PackageActivity[]): ActivityNode[] {
  const nodes = new Map(activities.map((activity) => [activity.identifier, { activity, children: [] as ActivityNode[] }]));
  const roots: ActivityNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.activity.parentIdentifier === null ? undefined : nodes.get(node.activity.parentIdentifier);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
