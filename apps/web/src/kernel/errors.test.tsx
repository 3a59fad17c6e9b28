import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { describe, expect, jest, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { axeFindings } from "../test/axe";
import { renderRoute } from "../test/render";
import { fieldErrorsOf, refusalOf } from "./refusals";

const refused = (extensions: Record<string, unknown>) => new CombinedGraphQLErrors({ errors: [{ message: "no", extensions }] });

describe("refusalOf", () => {
  test("reads code, request id and issues", () => {
    const refusal = refusalOf(
      refused({ code: "INVALID_INPUT", requestId: "r1", issues: [{ path: ["input", "title"], code: "required", message: "needed" }] }),
    );
    expect(refusal).toMatchObject({ code: "INVALID_INPUT", requestId: "r1" });
    expect(
      fieldErrorsOf(
        refused({ code: "INVALID_INPUT", issues: [{ path: ["input", "options", 0, "text"], code: "required", message: "needed" }] }),
        (issue) => issue.code,
      ),
    ).toEqual({
      "options.0.text": "required",
    });
  });

  test("a code from outside the list is INTERNAL, a failed fetch OFFLINE, a bug null", () => {
    expect(refusalOf(refused({ code: "SURPRISE" }))?.code).toBe("INTERNAL");
    expect(refusalOf(new TypeError("Failed to fetch"))?.code).toBe("OFFLINE");
    expect(refusalOf(new TypeError("x is not a function"))).toBeNull();
  });
});

describe("RouteError", () => {
  const failing = (error: Error) => ({ path: "/", loader: () => Promise.reject(error), element: <p>never</p> });

  test("not found helps on, and is accessible", async () => {
    await renderRoute(failing(refused({ code: "NOT_FOUND" })));
    expect(await screen.findByRole("heading", { name: "There is no page here" })).toBe(document.activeElement);
    expect(screen.getByRole("link", { name: "See your courses" }).getAttribute("href")).toBe("/courses");
    expect(await axeFindings()).toEqual([]);
  });

  test("a visitor is led to sign in and back", async () => {
    await renderRoute(failing(refused({ code: "UNAUTHENTICATED" })), { viewer: null });
    expect((await screen.findByRole("link", { name: "Sign in" })).getAttribute("href")).toBe("/sign-in?to=%2F");
  });

  test("a closed door says why, with the request's number", async () => {
    await renderRoute(failing(refused({ code: "FORBIDDEN", requestId: "r-42" })));
    expect(await screen.findByText("This is not open to you.")).toBeTruthy();
    // Isolated, so that it stays whole among Arabic words.
    expect(screen.getByText("If you ask for help, quote \u2068r-42\u2069.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Go to your home" }).getAttribute("href")).toBe("/");
  });

  test("code that is gone after an upgrade is told with what to do", async () => {
    await renderRoute(
      failing(new TypeError("Failed to fetch dynamically imported module: http://campus.example/assets/people-page-a1.js")),
    );
    expect(await screen.findByRole("heading", { name: "Lyceum has been updated meanwhile" })).toBe(document.activeElement);
    expect(screen.getByRole("button", { name: "Load it again" })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });

  test("a fault of the program is told without its inside", async () => {
    const report = jest.fn();
    Object.assign(globalThis, { reportError: report });
    await renderRoute(failing(new Error("secret detail")));
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
    expect(document.body.textContent).not.toContain("secret detail");
    expect(report).toHaveBeenCalledTimes(1);
  });
});
