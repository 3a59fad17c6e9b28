import { ApolloLink, Observable } from "@apollo/client";
import { getMainDefinition } from "@apollo/client/utilities";
import { expect, test } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { courseAddress } from "../../kernel/course-place";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { CourseHomePage } from "./course-home-page";
import { homeLoader } from "./home-loader";

type Role = "TEACHER" | "LEARNER";
const open = { __typename: "ItemAccess", open: true, reasons: [] };
const item = (id: string, title: string, over: object = {}) => ({
  __typename: "DocumentPage",
  id,
  tool: "documents",
  kind: "page",
  address: `/documents/${id}`,
  title,
  state: "PUBLISHED",
  opensAt: null,
  closesAt: null,
  dueAt: null,
  version: 1,
  access: open,
  progress: null,
  ...over,
});
const ring = (complete: number, countable: number, fraction: number) => ({ __typename: "Ring", complete, countable, fraction });
const tool = (key: string, newCount: number) => ({
  __typename: "CourseTool",
  id: `run.${key}`,
  key,
  visible: true,
  hiddenByPlatform: false,
  label: null,
  iconUrl: null,
  position: 1,
  newCount,
});

function homeFor(role: Role) {
  const staff = role === "TEACHER";
  const entries = [
    item("i1", "Moss", { progress: { __typename: "ItemProgress", id: "p1", state: "IN_PROGRESS", fraction: 0.5 } }),
    item("i2", "Ferns", {
      access: { __typename: "ItemAccess", open: false, reasons: [{ __typename: "AccessReason", code: "DRAFT", params: [] }] },
    }),
  ].map((row, index) => ({
    __typename: "SectionEntry",
    id: `e${index}`,
    sectionId: "s1",
    itemId: row.id,
    position: index + 1,
    indent: 0,
    item: row,
  }));
  const can = { __typename: "CourseViewerCan", update: staff, editHome: staff, changeSettings: staff, preview: staff };
  return {
    __typename: "CourseHome",
    id: "run",
    preview: false,
    favourite: false,
    session: null,
    ring: ring(1, 4, 0.375),
    course: {
      __typename: "Course",
      id: "course-1",
      code: "BIO",
      title: "Botany",
      color: "#27406B",
      pictureUrl: null,
      introVideoUrl: "https://vimeo.com/1",
      version: 1,
      teachers: [{ __typename: "Person", id: "t", name: "Ana Ruiz" }],
      viewerRole: role,
      viewerCan: can,
    },
    nextDue: [],
    continueWith: staff ? null : item("i1", "Moss"),
    introduction: null,
    sections: [
      {
        __typename: "HomeSection",
        id: "s1",
        ring: ring(0, 1, 0.5),
        section: { __typename: "CourseSection", id: "s1", title: "Week 1", state: "PUBLISHED", opensAt: null, version: 1, access: open },
        entries,
      },
    ],
    tools: [tool("documents", 2), tool("glossary", 0)],
    shortcuts: [
      {
        __typename: "CourseShortcut",
        id: "h1",
        label: "Start with moss",
        pictureUrl: null,
        replacesBase: false,
        mayRemove: true,
        item: { __typename: "DocumentPage", id: "i1", title: "Moss", tool: "documents", address: "/documents/i1" },
      },
    ],
    autoLaunch: null,
  };
}

const news = [
  {
    __typename: "CourseNewsEntry",
    id: "n1",
    tool: "documents",
    name: "documents.page.published",
    at: "2026-11-20T10:00:00Z",
    title: "Moss",
    address: "/documents/i1",
    actorName: "Ana Ruiz",
  },
];

/** The server takes addresses of Vimeo here, and refuses all others at their field. */
function setVideo({ introVideoUrl }: { introVideoUrl: string | null }): object {
  if (introVideoUrl === null || introVideoUrl.startsWith("https://vimeo.com/"))
    return { updateCourse: { __typename: "Course", id: "course-1", introVideoUrl, version: 2 } };
  const issues = [{ path: ["input", "introVideoUrl"], code: "video.host", message: "No." }];
  return { errors: [{ message: "No.", extensions: { code: "INVALID_INPUT", issues } }] };
}

function api(role: Role) {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const answers: Record<string, () => object> = {
    CourseHome: () => ({ courseHome: homeFor(role) }),
    CoursePlace: () => {
      const { viewerCan, viewerRole } = homeFor(role).course;
      return {
        courseByCode: { __typename: "Course", id: "course-1", code: "BIO", title: "Botany", language: "en", viewerRole, viewerCan },
      };
    },
    CourseNews: () => ({ courseNews: news }),
    CreateShortcut: () => ({ createShortcut: { __typename: "CourseShortcut", id: "h1" } }),
    MarkNewsSeen: () => ({ markNewsSeen: true }),
    SetCourseVideo: () => setVideo(sent.at(-1) as { introVideoUrl: string | null }),
  };
  const link = new ApolloLink((operation) => {
    const definition = getMainDefinition(operation.query);
    asked.push(operation.operationName ?? "");
    sent.push(operation.variables);
    return new Observable((observer) => {
      if (definition.kind === "OperationDefinition" && definition.operation === "subscription") return;
      const answer = answers[operation.operationName ?? ""];
      if (!answer) throw new Error(`no answer for ${operation.operationName}`);
      // As over a network, never in the same breath.
      setTimeout(() => {
        const found = answer();
        observer.next("errors" in found ? (found as { errors: { message: string }[] }) : { data: found as Record<string, unknown> });
        observer.complete();
      });
    });
  });
  return { link, asked, sent };
}

