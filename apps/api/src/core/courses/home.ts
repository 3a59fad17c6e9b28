import { generalSettings } from "@lyceum/shared/inputs/courses";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { accessLoader, progressLoader } from "../../kernel/item.resolver";
import type { ItemAccess } from "../../kernel/item-access";
import { settingsOf } from "../../kernel/course-settings";
import { closedByConditions } from "../../kernel/item-conditions";
import { itemKind } from "../../kernel/manifest";
import { shownProgress } from "../../kernel/progress";
import type { ItemRow } from "../../kernel/items";
import type { Progress } from "../../generated/prisma/client.ts";
import { fullName } from "../accounts/people.types";
import { toolsFor } from "./course-tools";
import { courseNode } from "./courses.types";
import { loadHomeFacts, loadHomeItems, loadNextDue, type HomeFacts } from "./home-facts";
import { shortcutNode, type AutoLaunch, type CourseHome, type HomeSection, type Ring } from "./home.types";
import { HOME, introductionFor } from "./introductions";
import { tagValues } from "./merge-tags";
import { newsCounts } from "./news";
import { SECTION } from "./sections";
import { shownShortcuts } from "./shortcuts";
import { autoLaunchOf } from "./landing";

interface Seen {
  items: Map<string, ItemRow>;
  access: Map<string, ItemAccess>;
  progress: Map<string, Progress>;
}

/** The home page in one object, as the member sees it. At most 12 statements whatever the number of sections, items and tools. */
export async function courseHome(ctx: Context, courseId: string, sessionId: string | null): Promise<CourseHome> {
  const member = await ctx.enter(courseId, { sessionId });
  const { course, facts } = await loadHomeFacts(ctx, member);
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const counts = await newsCounts(ctx, member);
  const launch = autoLaunchOf(course);
  const tools = toolsFor(member, facts.tools, facts.hiddenTools, counts);
  const visibleTools = new Set(["courses", ...tools.map((tool) => tool.key)]);
  const named = [
    ...facts.entries.map((entry) => entry.itemId),
    ...facts.shortcuts.map((shortcut) => shortcut.itemId),
    ...(launch?.itemId ? [launch.itemId] : []),
  ];
  const rows = (await loadHomeItems(ctx, member, named, closed)).filter((row) => visibleTools.has(row.tool) && itemKind(row.kind));
  // The page needs the common part only; a statement for each kind would grow with the tools.
  const seen: Seen = { items: new Map(rows.map((row) => [row.id, row])), ...(await standing(ctx, member, rows)) };
  const settings = settingsOf(generalSettings, facts.settings);
  const found = sectionsOf(member, facts, rows, seen);
  const sections = settings.showProgress ? found : found.map((section) => ({ ...section, ring: NO_RING }));
  const viewer = await ctx.viewer();
  const tags = tagValues({
    user: facts.user,
    course,
    teachers: facts.teachers.map(fullName),
    session: facts.session,
    language: viewer?.language ?? course.language,
  });
  const introductions = facts.introductions.map((row) => ({ ...row, updatedAt: new Date(row.updatedAt) }));
  return {
    id: member.runId,
    course: courseNode(course, member),
    session: facts.session && { ...facts.session, startsAt: dateOf(facts.session.startsAt), endsAt: dateOf(facts.session.endsAt) },
    favourite: facts.favourite,
    preview: member.isPreview,
    introduction: introductionFor(member, introductions, HOME, tags),
    tools,
    sections,
    shortcuts: shortcutsOf(member, facts, seen),
    ring: settings.showProgress ? ringOf(idsOf(sections), seen) : NO_RING,
    nextDue: settings.showNextDue && member.role === "LEARNER" ? await loadNextDue(ctx, member, closed, [...visibleTools]) : [],
    continueWith: member.role === "LEARNER" ? continueWith(sections, seen) : null,
    autoLaunch:
      launch &&
      launchOf(
        member,
        launch,
        tools.map((tool) => tool.key),
        seen,
      ),
  };
}

