import { expect, test } from "@jest/globals";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { screen } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { PasswordRulesDocument, UndoEmailChangeDocument } from "./sign-in.generated";
import { signInRoutes } from "./sign-in.routes";

const rules = {
  request: { query: PasswordRulesDocument },
  result: {
    data: { passwordRules: { __typename: "PasswordRules" as const, passwordMinimum: 14, passwordNeeds: ["DIGIT" as const] } },
  },
  maxUsageCount: 2,
};
const gone = new CombinedGraphQLErrors({ errors: [{ message: "no", extensions: { code: "NOT_FOUND" } }] });
const undo = { query: UndoEmailChangeDocument, variables: { token: "from-the-mail" } };
const at = "/undo-email?token=from-the-mail";

test("a stolen address is taken back by a click, and a new password comes next, by this campus's rules", async () => {
  const mocks = [rules, { request: undo, result: { data: { undoEmailChange: "next-token" } } }];
  const { user, router } = await renderRoute(signInRoutes, { at, mocks, viewer: null });
  const button = await screen.findByRole("button", { name: "Take it back" }, { timeout: 10_000 });
  expect(await axeFindings()).toEqual([]);
  await user.click(button);
  expect(await screen.findByText(/14 characters/, {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.getByText(/digit/)).toBeTruthy();
  expect(router.state.location.search).toBe("?token=next-token&owed=1");
  expect(await axeFindings()).toEqual([]);
}, 30_000);

test("a link that no longer holds says so", async () => {
  const { user } = await renderRoute(signInRoutes, { at, mocks: [{ request: undo, error: gone }], viewer: null });
  await user.click(await screen.findByRole("button", { name: "Take it back" }, { timeout: 10_000 }));
  expect((await screen.findByRole("alert")).textContent).not.toBe("");
  expect(await axeFindings()).toEqual([]);
}, 30_000);
