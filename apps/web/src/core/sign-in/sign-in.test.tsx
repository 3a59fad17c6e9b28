import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { screen, waitFor } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { SessionGate, sessionLoader } from "../session/session-gate";
import { safeReturn, sessionChanged } from "../session/session-change";
import { SessionViewerDocument, SignOutDocument } from "../session/session.generated";
import { Shell } from "../shell/shell";
import { PassSecondFactorDocument, SignInDocument } from "./sign-in.generated";
import { signInRoutes } from "./sign-in.routes";

jest.setTimeout(40_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./sign-in-page");
  await import("../shell/account-menu");
  await import("./keep-codes");
});

const noor = { __typename: "User" as const, ...someViewer(), roles: [] };
const routes = () => ({
  loader: sessionLoader,
  shouldRevalidate: sessionChanged,
  element: (
    <SessionGate>
      <Shell />
    </SessionGate>
  ),
  children: [...signInRoutes, { path: "/c/BIO", element: <h1>Biology</h1> }],
});
const nobody = { request: { query: SessionViewerDocument }, result: { data: { viewer: null } } };
const signedIn = (viewer: typeof noor | null, change: Record<string, unknown> = {}) => ({
  ...{ __typename: "SignIn" as const, secondFactorNeeded: false, passwordToken: null, startPage: "/c/BIO", factorSetup: null, viewer },
  ...change,
});
const variables = { login: "learner", password: "lyceum-demo", keepSignedIn: true };

describe("signing in", () => {
  test("leads to the page that was asked for, and out again", async () => {
    const answer = { data: { signIn: signedIn(noor) } };
    const out = { request: { query: SignOutDocument }, result: { data: { signOut: true } } };
    const { user, router } = await renderRoute(routes(), {
      at: "/sign-in?to=%2Fc%2FBIO",
      mocks: [nobody, { request: { query: SignInDocument, variables }, result: answer }, out],
      viewer: null,
    });
    await user.type(await screen.findByLabelText(/Login or e-mail/), "learner");
    await user.type(screen.getByLabelText(/^Password/), "lyceum-demo");
    await user.click(screen.getByRole("checkbox", { name: "Keep me signed in on this device" }));
    expect(await axeFindings()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("heading", { name: "Biology" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Your account/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Your account/ })).toBeNull());
    expect(router.state.location.pathname).toBe("/sign-in");
  });

  test("without a link one lands on the page of one's role", async () => {
    const answer = { data: { signIn: signedIn(noor) } };
    const { user } = await renderRoute(routes(), {
      at: "/sign-in",
      mocks: [nobody, { request: { query: SignInDocument, variables: { ...variables, keepSignedIn: false } }, result: answer }],
      viewer: null,
    });
    await user.type(await screen.findByLabelText(/Login or e-mail/), "learner");
    await user.type(screen.getByLabelText(/^Password/), "lyceum-demo{Enter}");
    expect(await screen.findByRole("heading", { name: "Biology" })).toBeTruthy();
  });

  test("a required second factor is added on the way in, and its recovery codes are shown before anything goes on", async () => {
    const factorSetup = { __typename: "TotpStart" as const, secret: "ABCDEFGH", uri: "otpauth://totp/x?secret=ABCDEFGH" };
    const half = { data: { signIn: signedIn(null, { secondFactorNeeded: true, factorSetup }) } };
    const passed = {
      data: {
        passSecondFactor: {
          __typename: "SignIn" as const,
          passwordToken: null,
          startPage: "/c/BIO",
          recoveryCodes: ["abcdef-ghijk"],
          viewer: noor,
        },
      },
    };
    const { user } = await renderRoute(routes(), {
      at: "/sign-in",
      mocks: [
        nobody,
        { request: { query: SignInDocument, variables: { ...variables, keepSignedIn: false } }, result: half },
        { request: { query: PassSecondFactorDocument, variables: { code: "123456" } }, result: passed },
      ],
      viewer: null,
    });
    await user.type(await screen.findByLabelText(/Login or e-mail/), "learner");
    await user.type(screen.getByLabelText(/^Password/), "lyceum-demo{Enter}");
    expect(await screen.findByText("ABCD EFGH")).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
    await user.type(screen.getByLabelText(/^Code/), "123456{Enter}");
    expect(await screen.findByText("abcdef-ghijk")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "I have kept them" }));
    expect(await screen.findByRole("heading", { name: "Biology" })).toBeTruthy();
  });

  test("a refusal is told, and the login is kept", async () => {
    const refused = new CombinedGraphQLErrors({ errors: [{ message: "no", extensions: { code: "RATE_LIMITED" } }] });
    const { user } = await renderRoute(routes(), {
      at: "/sign-in",
      mocks: [nobody, { request: { query: SignInDocument, variables: { ...variables, keepSignedIn: false } }, error: refused }],
      viewer: null,
    });
    await user.type(await screen.findByLabelText(/Login or e-mail/), "learner");
    await user.type(screen.getByLabelText(/^Password/), "lyceum-demo{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("too often");
    expect(screen.getByLabelText(/Login or e-mail/)).toHaveProperty("value", "learner");
    expect(screen.getByLabelText(/^Password/)).toHaveProperty("value", "");
  });
});

test.each([
  ["/c/BIO?tab=2#x", "/c/BIO?tab=2#x"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?to=/", "/"],
  [null, "/"],
])("after signing in, %p leads to %p", (wanted, path) => expect(safeReturn(wanted)).toBe(path));
