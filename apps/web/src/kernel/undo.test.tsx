import { expect, jest, test } from "@jest/globals";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { axeFindings } from "../test/axe";
import { renderPart } from "../test/render";
import { useUndo } from "./undo";

jest.setTimeout(40_000);

function Shelf({ undo }: { undo: (name: string) => Promise<unknown> }) {
  const offer = useUndo();
  return (
    <>
      <h1>Shelf</h1>
      <button onClick={() => offer("The first is gone.", () => undo("first"))}>First</button>
      <button onClick={() => offer("The second is gone.", () => undo("second"))}>Second</button>
      <input aria-label="Name" />
    </>
  );
}

test("what was done is taken back by Ctrl+Z, the newest only, and never from within a field", async () => {
  const undo = jest.fn(() => Promise.resolve());
  const { user } = await renderPart(<Shelf undo={undo} />);
  await user.click(screen.getByRole("button", { name: "First" }));
  await user.click(screen.getByRole("button", { name: "Second" }));
  expect((await screen.findByText("The second is gone.")).closest('[role="status"]')).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  fireEvent.keyDown(screen.getByLabelText("Name"), { key: "z", ctrlKey: true });
  expect(undo).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  await waitFor(() => expect(screen.queryByText("The second is gone.")).toBeNull());
  expect(undo.mock.calls).toEqual([["second"]]);
  // The notice has gone, and its keys with it.
  fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  expect(undo).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(undo.mock.calls).toEqual([["second"], ["first"]]);
});
