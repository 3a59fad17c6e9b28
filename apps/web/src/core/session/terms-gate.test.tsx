import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { AcceptTermsOfUseDocument, OwedTermsDocument } from "./session.generated";
import { TermsGate } from "./terms-gate";

jest.setTimeout(40_000);
beforeAll(() => import("./terms-gate"));

const version = (number: number, over: object = {}) => ({
  request: { query: OwedTermsDocument, variables: { language: "en" } },
  result: {
    data: {
      terms: {
        ...{ __typename: "LegalDocument", id: `t${number}`, language: "fr", version: number },
        ...{ body: `Règle ${number} :\nsoyez aimables.`, summaryOfChange: "Plus court.", ...over },
      },
    },
  },
});
const refused = (code: string, reasons: object[] = []) => ({ data: null, errors: [{ message: code, extensions: { code, reasons } }] });
const show = (mocks: object[]) =>
  renderRoute(
    [
      { path: "/", element: <TermsGate /> },
      { path: "/sign-in", element: <h1>Signed out</h1> },
    ],
    { mocks: mocks as never, viewer: someViewer({ termsOwed: true }) },
  );

test("terms are shown in their own language, and nobody goes on without saying yes", async () => {
  await show([version(2)]);
  const body = await screen.findByText(/soyez aimables/);
  expect(body.getAttribute("lang")).toBe("fr");
  expect(screen.getByText("Plus court.").closest("[lang]")?.getAttribute("lang")).toBe("fr");
  expect(screen.getByRole("button", { name: "Go on" })).toHaveProperty("disabled", true);
  expect(await axeFindings()).toEqual([]);
});

test("terms that cannot be fetched are no dead end: what happened is said, and one may leave", async () => {
  await show([{ request: { query: OwedTermsDocument, variables: { language: "en" } }, result: refused("INTERNAL") }]);
  expect((await screen.findByRole("alert")).textContent).toMatch(/\w+/);
  expect(screen.getByRole("button", { name: "Go on" })).toHaveProperty("disabled", true);
  expect(screen.getByRole("button", { name: "Sign out" })).toHaveProperty("disabled", false);
  expect(await axeFindings()).toEqual([]);
});

test("terms that were replaced while they were read are shown anew, to be accepted anew", async () => {
  const accept = (id: string, result: object) => ({ request: { query: AcceptTermsOfUseDocument, variables: { id } }, result });
  const { user } = await show([version(2), accept("t2", refused("CONFLICT")), version(3)]);
  await user.click(await screen.findByRole("checkbox", { name: "I accept these terms" }));
  await user.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText(/Règle 3/)).toBeTruthy();
  expect(screen.getByRole("alert")).toBeTruthy();
  expect(screen.getByRole("checkbox")).toHaveProperty("checked", false);
  expect(await axeFindings()).toEqual([]);
});

test("terms that are accepted are told to the server once", async () => {
  const told = jest.fn(() => ({ data: { acceptLegalDocument: { __typename: "User", id: "viewer-1", termsOwed: false } } }));
  const { user } = await show([version(2), { request: { query: AcceptTermsOfUseDocument, variables: { id: "t2" } }, result: told }]);
  await user.click(await screen.findByRole("checkbox", { name: "I accept these terms" }));
  await user.click(screen.getByRole("button", { name: "Go on" }));
  await screen.findByRole("button", { name: "Go on" });
  expect(told).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole("alert")).toBeNull();
});
