import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { MyConsentsDocument, MyPlacesDocument, MyProfileDocument, SetMySightDocument, UpdateMyProfileDocument } from "./profile.generated";
import { profileRoutes } from "./profile.routes";

const labels = [
  { __typename: "LocalizedText" as const, language: "fr", text: "Loisir" },
  { __typename: "LocalizedText" as const, language: "en", text: "Hobby" },
];
const field = {
  __typename: "ProfileField" as const,
  id: "f1",
  kind: "TEXT" as const,
  labels,
  hints: [],
  choices: [],
  required: true,
  ownerEdits: true,
};
const person = {
  ...{ __typename: "User" as const, ...someViewer(), email: "noor@example.org", name: "Noor Haddad", officialCode: null, phone: null },
  ...{ roles: [], version: 1 },
};
const profile = {
  viewer: person,
  profileRules: {
    ...{ __typename: "ProfileRules" as const, mayChangeNames: false, mayChangeOfficialCode: false, passwordMinimum: 10 },
  },
  myProfileValues: [{ __typename: "ProfileValue" as const, field, value: "chess" }],
  mySights: [
    { __typename: "MySight" as const, field: "phone", sight: "NOBODY" as const, mayChoose: true },
    { __typename: "MySight" as const, field: "f1", sight: "STAFF" as const, mayChoose: false },
  ],
};
const mine = { request: { query: MyProfileDocument }, result: { data: profile }, maxUsageCount: 3 };

test("one fills in the campus's own fields, and a fault stays at its field", async () => {
  const saved = {
    request: { query: UpdateMyProfileDocument, variables: { input: { fields: [{ fieldId: "f1", value: "go" }] } } },
    result: { data: { updateMyProfile: person } },
  };
  const { user } = await renderRoute(profileRoutes, { at: "/profile", mocks: [mine, saved] });
  const more = within(await screen.findByRole("region", { name: "More about you" }, { timeout: 10_000 }));
  const hobby = more.getByLabelText(/^Hobby/);
  await user.clear(hobby);
  await user.tab();
  expect(await screen.findByText("This is needed.")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.type(hobby, "go");
  await user.tab();
  expect(await more.findByText(/Saved/)).toBeTruthy();
}, 20_000);

test("one chooses who sees a field; what the campus has fixed cannot be chosen", async () => {
  const chosen = {
    request: { query: SetMySightDocument, variables: { field: "phone", sight: "COURSE" as const } },
    result: { data: { setMySight: [{ ...profile.mySights[0]!, sight: "COURSE" as const }, profile.mySights[1]!] } },
  };
  const { user } = await renderRoute(profileRoutes, { at: "/profile", mocks: [mine, chosen] });
  const sights = within(await screen.findByRole("region", { name: "Who sees what" }));
  expect(sights.getByLabelText("Hobby")).toHaveProperty("disabled", true);
  await user.selectOptions(sights.getByLabelText("Phone"), "Everybody in my courses");
  expect(await sights.findByText(/Saved/)).toBeTruthy();
  expect(sights.getByLabelText("Phone")).toHaveProperty("value", "COURSE");
}, 20_000);

test("roles, classes, courses and sessions are listed, with a way to the rest of a long list", async () => {
  const place = {
    ...{ __typename: "MyCourse" as const, id: "e1", role: "TUTOR" as const, phase: "PAST" as const, lastAccessAt: null },
    course: { __typename: "Course" as const, id: "c1", code: "BIO", title: "Biology" },
    session: { __typename: "Session" as const, id: "s1", title: "Spring" },
  };
  const data = {
    viewer: { __typename: "User" as const, id: person.id, roles: ["TEACHER" as const] },
    myClasses: [{ __typename: "MyClass" as const, id: "k1", title: "Physics 2", description: "Mondays" }],
    myCourses: {
      ...{ __typename: "MyCourseConnection" as const, nodes: [place] },
      pageInfo: { __typename: "PageInfo" as const, hasNextPage: true },
    },
  };
  await renderRoute(profileRoutes, { at: "/profile/places", mocks: [{ request: { query: MyPlacesDocument }, result: { data } }] });
  expect((await screen.findByRole("link", { name: "Biology" })).getAttribute("href")).toBe("/c/BIO~s1");
  expect(screen.getByText("Teacher")).toBeTruthy();
  expect(screen.getByText("Tutor")).toBeTruthy();
  expect(within(screen.getByRole("region", { name: "Classes" })).getByText("Physics 2")).toBeTruthy();
  expect(screen.getByRole("link", { name: "See all your courses" }).getAttribute("href")).toBe("/courses?phase=ALL");
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("accepted terms can be read again, with their date", async () => {
  const document = {
    ...{ __typename: "LegalDocument" as const, id: "d1", language: "en", version: 2, body: "Be kind.", summaryOfChange: "" },
    publishedAt: "2026-01-01T00:00:00Z",
  };
  const data = { myConsents: [{ __typename: "Consent" as const, id: "k1", givenAt: "2026-02-03T10:00:00Z", document }] };
  const { user } = await renderRoute(profileRoutes, {
    at: "/profile/consents",
    mocks: [{ request: { query: MyConsentsDocument }, result: { data } }],
  });
  await user.click(await screen.findByRole("button", { name: /version 2/ }));
  expect(screen.getByText("Be kind.")).toBeTruthy();
  expect(screen.getByText(/2026/)).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);
