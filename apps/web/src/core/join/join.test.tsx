import { expect, jest, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import type { MockLink } from "@apollo/client/testing";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { JoinPageDocument, JoinWithKeyPageDocument } from "./join.generated";
import { joinRoutes } from "./join.routes";

jest.setTimeout(40_000);
type Mock = MockLink.MockedResponse;

test("a link says where it leads, and offers an account to who has none", async () => {
  const face: Mock = {
    request: { query: JoinPageDocument, variables: { code: "abc" } },
    result: {
      data: {
        invitation: {
          __typename: "InvitationFace",
          courseCode: "GOLF",
          courseTitle: "Golf",
          sessionId: null,
          sessionTitle: null,
          role: "LEARNER",
        },
      },
    },
  };
  await renderRoute(joinRoutes, { at: "/join/abc", mocks: [face], words: ["people", "courses"], viewer: null });
  expect(await screen.findByRole("heading", { name: "Golf" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/sign-in?to=%2Fjoin%2Fabc");
  expect(screen.getByRole("link", { name: "Make an account" }).getAttribute("href")).toBe("/register?next=%2Fjoin%2Fabc");
  expect(await axeFindings()).toEqual([]);
});

test("a course that nobody joins by themself says so", async () => {
  const about: Mock = {
    request: { query: JoinWithKeyPageDocument, variables: { code: "GOLF" } },
    result: {
      data: {
        courseAbout: {
          __typename: "CourseAbout",
          id: "c1",
          code: "GOLF",
          title: "Golf",
          selfEnrol: false,
          hasEnrolKey: true,
          viewerRole: null,
        },
      },
    },
  };
  await renderRoute(joinRoutes, { at: "/courses/GOLF/join", mocks: [about], words: ["people", "courses"] });
  expect(await screen.findByText(/cannot be joined by oneself/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Come in" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});
