import { notifications } from "@mantine/notifications";
import type { MockLink } from "@apollo/client/testing";
import { afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { act, screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderPart, renderRoute, someViewer } from "../../test/render";
import {
  ActivateUserDocument,
  AdminInvitationsDocument,
  AdminMailsDocument,
  AdminUserDocument,
  CreateInvitationDocument,
  DeactivateUserDocument,
  ResetSecondFactorDocument,
  RevokeInvitationDocument,
  SendPasswordMailDocument,
  UnlockUserDocument,
  UpdateUserDocument,
} from "./admin.generated";
import { adminRoutes } from "./admin.routes";
import { Invitations } from "./invitations";

jest.setTimeout(60_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./admin-frame");
  await import("./user-page");
  await import("./mails-page");
});
// What was said in one test is not heard in the next.
afterEach(() => notifications.clean());

const viewer = someViewer({ id: "officer", roles: ["ADMINISTRATOR"] });
const refused = (code: string, more: object = {}) => ({ data: null, errors: [{ message: code, extensions: { code, ...more } }] });
const asked = (query: unknown, variables: object | undefined, result: object) =>
  ({ request: { query, ...(variables && { variables }) }, result }) as MockLink.MockedResponse;

const invitation = (over: object = {}) => ({
  ...{ __typename: "Invitation", id: "i1", prefix: "ABCD", note: "Evening class", usesMax: 20, uses: 3 },
  ...{ expiresAt: null, createdAt: "2026-02-01T10:00:00Z", ...over },
});
const invitations = (...rows: object[]) => asked(AdminInvitationsDocument, undefined, { data: { invitations: rows } });
const input = { note: "Evening class", usesMax: 20, expiresAt: null };
const desk = (mocks: MockLink.MockedResponse[]) => renderPart(<Invitations />, { mocks, viewer, words: ["admin"] });

