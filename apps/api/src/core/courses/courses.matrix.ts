import { buildCourse } from "../../test/course-factories";
import type { MatrixPart, World } from "../../test/matrix-world";

/** An entry, a shortcut and an introduction in the world's course; an item that lies in the trash. */
export const rows: MatrixPart["rows"] = async ({ app, ids }) => {
  const [courseId, runId] = [ids["course"]!, ids["run"]!];
  const made = { courseId, runId, tool: "glossary", kind: "glossary", title: "An item" };
  const section = await app.db.item.create({ data: { ...made, tool: "courses", kind: "section" } });
  const item = await app.db.item.create({ data: { ...made } });
  const trashed = await app.db.item.create({ data: { ...made, trashedAt: new Date(), trashId: "0198c0de-0000-7000-8000-000000000001" } });
  const entry = await app.db.sectionEntry.create({ data: { sectionId: section.id, itemId: item.id, position: 1 } });
  const shortcut = await app.db.courseShortcut.create({ data: { courseId, runId, itemId: item.id, position: 1 } });
  await app.db.courseIntroduction.create({ data: { courseId, runId, tool: "home", body: "<p>Hello</p>" } });
  await app.db.version.create({
    data: {
      kind: "item",
      rowId: section.id,
      number: 0,
      body: { title: "Former", state: "PUBLISHED", opensAt: null, closesAt: null, dueAt: null, conditions: null, completion: null },
    },
  });
  const field = await app.db.extraField.create({
    data: { subject: "COURSE", kind: "TEXT", labels: { en: "Former" }, archivedAt: new Date() },
  });
  const waiting = await buildCourse(app.db, { approval: "WAITING", visibility: "PUBLIC" });
  return {
    waitingCourse: waiting.id,
    courseField: field.id,
    section: section.id,
    placed: item.id,
    entry: entry.id,
    shortcut: shortcut.id,
    trash: trashed.trashId!,
  };
};

const newField = { kind: "TEXT", labels: [{ language: "en", text: "Level" }] };
const theCourse = ({ ids }: World) => ({ id: ids["course"] });
const ofCourse = ({ ids }: World) => ({ courseId: ids["course"] });
const theSection = ({ ids }: World) => ({ id: ids["section"] });
const home = (world: World) => ({ ...ofCourse(world), tool: "home" });
const glossary = (world: World) => ({ ...ofCourse(world), tool: "glossary" });
const intoSection = ({ ids }: World) => ({ sectionId: ids["section"] });

/** Arguments that meet those rows. */
export const examples: MatrixPart["examples"] = {
  course: theCourse,
  courseByExternalId: () => ({ system: "none", value: "none" }),
  createCourse: () => ({ input: { title: "A course" } }),
  updateCourse: (world) => ({ ...theCourse(world), input: { title: "New" } }),
  updateCourseAccess: (world) => ({ ...theCourse(world), input: { selfEnrol: true } }),
  deleteCourse: (world) => ({ ...theCourse(world), code: world.ids["courseCode"] }),
  restoreCourse: theCourse,
  setFavourite: (world) => ({ ...ofCourse(world), favourite: true }),
  acceptTerms: (world) => ({ ...ofCourse(world), version: 1 }),
  rateCourse: (world) => ({ ...ofCourse(world), stars: 4 }),
  courseIntroduction: home,
  introductionVersions: home,
  saveIntroduction: (world) => ({ ...home(world), html: "<p>New</p>" }),
  deleteIntroduction: home,
  setToolVisibility: (world) => ({ ...glossary(world), visible: false }),
  reorderTools: (world) => ({ ...ofCourse(world), tools: ["glossary"] }),
  updateToolAppearance: (world) => ({ ...glossary(world), input: { label: "Words" } }),
  setAutoLaunch: glossary,
  updateCourseSettings: (world) => ({ ...ofCourse(world), input: { showProgress: false } }),
  undoCourseSettings: (world) => ({ ...ofCourse(world), tool: "courses" }),
  toolIntroductions: ofCourse,
  updateToolSettings: (world) => ({ ...glossary(world), changes: [{ name: "firstOnly", flag: false }] }),
  updateNewCourseSettings: () => ({ input: {} }),
  approveCourse: ({ ids }) => ({ id: ids["waitingCourse"] }),
  refuseCourse: ({ ids }) => ({ id: ids["waitingCourse"], reason: "Twice the same" }),
  askForApproval: ({ ids }) => ({ id: ids["waitingCourse"] }),
  createCourseField: () => ({ input: newField }),
  updateCourseField: ({ ids }) => ({ id: ids["courseField"], input: newField }),
  setCourseFieldInUse: ({ ids }) => ({ id: ids["courseField"], inUse: false }),
  orderCourseFields: () => ({ ids: [] }),
  changeCourses: ({ ids }) => ({ ids: [ids["course"]], input: { language: "fr" } }),
  exportCourses: () => ({ format: "CSV" }),
  setCampusTool: () => ({ tool: "people", hidden: false }),
  saveCourseCategory: () => ({ title: "Arts" }),
  createSection: (world) => ({ input: { ...ofCourse(world), title: "New" } }),
  updateSection: (world) => ({ ...theSection(world), title: "New" }),
  moveSection: theSection,
  placeItem: (world) => ({ itemId: world.ids["placed"], input: intoSection(world) }),
  moveEntry: (world) => ({ entryId: world.ids["entry"], input: intoSection(world) }),
  removeEntry: ({ ids }) => ({ entryId: ids["entry"] }),
  createShortcut: (world) => ({ input: { ...ofCourse(world), itemId: world.ids["section"] } }),
  courseReadiness: ofCourse,
  reorderShortcuts: (world) => ({ ...ofCourse(world), ids: [world.ids["shortcut"]] }),
  removeShortcut: ({ ids }) => ({ id: ids["shortcut"] }),
  item: theSection,
  itemDetails: theSection,
  itemVersions: theSection,
  updateItem: (world) => ({ ...theSection(world), input: { title: "New" } }),
  restoreItemVersion: (world) => ({ ...theSection(world), number: 0 }),
  trashItem: theSection,
  restoreTrash: (world) => ({ ...ofCourse(world), trashId: world.ids["trash"] }),
  overrideItemInSession: ({ ids }) => ({ itemId: ids["section"], sessionId: ids["session"], input: { state: "HIDDEN" } }),
  itemAccessFor: ({ ids }) => ({ itemId: ids["section"], userId: ids["victim"] }),
};
