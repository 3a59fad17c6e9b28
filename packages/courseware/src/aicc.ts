import iconv from "iconv-lite";
import { rowsOf, sectionsOf } from "./aicc-text";
import { PackageError } from "./package-error";
import { Warnings, type PackageFiles } from "./package-files";
import { resolveHref, withParameters } from "./package-path";
import type { PackageActivity, PackageOrganization, ParsedPackage } from "./package-types";
import type { Archive } from "./safe-zip";
import { checkPrerequisites } from "./scorm-items";

const MAX_BYTES = 8 * 1024 * 1024;
const REQUIRED = ["crs", "au", "des", "cst"] as const;
type Part = (typeof REQUIRED)[number] | "pre" | "ort" | "cmp";
type Row = ReadonlyMap<string, string>;

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, "windows-1252");
  }
}

function fileOf(files: PackageFiles, part: Part): string | undefined {
  return files.names().find((name) => !name.includes("/") && name.toLowerCase().endsWith(`.${part}`));
}

async function readParts(archive: Archive, files: PackageFiles): Promise<ReadonlyMap<Part, string>> {
  const missing = REQUIRED.filter((part) => fileOf(files, part) === undefined);
  if (missing.length > 0) {
    const list = missing.map((part) => `.${part}`).join(", ");
    throw new PackageError(
      "AICC_INCOMPLETE",
      `An AICC course needs the files .crs, .au, .des and .cst; missing: ${list}.`,
      undefined,
      undefined,
      list,
    );
  }
  const parts = new Map<Part, string>();
  for (const part of [...REQUIRED, "pre", "ort", "cmp"] as const) {
    const entry = archive.find(fileOf(files, part) ?? "");
    if (entry) parts.set(part, decode(await archive.read(entry, MAX_BYTES)));
  }
  return parts;
}

const key = (id: string): string => id.trim().toLowerCase();
const byId = (rows: readonly Row[], column: string): Map<string, Row> => new Map(rows.map((row) => [key(row.get(column) ?? ""), row]));
const valueOf = (row: Row | undefined, column: string): string | null => row?.get(column)?.trim() || null;

interface Course {
  readonly units: ReadonlyMap<string, Row>;
  readonly descriptions: ReadonlyMap<string, Row>;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly prerequisites: ReadonlyMap<string, Row>;
  readonly files: PackageFiles;
  readonly warnings: Warnings;
  readonly unitFile: string;
}

/** The structure table, block by block; one block may take several rows, and each row any number of members. */
function membersOf(text: string): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const row of rowsOf(text).slice(1)) {
    const [block = "", ...rest] = row;
    const list = members.get(key(block)) ?? [];
    list.push(...rest.map((one) => one.trim()).filter((one) => one !== ""));
    members.set(key(block), list);
  }
  return members;
}

function tableOf(text: string | undefined): Row[] {
  const [head = [], ...rows] = rowsOf(text ?? "");
  return rows.map((row) => new Map(head.map((name, index) => [key(name), row[index] ?? ""])));
}

function launchOf(unit: Row | undefined, id: string, course: Course): Pick<PackageActivity, "href" | "file" | "parameters"> {
  const address = valueOf(unit, "file_name");
  const parameters = valueOf(unit, "web_launch");
  if (address === null) {
    if (unit) course.warnings.add("NO_LAUNCH_FILE", `${id} has no file to launch.`);
    return { href: null, file: null, parameters };
  }
  const path = resolveHref(address, [], course.unitFile);
  const file = course.files.resolve(path.file) ?? null;
  if (file === null) course.warnings.add("MISSING_FILE", `${path.file}, which ${id} launches, is missing from the archive.`);
  return { href: withParameters(path.href, parameters), file, parameters };
}

function activityOf(id: string, parent: string | null, depth: number, course: Course): PackageActivity {
  const unit = course.units.get(key(id));
  const described = course.descriptions.get(key(id));
  const launch = launchOf(unit, id, course);
  const mastery = valueOf(unit, "mastery_score");
  if (mastery !== null && !Number.isFinite(Number(mastery)))
    course.warnings.add("INVALID_VALUE", `The mastery score ${mastery} of ${id} is not a number.`);
  return {
    identifier: id,
    parentIdentifier: parent,
    title: valueOf(described, "title") ?? id,
    depth,
    launchable: launch.href !== null,
    ...launch,
    scormType: unit ? "sco" : "asset",
    masteryScore: mastery !== null && Number.isFinite(Number(mastery)) ? Number(mastery) : null,
    maxTimeAllowed: valueOf(unit, "max_time_allowed"),
    timeLimitAction: valueOf(unit, "time_limit_action"),
    dataFromLms: valueOf(unit, "core_vendor"),
    prerequisites: valueOf(course.prerequisites.get(key(id)), "prerequisite"),
    isVisible: true,
    sequencing: null,
    hideLmsUi: [],
    completionThreshold: null,
    sharedData: [],
  };
}

function activitiesOf(course: Course): PackageActivity[] {
  const activities: PackageActivity[] = [];
  const seen = new Set<string>();
  const visit = (block: string, parent: string | null, depth: number): void => {
    for (const member of course.members.get(key(block)) ?? []) {
      const isBlock = course.members.has(key(member));
      if (seen.has(key(member))) course.warnings.add("DUPLICATE_IDENTIFIER", `${member} stands in the structure more than once.`);
      else if (!isBlock && !course.units.has(key(member)) && !course.descriptions.has(key(member))) {
        course.warnings.add("UNKNOWN_STRUCTURE_ELEMENT", `${member} stands in the structure and is described nowhere.`);
      } else if (isBlock || course.units.has(key(member))) {
        seen.add(key(member));
        activities.push(activityOf(member, parent, depth, course));
        visit(member, member, depth + 1);
      }
    }
  };
  visit("root", null, 0);
  for (const [unit, row] of course.units) {
    if (seen.has(unit)) continue;
    const id = row.get("system_id")?.trim() ?? unit;
    course.warnings.add("UNKNOWN_STRUCTURE_ELEMENT", `${id} stands nowhere in the structure; it is put at the end.`);
    activities.push(activityOf(id, null, 0, course));
  }
  return activities;
}

/** Reads an AICC course (CMI001 guidelines, levels 1 to 3a). Throws `PackageError`. */
export async function readAicc(archive: Archive, files: PackageFiles): Promise<ParsedPackage> {
  const parts = await readParts(archive, files);
  const warnings = new Warnings();
  const unitFile = fileOf(files, "au") ?? "";
  const course: Course = {
    units: byId(tableOf(parts.get("au")), "system_id"),
    descriptions: byId(tableOf(parts.get("des")), "system_id"),
    members: membersOf(parts.get("cst") ?? ""),
    prerequisites: byId(tableOf(parts.get("pre")), "structure_element"),
    files,
    warnings,
    unitFile,
  };
  const activities = activitiesOf(course);
  if (!activities.some((one) => one.launchable)) throw new PackageError("NOTHING_TO_LAUNCH", "The course launches nothing.", unitFile);
  checkPrerequisites(activities, warnings);
  const head = sectionsOf(parts.get("crs") ?? "").get("course");
  const identifier = head?.get("course_id") || "course";
  const title = head?.get("course_title") || identifier;
  const organization: PackageOrganization = {
    identifier,
    title,
    isDefault: true,
    activities,
    sequencing: null,
    completionThreshold: null,
    objectivesGlobalToSystem: true,
    sharedDataGlobalToSystem: true,
  };
  return {
    standard: "AICC",
    edition: null,
    identifier,
    title,
    organizations: [organization],
    activities,
    warnings: warnings.list,
  };
}
