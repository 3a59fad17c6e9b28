import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderPart } from "../../test/render";
import { type SessionFieldsFragment, ShiftSessionDatesDocument } from "./sessions.generated";
import { ShiftDates } from "./shift-dates";

const session: SessionFieldsFragment = {
  __typename: "Session",
  id: "s1",
  title: "Spring",
  description: "",
  startsAt: "2026-03-02T08:00:00Z",
  endsAt: null,
  afterEnd: "READ_ONLY",
  tutorsEditBase: false,
  version: 1,
  viewerManages: true,
  courses: [],
};
const change = { __typename: "SessionDateChange", itemId: null, courseId: null, title: "Spring", field: "STARTS", from: session.startsAt };
const shift = (days: number, dryRun: boolean, to: string) => ({
  request: { query: ShiftSessionDatesDocument, variables: { sessionId: "s1", days, dryRun } },
  result: { data: { shiftSessionDates: { __typename: "SessionDatesShift", total: 1, changes: [{ ...change, to }], session } } },
});

test("each date is shown before it moves, and the way back is offered", async () => {
  const later = "2026-03-16T08:00:00Z";
  const mocks = [shift(14, true, later), shift(14, false, later), shift(-14, false, "2026-03-02T08:00:00Z")];
  const { user } = await renderPart(<ShiftDates session={session} />, { mocks, words: ["sessions"] });
  await user.click(screen.getByRole("button", { name: "Move all dates" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Move all dates" }));
  const days = dialog.getByRole("textbox", { name: /Days/ });
  await user.clear(days);
  expect(dialog.getByRole("button", { name: "See what moves" })).toHaveProperty("disabled", true);
  await user.type(days, "14");
  await user.click(dialog.getByRole("button", { name: "See what moves" }));
  const row = within(await dialog.findByRole("row", { name: /Spring begins/ }));
  expect(row.getByText(/2 .*2026|Mar(ch)? 2, 2026/)).toBeTruthy();
  expect(row.getByText(/16/)).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Move 1 date" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
}, 20_000);
