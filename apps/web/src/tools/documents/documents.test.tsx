import { beforeEach, expect, jest, test } from "@jest/globals";
import { ApolloLink, Observable } from "@apollo/client";
import { configure, screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { documentRoutes } from "./documents.routes";

const access = { __typename: "ItemAccess", open: true, reasons: [] };
const all = { __typename: "DocumentViewerCan", add: true, update: true, delete: true, manage: true, seeReaders: true, seeVersions: true };
const none = { ...all, add: false, update: false, delete: false, manage: false, seeReaders: false, seeVersions: false };

/** A document as the list asks for it. */
const row = (title: string, over: Record<string, unknown> = {}) => ({
  __typename: "DocumentFile",
  id: `id-${title}`,
  courseId: "c1",
  kind: "file",
  title,
  name: title,
  state: "PUBLISHED",
  parentId: null,
  position: 1,
  spaceId: "s1",
  spaceKind: "COURSE",
  mediaType: "text/plain",
  bytes: 2_048,
  revision: 1,
  versionNumber: 1,
  updatedAt: "2026-11-20T10:00:00Z",
  opensAt: null,
  closesAt: null,
  askConfirmation: false,
  ofSession: false,
  access,
  viewerCan: none,
  reading: null,
  ...over,
});
const folder = (title: string, over: object = {}) =>
  row(title, { __typename: "DocumentFolder", kind: "folder", mediaType: "inode/directory", bytes: 0, ...over });
const seen = { description: "", licence: "NONE", rightsHolder: null, createdAt: "2026-11-20T10:00:00Z", author: null, ancestors: [] };
const page = (over: object = {}) =>
  row("Spread", {
    ...{ __typename: "DocumentPage", kind: "page", mediaType: "text/html", ...seen },
    ...{ body: '<p>A mean <span data-math="x^2">x^2</span></p>', draft: null, ...over },
  });

const course = (role: "TEACHER" | "LEARNER") => ({
  __typename: "Course",
  id: "c1",
  code: "OS",
  title: "Systems",
  language: "en",
  viewerRole: role,
  viewerCan: { __typename: "CourseViewerCan" },
});

interface World {
  role?: "TEACHER" | "LEARNER";
  rows?: object[];
  document?: object;
}

/** An API that knows a course and its documents, and keeps what it was asked. */
function api({ role = "LEARNER", rows = [], document }: World) {
  const asked: { name: string; variables: Record<string, unknown> }[] = [];
  const end = { __typename: "PageInfo", hasNextPage: false, endCursor: null };
  const list = { __typename: "DocumentConnection", nodes: rows, pageInfo: end };
  const answers: Record<string, Record<string, unknown>> = {
    CoursePlace: { courseByCode: course(role) },
    DocumentFolder: { liveCursor: "0", documents: list, courseNotice: ["LEARNERS"], documentSpaces: [] },
    DocumentNotice: { courseNotice: ["LEARNERS"] },
    DocumentSiblings: { documents: list },
    FindDocuments: { searchDocuments: { __typename: "DocumentHitConnection", nodes: [] } },
    DocumentView: { liveCursor: "0", document },
    DeleteDocuments: { deleteDocuments: { __typename: "DocumentTrash", trashId: "t", ids: ["id-notes.txt"] } },
  };
  const link = new ApolloLink(({ operationName = "", variables }) => {
    asked.push({ name: operationName, variables });
    return new Observable((observer) => {
      const answer = answers[operationName];
      if (!answer) return;
      observer.next({ data: answer });
      observer.complete();
    });
  });
  return { link, asked };
}

async function open(at: string, world: World) {
  const { link, asked } = api(world);
  const routes = { path: "/c/:code/documents", children: documentRoutes.course };
  const shown = await renderRoute(routes, { at, mocks: link, words: ["documents", "courses", "ui"] });
  return { ...shown, asked };
}

// The pages' code is fetched by the routes: on a busy machine that alone can take seconds.
configure({ asyncUtilTimeout: 20_000 });
beforeEach(() => localStorage.clear());
jest.setTimeout(60_000);

test("a learner sees the folder as a grid, without what is not theirs to do", async () => {
  await open("/c/OS/documents", {
    rows: [folder("Week 1"), row("notes.txt"), row("later.txt", { state: "PUBLISHED", askConfirmation: true })],
  });
  const grid = await screen.findByRole("grid");
  expect(within(grid).getAllByRole("row")).toHaveLength(4);
  expect(within(grid).getByRole("link", { name: "Week 1" })).toHaveProperty("pathname", "/c/OS/documents/id-Week%201");
  expect(within(grid).getByText("Please confirm reading")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

test("arrows move between rows, Space selects, Delete puts into the trash", async () => {
  const rows = [folder("Week 1", { viewerCan: all }), row("notes.txt", { viewerCan: all })];
  const { user, asked } = await open("/c/OS/documents", { role: "TEACHER", rows });
  const [, first, second] = await screen.findAllByRole("row");
  first!.focus();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(second);
  await user.keyboard(" ");
  expect(second!.getAttribute("aria-selected")).toBe("true");
  expect(screen.getByRole("region", { name: "Selection" })).toBeTruthy();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(asked.find(({ name }) => name === "DeleteDocuments")?.variables["ids"]).toEqual(["id-notes.txt"]));
  await waitFor(() => expect(screen.queryByRole("link", { name: "notes.txt" })).toBeNull());
});

test("an empty folder says what to do, to those who may", async () => {
  await open("/c/OS/documents", { role: "TEACHER" });
  expect(await screen.findByText("No documents yet")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
});

test("a page is read with its formulas drawn", async () => {
  const { container } = await open("/c/OS/documents/view/id-Spread", { document: page() });
  expect(await screen.findByRole("heading", { level: 1, name: "Spread" })).toBeTruthy();
  await waitFor(() => expect(container.querySelector("[data-math] math")).not.toBeNull());
  expect(screen.queryByRole("link", { name: "Edit" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

test("a file is saved under its own address, where it is counted", async () => {
  const file = row("data.bin", { ...seen, mediaType: "application/octet-stream", url: "/files/f", contentUrl: null, textState: "NONE" });
  await open("/c/OS/documents/view/id-data.bin", { document: { ...file, pageCount: null, tracks: [] } });
  expect((await screen.findByRole("link", { name: /^Download/ })).getAttribute("href")).toBe("/d/id-data.bin?download");
  expect(await axeFindings()).toEqual([]);
});

test("a closed document says why, and shows nothing of itself", async () => {
  const closed = { ...access, open: false, reasons: [{ __typename: "AccessReason", code: "HIDDEN", params: [] }] };
  await open("/c/OS/documents/view/id-Spread", { document: page({ access: closed, body: null }) });
  expect(await screen.findByRole("heading", { level: 1, name: "Spread" })).toBeTruthy();
  expect(screen.queryByText(/A mean/)).toBeNull();
});

test("the editor goes on with its author's draft, and says so", async () => {
  const draft = { __typename: "DocumentDraft", body: "<p>Mine</p>", baseRevision: 1, at: "2026-11-20T10:00:00Z" };
  await open("/c/OS/documents/view/id-Spread/edit", { role: "TEACHER", document: page({ draft, viewerCan: all }) });
  expect(await screen.findByText(/This is your draft of/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Publish" })).toBeTruthy();
});
