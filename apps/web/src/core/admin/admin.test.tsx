import { expect, test } from "@jest/globals";
import { accountSettings } from "@lyceum/shared/inputs/account-settings";
import { screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import {
  AdminProfileFieldsDocument,
  AdminSafetyDocument,
  CreateProfileFieldDocument,
  UpdateAccountSettingsDocument,
} from "./admin.generated";
import { adminRoutes } from "./admin.routes";

const values = accountSettings.parse({});
const rule = (one: (typeof values)["sights"]["email"]) => ({ __typename: "SightRule" as const, ...one });
const settings = (version: number, change: Partial<typeof values> = {}) => {
  const all = { ...values, ...change };
  return {
    ...{ __typename: "AccountSettings" as const, ...all, version, mailServer: true },
    factor: { __typename: "FactorRules" as const, ...all.factor },
    startPages: { __typename: "StartPages" as const, ...all.startPages },
    sights: {
      __typename: "SightRules" as const,
      email: rule(all.sights.email),
      phone: rule(all.sights.phone),
      officialCode: rule(all.sights.officialCode),
    },
  };
};
const viewer = someViewer({ roles: ["ADMINISTRATOR"] });

test("a second factor is required of teachers: everything is written together, over the version that was read", async () => {
  const factor = { ...values.factor, teacher: "REQUIRED" as const };
  const mocks = [
    { request: { query: AdminSafetyDocument }, result: { data: { accountSettings: settings(4) } } },
    {
      request: { query: UpdateAccountSettingsDocument, variables: { input: { ...values, factor }, expectedVersion: 4 } },
      result: { data: { updateAccountSettings: settings(5, { factor }) } },
    },
    {
      request: { query: UpdateAccountSettingsDocument, variables: { input: { ...values, factor, oneDevice: true }, expectedVersion: 5 } },
      result: { data: { updateAccountSettings: settings(6, { factor, oneDevice: true }) } },
    },
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/safety", mocks, viewer });
  const factors = within(await screen.findByRole("region", { name: "Second factors" }));
  expect(await axeFindings()).toEqual([]);
  await user.selectOptions(factors.getByLabelText("Teachers"), "Required");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
  // A second change goes over the version that the first one gave.
  await user.click(screen.getByRole("checkbox", { name: /one device/i }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getAllByText("Saved.")).toHaveLength(2));
}, 20_000);

test("a field is added to everybody's profile", async () => {
  const input = {
    ...{
      kind: "TEXT" as const,
      labels: [{ language: "en", text: "Hobby" }],
      hints: [],
      choices: [],
      required: false,
      atRegistration: true,
    },
    ...{ ownerEdits: true, sight: "COURSE" as const, mayChooseSight: true, findable: false },
  };
  const made = {
    ...{ __typename: "ProfileField" as const, ...input, id: "f1", archivedAt: null, version: 1 },
    labels: [{ __typename: "LocalizedText" as const, language: "en", text: "Hobby" }],
  };
  const list = (profileFields: (typeof made)[]) => ({
    request: { query: AdminProfileFieldsDocument },
    result: { data: { accountSettings: settings(0), profileFields } },
  });
  const mocks = [
    list([]),
    { request: { query: CreateProfileFieldDocument, variables: { input } }, result: { data: { createProfileField: made } } },
    list([made]),
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/fields", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Add a field" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Name (English)"), "Hobby");
  await user.click(dialog.getByLabelText("Registration asks for it"));
  await user.selectOptions(dialog.getByLabelText("Who sees it"), "Everybody in their courses");
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("button", { name: "Change Hobby" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 30_000);
