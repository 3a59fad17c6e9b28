import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { RegistrationOptionsDocument } from "./sign-in.generated";
import { signInRoutes } from "./sign-in.routes";

jest.setTimeout(40_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./register-page");
});

const field = {
  ...{ __typename: "ProfileField" as const, id: "f1", kind: "CHOICE" as const, choices: ["4a", "4b"], required: true, hints: [] },
  labels: [{ __typename: "LocalizedText" as const, language: "en", text: "Class" }],
};
const options = {
  ...{
    __typename: "RegistrationOptions" as const,
    mode: "INVITATION" as "INVITATION" | "CLOSED",
    invited: false,
    mailDomains: ["school.example"],
    asTeacher: false,
  },
  ...{ passwordMinimum: 12, passwordNeeds: ["DIGIT" as const], fields: [field], terms: null },
};
const mocks = (registrationOptions: typeof options, variables: object = {}) => [
  {
    request: { query: RegistrationOptionsDocument, variables: { language: "en", ...variables } },
    result: { data: { registrationOptions } },
  },
];

test("registering asks for a code, the campus's own fields and its kind of password", async () => {
  const { user } = await renderRoute(signInRoutes, { at: "/register?code=abcd-efgh", mocks: mocks(options), viewer: null });
  expect(await screen.findByLabelText(/Invitation code/)).toHaveProperty("value", "abcd-efgh");
  expect(screen.getByText(/@school.example/)).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.selectOptions(screen.getByLabelText(/^Class/), "4b");
  await user.type(screen.getByLabelText(/Given name/), "Emmy");
  await user.type(screen.getByLabelText(/E-mail/), "emmy@school.example");
  await user.click(screen.getByRole("button", { name: "Next" }));
  expect(await screen.findByText(/At least 12 characters\..*Add a digit\./)).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("a link that was sent to somebody opens the form where the campus is closed; without one it says so", async () => {
  const joinCode = "A".repeat(22);
  const closed = { ...options, mode: "CLOSED" as const, mailDomains: [] };
  const invited = mocks({ ...closed, invited: true }, { joinCode });
  const { unmount } = await renderRoute(signInRoutes, { at: `/register?next=%2Fjoin%2F${joinCode}`, mocks: invited, viewer: null });
  expect(await screen.findByText("Use the address that your invitation was sent to.")).toBeTruthy();
  expect(screen.queryByLabelText(/Invitation code/)).toBeNull();
  expect(await axeFindings()).toEqual([]);
  unmount();
  await renderRoute(signInRoutes, { at: "/register?next=%2Fc%2FDEMO", mocks: mocks(closed), viewer: null });
  expect(await screen.findByText(/does not take registrations/)).toBeTruthy();
}, 20_000);
