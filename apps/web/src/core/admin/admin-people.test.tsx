import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import {
  AdminClassDocument,
  AdminClassesDocument,
  AdminEnrolmentDocument,
  CreateClassDocument,
  TakeOutOfClassDocument,
  UpdateEnrolmentRulesDocument,
} from "./admin-people.generated";
import { SessionUserChoicesDocument } from "../sessions/sessions.generated";
import { adminRoutes } from "./admin.routes";

jest.setTimeout(40_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./classes-page");
  await import("./class-page");
  await import("./enrolment-page");
});
const viewer = someViewer({ roles: ["ADMINISTRATOR"] });
const group = (over: object = {}) => ({
  ...{ __typename: "UserClass", id: "c1", title: "3B", description: "", memberCount: 1, version: 1 },
  ...over,
});
const ana = { __typename: "Person", id: "u1", name: "Ana Ruiz", givenName: "Ana", familyName: "Ruiz", pictureUrl: null };
const onePage = (id: string, members: object[]) => ({
  request: { query: AdminClassDocument, variables: { id } },
  result: { data: { userClass: group({ id, memberCount: members.length }), userClassMembers: members } },
});

const nobodyFound = {
  request: { query: SessionUserChoicesDocument, variables: { search: "" } },
  result: { data: { users: { __typename: "UserConnection", nodes: [] } } },
};

test("a class is made from an empty list, and opened to put people in", async () => {
  const mocks = [
    {
      request: { query: AdminClassesDocument, variables: { search: null } },
      result: {
        data: {
          userClasses: {
            ...{ __typename: "UserClassConnection", nodes: [], totalCount: 0 },
            pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
          },
        },
      },
    },
    {
      request: { query: CreateClassDocument, variables: { input: { title: "3B", description: "" } } },
      result: { data: { createUserClass: group({ memberCount: 0 }) } },
    },
    onePage("c1", []),
    nobodyFound,
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/classes", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Add a class" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText(/Name/), "3B");
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Add the class" }));
  expect(await screen.findByRole("heading", { name: "3B", level: 1 })).toBeTruthy();
  expect(screen.getByText("Nobody is in this class yet.")).toBeTruthy();
});

test("people are taken out of a class, and it is deleted only by its name", async () => {
  const mocks = [
    onePage("c1", [ana]),
    {
      request: { query: TakeOutOfClassDocument, variables: { id: "c1", userIds: ["u1"] } },
      result: { data: { removeUserClassMembers: group({ memberCount: 0 }) } },
    },
    onePage("c1", []),
    nobodyFound,
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/classes/c1", mocks, viewer });
  await user.click(await screen.findByRole("checkbox", { name: "Choose Ana Ruiz" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Take 1 out" }));
  expect(await screen.findByText("Nobody is in this class yet.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Delete the class" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("button", { name: "Delete the class" })).toHaveProperty("disabled", true);
});

test("the rules of enrolment are written over the version that was read", async () => {
  const rules = { ceiling: 30, teachersEnrol: "EVERYBODY" as const, othersShown: null };
  const settings = (over: object) => ({ __typename: "EnrolmentSettings", ...rules, ...over });
  const change = { ceiling: 30, teachersEnrol: "NOBODY" as const, othersShown: null };
  const mocks = [
    { request: { query: AdminEnrolmentDocument }, result: { data: { enrolmentSettings: settings({ version: 2 }) } } },
    {
      request: { query: UpdateEnrolmentRulesDocument, variables: { input: change, expectedVersion: 2 } },
      result: { data: { updateEnrolmentSettings: settings({ ...change, version: 3 }) } },
    },
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/enrolment", mocks, viewer });
  await user.click(await screen.findByRole("radio", { name: "Nobody: administrators do it" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
});
