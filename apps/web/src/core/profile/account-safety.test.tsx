import { ApolloLink, Observable } from "@apollo/client";
import { MockLink } from "@apollo/client/testing";
import { notifications } from "@mantine/notifications";
import { afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { ProveItIsMeDocument } from "../session/step-up.generated";
import {
  CreateApiTokenDocument,
  DisableTotpDocument,
  EndDevicesDocument,
  MyDevicesDocument,
  MyFormerDevicesDocument,
  MySecurityDocument,
  MyTokensDocument,
  RenewRecoveryCodesDocument,
  RevokeApiTokenDocument,
} from "./profile.generated";
import { profileRoutes } from "./profile.routes";

jest.setTimeout(60_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./profile-frame");
  await import("./devices-page");
  await import("./tokens-page");
  await import("./security-page");
});

// What was said in one test is not heard in the next.
afterEach(() => notifications.clean());

const refused = (code: string, more: object = {}) => ({ data: null, errors: [{ message: code, extensions: { code, ...more } }] });
const stepUp = refused("LOCKED", { reasons: [{ code: "STEP_UP", params: {} }] });
/** Answers from a list; the stream of what happens to the account stays silent. */
const api = (mocks: object[]) =>
  ApolloLink.split(
    ({ operationType }) => operationType === "subscription",
    new ApolloLink(() => new Observable(() => undefined)),
    new MockLink(mocks as MockLink.MockedResponse[], { defaultOptions: { delay: 0 } }),
  );
const open = (page: string, mocks: object[]) => renderRoute(profileRoutes, { at: `/profile/${page}`, mocks: api(mocks) });

const device = (id: string, over: object) => ({
  ...{ __typename: "Device", id, browser: "Firefox", system: "Linux", address: "10.0.0.7", current: false, remembered: true },
  ...{ createdAt: "2026-02-01T10:00:00Z", lastSeenAt: "2026-02-03T10:00:00Z", ...over },
});
const here = device("d1", { current: true, browser: "Chrome" });
const phone = device("d2", { system: "Android" });
const strange = device("d3", { browser: null, system: null });
const devices = (...myDevices: object[]) => ({
  request: { query: MyDevicesDocument },
  result: { data: { liveCursor: "0", myDevices } },
});
const former = (...myFormerDevices: object[]) => ({ request: { query: MyFormerDevicesDocument }, result: { data: { myFormerDevices } } });
const ended = (variables: object, result: object) => ({ request: { query: EndDevicesDocument, variables }, result });