const NO_RING: Ring = { complete: 0, countable: 0, percent: 0, fraction: 0 };
const idsOf = (sections: HomeSection[]): string[] => sections.flatMap((section) => section.entries.map((entry) => entry.itemId));
const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Access and the member's own progress of all items, through the loaders that the items' fields use too. */
async function standing(ctx: Context, member: Member, rows: ItemRow[]): Promise<Pick<Seen, "access" | "progress">> {
  const ids = rows.map((row) => row.id);
  const [access, progress] = await Promise.all([
    accessLoader(ctx, member).loadMany(ids),
    member.userId ? progressLoader(ctx, member).loadMany(ids) : [],
  ]);
  const pairs = <T>(values: (T | null | Error)[]) =>
    new Map(
      ids.flatMap((id, index): [string, T][] => {
        const value = values[index];
        if (value instanceof Error) throw value;
        return value ? [[id, value]] : [];
      }),
    );
  return { access: pairs(access), progress: pairs(progress) };
}

/** A closed section is listed with its reason, and its entries are kept back from learners. */
function sectionsOf(member: Member, facts: HomeFacts, rows: ItemRow[], seen: Seen): HomeSection[] {
  const bySection = new Map<string, HomeFacts["entries"]>();
  for (const entry of facts.entries) bySection.set(entry.sectionId, [...(bySection.get(entry.sectionId) ?? []), entry]);
  return rows
    .filter((row) => row.kind === SECTION && row.tool === "courses")
    .map((row) => {
      const open = member.isStaff || (seen.access.get(row.id)?.open ?? false);
      const entries = (open ? (bySection.get(row.id) ?? []) : []).filter((entry) => seen.items.has(entry.itemId));
      return {
        id: row.id,
        section: seen.items.get(row.id)!,
        entries: entries.map((entry) => ({ ...entry, item: seen.items.get(entry.itemId) })),
        ring: ringOf(
          entries.map((entry) => entry.itemId),
          seen,
        ),
      };
    });
}

const isDone = (progress: Progress | undefined): boolean => {
  const state = progress && shownProgress(progress, false).state;
  return state === "COMPLETED" || state === "PASSED";
};

const shareOf = (progress: Progress | undefined): number =>
  progress === undefined ? 0 : isDone(progress) ? 1 : shownProgress(progress, false).fraction;

/** Items that are open to the viewer and can be completed, each counted once. */
function ringOf(itemIds: string[], seen: Seen): Ring {
  const countable = [...new Set(itemIds)].filter(
    (id) => seen.access.get(id)?.open && (itemKind(seen.items.get(id)?.kind ?? "")?.completes.length ?? 0) > 0,
  );
  const complete = countable.filter((id) => isDone(seen.progress.get(id))).length;
  if (countable.length === 0) return NO_RING;
  const share = countable.reduce((sum, id) => sum + shareOf(seen.progress.get(id)), 0) / countable.length;
  return { complete, countable: countable.length, percent: Math.floor((100 * complete) / countable.length), fraction: Math.min(1, share) };
}

function continueWith(sections: HomeSection[], seen: Seen): ItemRow | null {
  const ids = sections.flatMap((section) => section.entries.map((entry) => entry.itemId)).filter((id) => seen.access.get(id)?.open);
  const begun = ids
    .filter((id) => seen.progress.get(id)?.state === "IN_PROGRESS")
    .sort((a, b) => Number(seen.progress.get(b)!.lastAt) - Number(seen.progress.get(a)!.lastAt))[0];
  const next = begun ?? ids.find((id) => (itemKind(seen.items.get(id)!.kind)?.completes.length ?? 0) > 0 && !isDone(seen.progress.get(id)));
  return next ? seen.items.get(next)! : null;
}

function shortcutsOf(member: Member, facts: HomeFacts, seen: Seen): CourseHome["shortcuts"] {
  return shownShortcuts(member, facts.shortcuts).flatMap((row, index) => {
    const item = seen.items.get(row.itemId);
    return item ? [shortcutNode({ ...row, position: index + 1 }, item)] : [];
  });
}

function launchOf(member: Member, launch: NonNullable<ReturnType<typeof autoLaunchOf>>, toolKeys: string[], seen: Seen): AutoLaunch | null {
  const item = launch.itemId ? (seen.items.get(launch.itemId) ?? null) : null;
  if (!member.isStaff && !toolKeys.includes(launch.tool)) return null;
  if (launch.itemId && !item) return null;
  return { tool: launch.tool, item, acts: member.role === "LEARNER" && (!item || (seen.access.get(item.id)?.open ?? false)) };
}
