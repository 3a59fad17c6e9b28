import { describe, expect, test } from "@jest/globals";
import { act, screen, waitFor } from "@testing-library/react";
import { CoursePlaceDocument } from "../../kernel/course-place.generated";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { SessionViewerDocument } from "../session/session.generated";
import { setToolPages } from "../shell/course-tools";
import { searchEverywhere } from "../shell/search-registry";
import { Shell } from "../shell/shell";
import { hitAddress } from "./hit-address";
import { CourseSearchPageDocument, FindEverywhereDocument } from "./search.generated";
import { courseSearchRoutes } from "./course-search.routes";
import { registerCampusSearch } from "./search-provider";

registerCampusSearch();
setToolPages(["documents", "glossary"]);

const hit = (id: string, over: object = {}) => ({
  __typename: "SearchHit",
  id,
  courseCode: "BIO",
  sessionId: null,
  tool: "documents",
  kind: "document",
  rowId: `row-${id}`,
  part: 0,
  path: `/documents/view/row-${id}`,
  title: "Cell walls",
  titleRanges: [{ __typename: "TextRange", start: 0, end: 4 }],
  excerpt: "What a cell is made of",
  excerptRanges: [{ __typename: "TextRange", start: 7, end: 11 }],
  fuzzy: false,
  ...over,
});
const viewer = {
  request: { query: SessionViewerDocument },
  result: { data: { viewer: { __typename: "User", ...someViewer(), pictureUrl: null } } },
  maxUsageCount: 9,
};
const course = {
  __typename: "Course",
  id: "course-1",
  code: "BIO",
  title: "Biology",
  language: "en",
  viewerRole: "LEARNER",
  viewerCan: { __typename: "CourseCan", update: false, editHome: false, preview: false, changeSettings: false },
};
const place = {
  request: { query: CoursePlaceDocument, variables: { code: "BIO", sessionId: null } },
  result: { data: { courseByCode: course } },
  maxUsageCount: 9,
};
const answer = (variables: object, nodes: object[], hasNextPage = false) => ({
  request: { query: CourseSearchPageDocument, variables: { courseId: "course-1", sessionId: null, ...variables } },
  result: {
    data: {
      searchCourse: {
        __typename: "SearchHitConnection",
        nodes,
        pageInfo: { __typename: "PageInfo", hasNextPage, endCursor: hasNextPage ? "next" : null },
        totalCount: 2,
      },
    },
  },
});
const routes = {
  element: <Shell />,
  children: [
    {
      id: "course",
      path: "c/:code",
      loader: () => ({ place: { courseId: "course-1", title: "Biology", address: "/c/BIO" } }),
      children: courseSearchRoutes,
    },
  ],
};

describe("course search", () => {
  test("words and tool are in the address; matches are marked; pages go on", async () => {
    const mocks = [
      viewer,
      place,
      answer({ text: "cell", tools: ["documents"] }, [hit("1")], true),
      answer({ text: "cell", tools: ["documents"], after: "next" }, [hit("2", { title: "Tissues", titleRanges: [], part: 3 })]),
    ];
    const { user } = await renderRoute(routes, { at: "/c/BIO/search?q=cell&tool=documents", mocks, words: ["search"] });
    expect(await screen.findByRole("link", { name: "Cell walls" })).toHaveProperty("pathname", "/c/BIO/documents/view/row-1");
    expect([...document.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["Cell", "cell"]);
    expect(screen.getByText("2 results")).toBeTruthy();
    await act(() => user.click(screen.getByRole("button", { name: "Show more" })));
    expect(await screen.findByRole("link", { name: "Tissues" })).toBeTruthy();
    expect(screen.getByText(/Part 3/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Cell walls" })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });

  test("what is typed goes to the address, and nothing found is said with a way on", async () => {
    const mocks = [viewer, place, answer({ text: "zebra", tools: null }, [])];
    const { user, router } = await renderRoute(routes, { at: "/c/BIO/search", mocks, words: ["search"] });
    expect(await screen.findByText("Look for something")).toBeTruthy();
    await user.type(screen.getByRole("searchbox", { name: "Words" }), "zebra");
    expect(await screen.findByText("Nothing found")).toBeTruthy();
    await waitFor(() => expect(router.state.location.search).toBe("?q=zebra"));
  });
});

describe("addresses", () => {
  const hitAt = (over: object) => hitAddress(hit("1", over) as unknown as Parameters<typeof hitAddress>[0]);
  test("keep the session, and lead to the course where a tool has no pages", () => {
    expect(hitAt({ sessionId: "s" })).toBe("/c/BIO~s/documents/view/row-1");
    expect(hitAt({ tool: "glossary", path: "/glossary/row-1" })).toBe("/c/BIO/glossary/row-1");
    expect(hitAt({ path: null })).toBe("/c/BIO/documents");
    expect(hitAt({ tool: "wiki", path: "/wiki/x" })).toBe("/c/BIO");
  });
});

test("the dialog finds courses, people and content, each with its address", async () => {
  const found = {
    __typename: "SearchAnswer",
    courses: [
      { __typename: "CourseHit", id: "course-1", code: "BIO", title: "Biology of the cell", sessionId: "s", sessionTitle: "Spring" },
    ],
    people: [
      {
        __typename: "CoursePersonHit",
        person: { __typename: "Person", id: "p", name: "Marcel" },
        courseCode: "BIO",
        sessionId: null,
        courseTitle: "Biology",
      },
    ],
    items: [hit("1")],
  };
  const mocks = [viewer, { request: { query: FindEverywhereDocument, variables: { text: "cel" } }, result: { data: { search: found } } }];
  await renderRoute(routes, { mocks, at: "/c/BIO/search", words: ["search"] });
  const groups = await searchEverywhere("cel", new AbortController().signal);
  expect(groups.map(({ label, results }) => [label, results.map(({ to }) => to)])).toEqual([
    ["Courses", ["/c/BIO~s"]],
    ["People", ["/c/BIO"]],
    ["In your courses", ["/c/BIO/documents/view/row-1"]],
  ]);
});