test("the only device cannot end itself, and nothing else was there", async () => {
  await open("devices", [devices(here), former()]);
  expect(await screen.findByText("You are signed in here only.")).toBeTruthy();
  expect(await screen.findByText("None in the last 90 days.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^End/ })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

test("a device is ended by its name; a refusal is said, and the list stays", async () => {
  const past = {
    ...{ __typename: "FormerDevice", id: "f1", browser: "Firefox", system: "Android", address: "10.0.0.7" },
    ...{ createdAt: "2026-02-01T10:00:00Z", endedAt: "2026-02-04T10:00:00Z" },
  };
  const { user } = await open("devices", [
    devices(here, phone, strange),
    former(),
    ended({ ids: ["d2"], others: false }, refused("RATE_LIMITED", { retryAfterSeconds: 30 })),
    ended({ ids: ["d2"], others: false }, { data: { endDevices: 1 } }),
    devices(here, strange),
    former(past),
  ]);
  const end = await screen.findByRole("button", { name: "End Firefox on Android" });
  expect(screen.getByRole("button", { name: "End Unknown browser" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(end);
  expect((await screen.findByRole("alert")).textContent).toContain("30");
  expect(screen.getByRole("button", { name: "End Firefox on Android" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "End Firefox on Android" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "End Firefox on Android" })).toBeNull());
  expect(within(await screen.findByRole("region", { name: "Former sign-ins" })).getByText("Firefox on Android")).toBeTruthy();
});

test("all the others are ended at once", async () => {
  const { user } = await open("devices", [
    devices(here, phone, strange),
    former(),
    ended({ others: true }, { data: { endDevices: 2 } }),
    devices(here),
    former(),
  ]);
  await user.click(await screen.findByRole("button", { name: "End all others" }));
  expect(await screen.findByText("You are signed in here only.")).toBeTruthy();
});

const token = {
  ...{ __typename: "ApiToken", id: "k1", name: "Backup", prefix: "lyc_ab12", scopes: ["read", "write"], expiresAt: null },
  ...{ createdAt: "2026-02-01T10:00:00Z", lastUsedAt: null },
};
const tokens = (...myTokens: object[]) => ({ request: { query: MyTokensDocument }, result: { data: { myTokens } } });

test("from no tokens to one: the password is asked for, and the secret is shown once", async () => {
  const input = { name: "Backup", scopes: ["read"], expiresAt: null };
  const create = (result: object) => ({ request: { query: CreateApiTokenDocument, variables: { input } }, result });
  const prove = (password: string, result: object) => ({ request: { query: ProveItIsMeDocument, variables: { password } }, result });
  const made = { __typename: "CreatedApiToken", secret: "lyc_ab12_secret", token: { __typename: "ApiToken", id: "k1" } };
  const { user } = await open("tokens", [
    tokens(),
    create(stepUp),
    prove("wrong", refused("INVALID_INPUT", { issues: [{ path: ["password"], code: "password.wrong", message: "" }] })),
    prove("right", { data: { proveItIsMe: true } }),
    create({ data: { createApiToken: made } }),
    tokens(token),
  ]);
  expect(await screen.findByRole("heading", { name: "No tokens yet" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "New token" }));
  const form = within(await screen.findByRole("dialog", { name: "New token" }));
  // A learner has no administrator's rights to give away.
  expect(form.queryByRole("checkbox", { name: "Administer" })).toBeNull();
  await user.type(form.getByLabelText(/^Name/), "Backup");
  await user.click(form.getByRole("combobox", { name: "Works for" }));
  await user.click(await screen.findByRole("option", { name: "No end" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(form.getByRole("button", { name: "Make the token" }));
  const proof = within(await screen.findByRole("dialog", { name: "Is it you?" }));
  await user.type(proof.getByLabelText(/^Password/), "wrong");
  await user.click(proof.getByRole("button", { name: "Go on" }));
  await waitFor(() => expect(proof.getByLabelText(/^Password/).getAttribute("aria-invalid")).toBe("true"));
  await user.type(proof.getByLabelText(/^Password/), "right");
  await user.click(proof.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText("lyc_ab12_secret")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "I have kept it" }));
  expect(await screen.findByRole("button", { name: "Revoke Backup" })).toBeTruthy();
  expect(screen.queryByText("lyc_ab12_secret")).toBeNull();
});

test("a token is revoked by its name; one that is not one's own is refused and stays", async () => {
  const revoke = (result: object) => ({ request: { query: RevokeApiTokenDocument, variables: { id: "k1" } }, result });
  const { user } = await open("tokens", [
    tokens(token),
    revoke(refused("NOT_FOUND")),
    revoke({ data: { revokeApiToken: true } }),
    tokens(),
  ]);
  await user.click(await screen.findByRole("button", { name: "Revoke Backup" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Revoke Backup" }));
  expect(await screen.findByRole("heading", { name: "No tokens yet" })).toBeTruthy();
});

const security = (factor: object, times = 1) => ({
  maxUsageCount: times,
  request: { query: MySecurityDocument },
  result: {
    data: {
      viewer: { __typename: "User", ...someViewer(), email: null },
      profileRules: { __typename: "ProfileRules", passwordMinimum: 10, passwordNeeds: [] },
      mySecondFactor: {
        ...{ __typename: "SecondFactor", rule: "OPTIONAL", dueAt: null, on: false, since: null, recoveryCodesLeft: 0, ...factor },
      },
    },
  },
});
const on = { on: true, since: "2026-02-01T10:00:00Z", recoveryCodesLeft: 2 };

test("a role without second factors is not offered one, and an account without an address says so", async () => {
  await open("security", [security({ rule: "OFF" })]);
  expect(await screen.findByText("This campus does not use second factors for your role.")).toBeTruthy();
  expect(screen.getByText("No address")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add an authenticator" })).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

test("a required factor cannot be switched off", async () => {
  await open("security", [security({ ...on, rule: "REQUIRED" })]);
  expect(await screen.findByText("2 recovery codes are left.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "New recovery codes" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Switch it off" })).toBeNull();
});

test("a wrong code stays at its field; the right one switches the factor off", async () => {
  const off = (code: string, result: object) => ({ request: { query: DisableTotpDocument, variables: { code } }, result });
  const { user } = await open("security", [
    security(on),
    off("111111", refused("INVALID_INPUT", { issues: [{ path: ["code"], code: "code.wrong", message: "" }] })),
    off("222222", { data: { disableTotp: true } }),
    security({}),
  ]);
  await user.click(await screen.findByRole("button", { name: "Switch it off" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Switch the second factor off" }));
  await user.type(dialog.getByLabelText(/^Code/), "111111");
  await user.click(dialog.getByRole("button", { name: "Switch it off" }));
  await waitFor(() => expect(dialog.getByLabelText(/^Code/).getAttribute("aria-invalid")).toBe("true"));
  expect(await axeFindings()).toEqual([]);
  await user.clear(dialog.getByLabelText(/^Code/));
  await user.type(dialog.getByLabelText(/^Code/), "222222");
  await user.click(dialog.getByRole("button", { name: "Switch it off" }));
  expect(await screen.findByRole("button", { name: "Add an authenticator" })).toBeTruthy();
});

test("new recovery codes are shown until they are kept", async () => {
  const codes = Array.from({ length: 10 }, (_, at) => `code-${at}`);
  const renew = {
    request: { query: RenewRecoveryCodesDocument, variables: { code: "222222" } },
    result: { data: { renewRecoveryCodes: codes } },
  };
  const { user } = await open("security", [security(on), renew, security({ ...on, recoveryCodesLeft: 10 })]);
  await user.click(await screen.findByRole("button", { name: "New recovery codes" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New recovery codes" }));
  await user.type(dialog.getByLabelText(/^Code/), "222222");
  await user.click(dialog.getByRole("button", { name: "Make new codes" }));
  expect(await screen.findByText("code-9")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  for (const button of screen.getAllByRole("button", { name: "I have kept them" }).slice(-1)) await user.click(button);
  expect(await screen.findByText("10 recovery codes are left.")).toBeTruthy();
});
