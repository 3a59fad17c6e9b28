import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { preloadQuery } from "../../apollo";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { CourseReadinessPageDocument } from "./course-readiness.generated";
import { ReadinessPage } from "./readiness-page";

const finding = (check: string, tool: string, title: string, address: string, itemId: string | null = null) => ({
  __typename: "ReadinessFinding",
  check,
  tool,
  title,
  itemId,
  address,
});
const variables = { courseId: "course-1", sessionId: null };
const show = (courseReadiness: object[]) =>
  renderRoute(
    {
      id: "course",
      path: "c/:code",
      loader: () => ({ place: { ...variables, address: "/c/BIO", title: "Botany" } }),
      children: [{ path: "readiness", loader: () => preloadQuery(CourseReadinessPageDocument, { variables }), element: <ReadinessPage /> }],
    },
    {
      at: "/c/BIO/readiness",
      mocks: [{ request: { query: CourseReadinessPageDocument, variables }, result: { data: { courseReadiness } } }],
      words: ["courses", "shell"],
    },
  );

test("findings stand by kind, each leading to its repair", async () => {
  await show([
    finding("emptySection", "courses", "Week 1", "?edit=1", "s1"),
    finding("wordlessPicture", "documents", "Moss", "/documents/view/d1/edit", "d1"),
    finding("wordlessPicture", "courses", "", "?edit=1"),
  ]);
  const pictures = within(await screen.findByRole("region", { name: "Pictures without words" }));
  expect(pictures.getByRole("link", { name: "Moss" }).getAttribute("href")).toBe("/c/BIO/documents/view/d1/edit");
  expect(pictures.getByRole("link", { name: "Home page" }).getAttribute("href")).toBe("/c/BIO?edit=1");
  expect(within(screen.getByRole("region", { name: "Empty sections" })).getByRole("link", { name: "Week 1" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("where nothing is found the page says so", async () => {
  await show([]);
  expect(await screen.findByRole("heading", { name: "Nothing to repair" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);