async function show(role: Role, address = "/c/BIO") {
  const { link, asked, sent } = api(role);
  const place = {
    courseId: "course-1",
    sessionId: null,
    code: "BIO",
    title: "Botany",
    language: "en",
    address: courseAddress("BIO", null),
  };
  const route = {
    id: "course",
    path: "c/:code",
    loader: () => ({ place: { ...place, role, isStaff: role === "TEACHER", can: homeFor(role).course.viewerCan } }),
    children: [{ index: true, loader: homeLoader, element: <CourseHomePage /> }],
  };
  return { asked, sent, ...(await renderRoute(route, { at: address, mocks: link, words: ["courses", "reasons", "errors", "ui"] })) };
}

test("a learner reads where they stand, what is open, and goes on", async () => {
  await show("LEARNER");
  expect(await screen.findByRole("heading", { level: 1, name: "Botany" })).toBeTruthy();
  expect(screen.getByText("1 of 4 done")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Continue" })).toHaveProperty("pathname", "/c/BIO/documents/i1");
  expect(screen.getByRole("img", { name: /Moss: .*50/ })).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Ferns" })).toBeNull();
  expect(screen.getByRole("button", { name: "Watch the introduction" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Edit page" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("what is new is told by name, and all of it can be marked as seen", async () => {
  const { user, asked } = await show("LEARNER");
  await user.click(await screen.findByRole("button", { name: /New/ }));
  const list = await screen.findByRole("dialog", { name: "New since your last visit" });
  expect(await within(list).findByRole("link", { name: /Moss.*Page published.*Ana Ruiz/ })).toHaveProperty(
    "pathname",
    "/c/BIO/documents/i1",
  );
  expect(await axeFindings()).toEqual([]);
  await user.click(within(list).getByRole("button", { name: "Mark all as seen" }));
  expect(asked).toContain("MarkNewsSeen");
}, 20_000);

test("a teacher edits in place, with names on every control", async () => {
  const { user } = await show("TEACHER");
  await user.click(await screen.findByRole("button", { name: "Edit page" }));
  expect(await screen.findByRole("textbox", { name: "New section" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Hide Glossary from learners" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Choose a picture for Glossary" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Add something to Week 1" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("a shortcut is given another label, or the item's title again", async () => {
  const { user, sent } = await show("TEACHER", "/c/BIO?edit=1");
  expect((await screen.findByRole("link", { name: "Start with moss" })).getAttribute("href")).toBe("/c/BIO/documents/i1");
  await user.click(screen.getByRole("button", { name: "Change the shortcut Start with moss" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Change the shortcut Start with moss" }));
  expect(dialog.getByRole("button", { name: "Choose a picture" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.clear(dialog.getByRole("textbox", { name: /Label/ }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toContainEqual({ input: { courseId: "course-1", sessionId: null, itemId: "i1", label: null, pictureUploadId: undefined } });
}, 20_000);

test("the video is asked for only when somebody wants to watch, at an address that sets no cookie", async () => {
  const { user } = await show("LEARNER");
  const video = await screen.findByRole("region", { name: "Introductory video" });
  expect(document.querySelector("iframe")).toBeNull();
  expect(within(video).getByText(/player\.vimeo\.com/)).toBeTruthy();
  expect(within(video).queryByRole("button", { name: "Change the video" })).toBeNull();
  await user.click(within(video).getByRole("button", { name: "Watch the introduction" }));
  const frame = await within(video).findByTitle("Watch the introduction");
  expect(frame.getAttribute("src")).toBe("https://player.vimeo.com/video/1?autoplay=1&dnt=1");
  expect(frame.getAttribute("sandbox")).not.toContain("allow-top-navigation");
  expect(document.activeElement).toBe(frame);
}, 20_000);

test("a teacher changes the video in place; a refused address stays, with its reason", async () => {
  const { user, sent } = await show("TEACHER", "/c/BIO?edit=1");
  await user.click(await screen.findByRole("button", { name: "Change the video" }));
  const field = screen.getByRole("textbox", { name: /Introductory video/ });
  await user.clear(field);
  await user.type(field, "https://evil.example/1");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Give the address of a video at YouTube, Vimeo or Framatube.")).toBeTruthy();
  expect(field).toHaveProperty("value", "https://evil.example/1");
  expect(await axeFindings()).toEqual([]);
  await user.clear(field);
  await user.type(field, "https://vimeo.com/2");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("textbox", { name: /Introductory video/ })).toBeNull());
  expect(sent).toContainEqual({ id: "course-1", introVideoUrl: "https://vimeo.com/2", expectedVersion: 1 });
}, 20_000);
