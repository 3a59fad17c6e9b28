import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { type Mock, openPeople, page, row } from "./test-people";
import { PeopleImportDocument, PeopleUpdateDocument } from "./people.generated";
import { readPeopleFilter } from "./people-filter";

// Typing into a dialog and asking axe take their time on a busy machine.
jest.setTimeout(40_000);
// The page's code is compiled before anybody waits for the page.
beforeAll(() => import("./people-page"));

test("the address says what is listed; what only staff may ask is left out for others", () => {
  const address = new URLSearchParams("q=ana&role=TUTOR&state=SUSPENDED&access=never&order=LOGIN&direction=descending&group=g1");
  expect(readPeopleFilter(address, true)).toEqual({
    filter: { text: "ana", roles: ["TUTOR"], states: ["SUSPENDED"], groupId: "g1", neverEntered: true },
    orderBy: "LOGIN",
    descending: true,
  });
  expect(readPeopleFilter(address, false)).toEqual({
    filter: { text: "ana", roles: ["TUTOR"], groupId: "g1" },
    orderBy: "ROLE",
    descending: true,
  });
  expect(readPeopleFilter(new URLSearchParams("role=BOSS&order=SHOE"), true)).toEqual({ filter: {}, orderBy: "NAME", descending: false });
});

test("a teacher has a grid with sorting, choosing, and acts that say how many", async () => {
  const suspended: Mock = {
    request: { query: PeopleUpdateDocument, variables: { ids: ["e1"], change: { state: "SUSPENDED" } } },
    result: { data: { updateEnrolments: [row("e1", "Ana", "Ruiz", { state: "SUSPENDED", actId: "act-1" })] } },
  };
  const { user } = await openPeople([page([row("e1", "Ana", "Ruiz"), row("e2", "Ben", "Zola")], true), suspended]);
  const grid = await screen.findByRole("grid", { name: "People" });
  expect(within(grid).getAllByRole("row")).toHaveLength(3);
  expect(within(grid).getByRole("columnheader", { name: /Name/ }).getAttribute("aria-sort")).toBe("ascending");
  expect(screen.queryByRole("toolbar")).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: "Choose Ana Ruiz" }));
  expect(within(screen.getByRole("toolbar")).getByText("1 person chosen")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Suspend" }));
  expect((await screen.findAllByText("1 person is suspended")).length).toBeGreaterThan(0);
  expect(await screen.findByText("Suspended")).toBeTruthy();
});

test("a list is checked line by line before anybody is enrolled", async () => {
  const lines = [
    {
      __typename: "ImportedLine",
      line: 1,
      text: "ana",
      outcome: "ENROLLED",
      reason: null,
      role: "LEARNER",
      person: { __typename: "Person", id: "u1", name: "Ana Ruiz" },
    },
    { __typename: "ImportedLine", line: 2, text: "nobody", outcome: "UNKNOWN", reason: "NOBODY_FOUND", role: null, person: null },
  ];
  const counts = ["ENROLLED", "ALREADY", "CHANGED", "UNKNOWN", "AMBIGUOUS", "REFUSED"].map((outcome) => ({
    __typename: "ImportCount",
    outcome,
    count: lines.filter((line) => line.outcome === outcome).length,
  }));
  const answer = (dryRun: boolean): Mock => ({
    request: {
      query: PeopleImportDocument,
      variables: { courseId: "course-1", text: "ana\nnobody", dryRun, options: { sessionId: null, role: "LEARNER", notify: !dryRun } },
    },
    result: {
      data: {
        importEnrolments: {
          __typename: "EnrolmentImport",
          actId: dryRun ? null : "act-2",
          table: false,
          ignoredColumns: [],
          counts,
          lines,
        },
      },
    },
  });
  const { user } = await openPeople([page([], true), answer(true), answer(false)]);
  expect(await screen.findByText("Nobody yet")).toBeTruthy();
  await user.click(screen.getAllByRole("button", { name: "Add people" })[0]!);
  const dialog = await screen.findByRole("dialog", { name: "Add people" });
  await user.type(within(dialog).getByRole("textbox", { name: "Or paste a list" }), "ana\nnobody");
  await user.click(within(dialog).getByRole("button", { name: "Check the list" }));
  const table = await within(dialog).findByRole("table");
  expect(
    within(table)
      .getAllByRole("row")
      .map((line) => line.textContent),
  ).toEqual(["LineWhoResultAs", expect.stringContaining("Nobody of the portal"), expect.stringContaining("Ana Ruiz")]);
  expect(await axeFindings()).toEqual([]);
  await user.click(within(dialog).getByRole("switch", { name: /Tell the new people/ }));
  await user.click(within(dialog).getByRole("button", { name: "Enrol 1 person" }));
  expect((await screen.findAllByText("1 person is enrolled")).length).toBeGreaterThan(0);
});

test("learners see cards of what the course shows, and nothing to work with", async () => {
  await openPeople(
    [page([row("e1", "Ana", "Ruiz", {}, false), row("e2", "Ben", "Zola", { email: "ben@example.org" }, false)], false)],
    "LEARNER",
  );
  expect(await screen.findByText("Ana Ruiz")).toBeTruthy();
  expect(screen.getByRole("link", { name: "ben@example.org" })).toBeTruthy();
  expect(screen.getByRole("region", { name: "Teachers and tutors" })).toBeTruthy();
  expect(screen.queryByRole("grid")).toBeNull();
  expect(screen.queryByRole("button", { name: "Add people" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Download the list" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});