test("without codes it says so; a code is made, and its link shown once", async () => {
  const made = { __typename: "CreatedInvitation", code: "ABCD-EFGH", invitation: { __typename: "Invitation", id: "i1" } };
  const { user } = await desk([
    invitations(),
    asked(CreateInvitationDocument, { input }, { data: { createInvitation: made } }),
    invitations(invitation({ uses: 0 })),
  ]);
  expect(await screen.findByText("No codes yet.")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.type(screen.getByLabelText("What it is for"), "Evening class");
  await user.type(screen.getByLabelText("For how many"), "20");
  await user.click(screen.getByRole("button", { name: "Make a code" }));
  expect(await screen.findByText(/\/register\?code=ABCD-EFGH$/)).toBeTruthy();
  expect(await screen.findByText("0 of 20 used")).toBeTruthy();
  expect(screen.queryByText("No codes yet.")).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

test("a refused code leaves what was typed; a fault in the date stays at the date", async () => {
  const issues = [{ path: ["input", "expiresAt"], code: "invalid", message: "" }];
  const { user } = await desk([
    invitations(),
    asked(CreateInvitationDocument, { input }, refused("INVALID_INPUT", { issues })),
    asked(CreateInvitationDocument, { input }, refused("FORBIDDEN")),
  ]);
  await user.type(await screen.findByLabelText("What it is for"), "Evening class");
  await user.type(screen.getByLabelText("For how many"), "20");
  await user.click(screen.getByRole("button", { name: "Make a code" }));
  await waitFor(() => expect(screen.getByLabelText("Last day").getAttribute("aria-invalid")).toBe("true"));
  await user.click(screen.getByRole("button", { name: "Make a code" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(screen.getByLabelText("What it is for")).toHaveProperty("value", "Evening class");
  expect(await axeFindings()).toEqual([]);
});

test("a code is revoked by its name", async () => {
  const { user } = await desk([
    invitations(invitation()),
    asked(RevokeInvitationDocument, { id: "i1" }, { data: { revokeInvitation: true } }),
    invitations(),
  ]);
  await user.click(await screen.findByRole("button", { name: "Revoke Evening class" }));
  expect(await screen.findByText("No codes yet.")).toBeTruthy();
});

test("codes that cannot be listed are no empty list", async () => {
  await desk([asked(AdminInvitationsDocument, undefined, refused("FORBIDDEN"))]);
  expect((await screen.findByRole("alert")).textContent).toMatch(/\w+/);
  expect(screen.queryByText("No codes yet.")).toBeNull();
  expect(await axeFindings()).toEqual([]);
});

const person = (over: object = {}) => ({
  ...{ __typename: "User", id: "u1", login: "ana", email: "ana@example.org", givenName: "Ana", familyName: "Ruiz", name: "Ana Ruiz" },
  ...{ pictureUrl: null, roles: [], state: "ACTIVE", lastSeenAt: null, emailVerifiedAt: null, officialCode: null, phone: null },
  ...{ language: "en", timeZone: "Europe/Paris", expiresAt: null, mustChangePassword: false, factorDueAt: null, blockedAt: null },
  ...{ createdAt: "2026-02-01T10:00:00Z", version: 1, ...over },
});
const card = (over: object = {}) => asked(AdminUserDocument, { id: "u1" }, { data: { user: person(over), profileValues: [] } });
const open = (page: string, mocks: MockLink.MockedResponse[]) => renderRoute(adminRoutes, { at: `/admin/${page}`, mocks, viewer });

test("an account that is not there leads to the page that says so", async () => {
  await open("users/u1", [asked(AdminUserDocument, { id: "u1" }, refused("NOT_FOUND"))]);
  expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
  expect(screen.getByRole("link", { name: /courses/i })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
});

test("an account without an address gets no mail; one that is shut says why", async () => {
  await open("users/u1", [card({ email: null, blockedAt: "2026-02-02T10:00:00Z" })]);
  expect(await screen.findByRole("heading", { level: 1, name: "Ana Ruiz" })).toBeTruthy();
  expect(screen.getByText(/too many wrong passwords/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send a password mail" })).toHaveProperty("disabled", true);
  expect(await axeFindings()).toEqual([]);
});

test("a refused change is told and loses nothing that was typed", async () => {
  const conflict = asked(
    UpdateUserDocument,
    undefined,
    refused("INVALID_INPUT", { issues: [{ path: ["input", "email"], code: "invalid", message: "" }] }),
  );
  const { user } = await open("users/u1", [card(), { ...conflict, request: { query: UpdateUserDocument, variables: () => true } }]);
  const email = await screen.findByLabelText(/^E-mail/);
  await user.clear(email);
  await user.type(email, "ana@new.example");
  await user.click(within(screen.getByRole("region", { name: "Account" })).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(email.getAttribute("aria-invalid")).toBe("true"));
  expect(email).toHaveProperty("value", "ana@new.example");
  expect(await axeFindings()).toEqual([]);
});

test("help for an account: a mail, another try, and the second factor only with a reason", async () => {
  const { user } = await open("users/u1", [
    card(),
    asked(SendPasswordMailDocument, { id: "u1" }, refused("RATE_LIMITED", { retryAfterSeconds: 60 })),
    asked(SendPasswordMailDocument, { id: "u1" }, { data: { sendPasswordMail: true } }),
    asked(UnlockUserDocument, { id: "u1" }, { data: { unlockUser: true } }),
    asked(ResetSecondFactorDocument, { id: "u1", reason: "Lost the phone." }, { data: { resetSecondFactor: true } }),
  ]);
  const mail = await screen.findByRole("button", { name: "Send a password mail" });
  await user.click(mail);
  expect(await screen.findByRole("alert")).toBeTruthy();
  await user.click(mail);
  expect(await screen.findByText("The mail is on its way.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Let them try again" }));
  expect(await screen.findByText("They can sign in again at once.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Take off the second factor" }));
  const dialog = within(await screen.findByRole("dialog"));
  const submit = dialog.getByRole("button", { name: "Take off the second factor" });
  await user.type(dialog.getByLabelText(/^Reason/), "Lost");
  expect(submit).toHaveProperty("disabled", true);
  await user.type(dialog.getByLabelText(/^Reason/), " the phone.");
  expect(await axeFindings()).toEqual([]);
  await user.click(submit);
  expect(await screen.findByText("The second factor is off.")).toBeTruthy();
});

test("a closed account can be opened again from the notice and from the page", async () => {
  const { user } = await open("users/u1", [
    card(),
    asked(DeactivateUserDocument, { id: "u1" }, { data: { deactivateUser: person({ state: "INACTIVE" }) } }),
    asked(ActivateUserDocument, { id: "u1" }, { data: { activateUser: person() } }),
  ]);
  await user.click(await screen.findByRole("button", { name: "Close the account" }));
  expect(await screen.findByRole("button", { name: "Open the account" })).toBeTruthy();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("button", { name: "Close the account" })).toBeTruthy();
});

const letter = (over: object = {}) => ({
  ...{ __typename: "Mail", id: "m1", to: "ana@example.org", subject: "Your new account", state: "KEPT", error: null },
  ...{ text: `Choose:\n${window.location.origin}/reset-password?token=x\nhttps://elsewhere.example/y` },
  ...{ createdAt: "2026-02-01T10:00:00Z", sentAt: null, ...over },
});
const letters = (nodes: object[], after: string | null, next: string | null) =>
  asked(AdminMailsDocument, after ? { after } : {}, {
    data: {
      mails: {
        ...{ __typename: "MailConnection", nodes, edges: nodes.map((_, at) => ({ __typename: "MailEdge", cursor: `${at}` })) },
        ...{ pageInfo: { __typename: "PageInfo", hasNextPage: next !== null, endCursor: next }, totalCount: 2 },
      },
    },
  });

test("without mails the page says what comes there", async () => {
  await open("mails", [letters([], null, null)]);
  expect(await screen.findByRole("heading", { name: "No mails yet" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
});

test("a kept mail is read here, only our own links can be followed, and older ones come after it", async () => {
  const sent = letter({ id: "m2", subject: "Given up", state: "FAILED", text: null, error: "550 no such box" });
  const { user } = await open("mails", [letters([letter()], null, "c1"), letters([sent], "c1", null)]);
  await user.click(await screen.findByRole("button", { name: /Your new account/ }));
  expect((await screen.findByRole("link", { name: /reset-password/ })).getAttribute("href")).toContain("token=x");
  expect(screen.queryByRole("link", { name: /elsewhere/ })).toBeNull();
  expect(await axeFindings()).toEqual([]);
  await act(() => user.click(screen.getByRole("button", { name: "Show more" })));
  await user.click(await screen.findByRole("button", { name: /Given up/ }));
  expect(await screen.findByText("550 no such box")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Your new account/ })).toBeTruthy();
});

test("mails that are refused lead to the page that says so", async () => {
  await open("mails", [asked(AdminMailsDocument, {}, refused("FORBIDDEN"))]);
  expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Mails" })).toBeNull();
});
