import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { GraphQLError } from "graphql";
import { axeFindings } from "../../test/axe";
import { PeopleHistoryDocument, PeopleUpdateDocument, PersonPageDocument } from "./people.generated";
import { type Mock, openPeople, row } from "./test-people";

jest.setTimeout(40_000);
beforeAll(() => import("./person-page"));

const AT = "/c/DEMO/people/user-e1";
const asked = { query: PersonPageDocument, variables: { courseId: "course-1", sessionId: null, userId: "user-e1" } };
const label = { __typename: "LocalizedText", language: "en", text: "Motto" };
const person = (staff: boolean, mine: string | null, over: object = {}): Mock => ({
  request: asked,
  result: {
    data: {
      liveCursor: "0",
      people: { __typename: "PeopleTool", viewerCan: { __typename: "PeopleViewerCan", seeStaffFields: staff } },
      myEnrolment: mine && { __typename: "Enrolment", id: mine },
      courseUser: row("e1", "Ana", "Ruiz", { groups: [{ __typename: "EnrolmentGroup", id: "g1", title: "Owls" }], ...over }, staff),
      personCard: {
        __typename: "PersonCard",
        ...{ id: "e1", language: "en", timeZone: "Europe/Paris", email: null, phone: null, officialCode: null },
        values: [
          {
            __typename: "ProfileValue",
            field: { __typename: "ProfileField", id: "f1", kind: "TEXT", labels: [label] },
            value: "Onward",
          },
        ],
      },
    },
  },
  maxUsageCount: 9,
});
const history: Mock = {
  request: { query: PeopleHistoryDocument, variables: { enrolmentId: "e1" } },
  result: {
    data: {
      enrolmentHistory: [
        {
          __typename: "EnrolmentHistoryEntry",
          ...{ id: "h1", what: "enrolment.started", at: "2026-09-01T08:00:00.000Z", by: null },
          ...{ roleBefore: null, roleAfter: "LEARNER", reason: "By list", undo: false },
        },
      ],
    },
  },
  maxUsageCount: 9,
};

test("whoever may not know of somebody is told that there is nothing", async () => {
  const refusal = new GraphQLError("There is nothing here.", { extensions: { code: "NOT_FOUND" } });
  await openPeople([{ request: asked, result: { errors: [refusal] } }], "LEARNER", AT);
  expect(await screen.findByRole("heading", { level: 1, name: "There is no page here" })).toBeTruthy();
});

test("staff see how somebody is in, what happened, and act on it", async () => {
  const suspend: Mock = {
    request: { query: PeopleUpdateDocument, variables: { ids: ["e1"], change: { state: "SUSPENDED" } } },
    result: { data: { updateEnrolments: [row("e1", "Ana", "Ruiz", { state: "SUSPENDED", actId: "act-1" })] } },
  };
  const { user } = await openPeople([person(true, "mine"), history, suspend], "TEACHER", AT);
  expect(await screen.findByRole("heading", { level: 1, name: "Ana Ruiz" })).toBeTruthy();
  const here = screen.getByRole("region", { name: "In this course" });
  expect(within(here).getByText("1 of 4")).toBeTruthy();
  expect(within(screen.getByRole("region", { name: "Profile" })).getByText("Onward")).toBeTruthy();
  expect(await screen.findByText("By list")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Suspend" }));
  expect((await screen.findAllByText("1 person is suspended")).length).toBeGreaterThan(0);
});

test("learners see what is shown to them, write, and find their own profile from their own page", async () => {
  const { user, unmount } = await openPeople([person(false, "mine")], "LEARNER", AT);
  expect(await screen.findByText("Onward")).toBeTruthy();
  expect(screen.getByText("Owls")).toBeTruthy();
  expect(screen.queryByRole("region", { name: "In this course" })).toBeNull();
  expect(screen.queryByRole("region", { name: "What happened" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Suspend" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Write" }));
  expect(await screen.findByRole("dialog", { name: "Write a message" })).toBeTruthy();
  unmount();
  await openPeople([person(false, "e1")], "LEARNER", AT);
  expect(await screen.findByRole("link", { name: "This is you: change your profile" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Write" })).toBeNull();
});
