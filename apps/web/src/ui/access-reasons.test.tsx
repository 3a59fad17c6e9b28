import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { describe, expect, test } from "@jest/globals";
import { act, renderHook, screen } from "@testing-library/react";
import { switchLanguage } from "../kernel/i18n";
import { useRefusalMessage } from "../kernel/errors";
import { axeFindings } from "../test/axe";
import { renderPart } from "../test/render";
import { AccessReasons } from "./access-reasons";

const refused = (extensions: Record<string, unknown>) => new CombinedGraphQLErrors({ errors: [{ message: "no", extensions }] });

function messageOf(error: unknown): string {
  const { result } = renderHook(() => useRefusalMessage());
  return result.current(error);
}

describe("AccessReasons", () => {
  test("says each reason once, with dates in the person's zone and the name of what is waited for", async () => {
    const reasons = [
      { code: "OPENS_AT", params: [{ name: "at", value: "2026-12-24T17:00:00Z" }] },
      {
        code: "ITEM_STATE",
        params: [
          { name: "state", value: "PASSED" },
          { name: "title", value: "Knots" },
        ],
      },
      { code: "ITEM_SCORE", params: [{ name: "minPercent", value: "60" }] },
      { code: "HIDDEN", params: [] },
      { code: "HIDDEN", params: [] },
    ];
    await renderPart(<AccessReasons reasons={reasons} />);
    const shown = await screen.findByText(/Opens on/);
    expect(shown.parentElement?.textContent).toBe(
      "Opens on December 24, 2026 at 6:00 PM. First pass “Knots”. First reach 60% in “another activity”. Hidden for the moment.",
    );
    expect(await axeFindings()).toEqual([]);
  });

  test("a code that is not known says that it is closed; nothing is shown for something open", async () => {
    const { unmount } = await renderPart(<AccessReasons reasons={[{ code: "NEW_ONE" }]} />);
    expect(await screen.findByText("This is closed for the moment.")).toBeTruthy();
    unmount();
    await renderPart(<AccessReasons reasons={[]} />);
    expect(screen.queryByText(/closed/)).toBeNull();
  });
});

describe("useRefusalMessage", () => {
  test("a lock tells its reasons, a limit how long to wait", () => {
    expect(messageOf(refused({ code: "LOCKED", messageKey: "errors:LOCKED", reasons: [{ code: "SUSPENDED" }] }))).toMatch(/suspended/);
    expect(messageOf(refused({ code: "RATE_LIMITED", retryAfterSeconds: 90 }))).toBe(
      "That was too often in a short time. Try again in 1 min, 30 sec.",
    );
    expect(messageOf(refused({ code: "RATE_LIMITED" }))).toMatch(/Wait a little/);
  });

  test("a refusal's own key is said in the person's language, an unknown one by its code", async () => {
    expect(messageOf(refused({ code: "CONFLICT", messageKey: "errors:CONFLICT_CODE_TAKEN" }))).toBe(
      "This code is taken by another course.",
    );
    expect(messageOf(refused({ code: "FORBIDDEN", messageKey: "errors:FORBIDDEN_UNHEARD_OF" }))).toBe("This is not open to you.");
    await act(() => switchLanguage("fr"));
    expect(messageOf(refused({ code: "FORBIDDEN", messageKey: "errors:FORBIDDEN_TOOL_HIDDEN" }))).toBe(
      "Votre enseignant n’a pas ouvert cet outil.",
    );
  });
});
