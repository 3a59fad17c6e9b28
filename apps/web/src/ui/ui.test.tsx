import { describe, expect, jest, test } from "@jest/globals";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { axeFindings } from "../test/axe";
import { renderPart } from "../test/render";
import { ConfirmNamed } from "./confirm-named";
import { coverPattern } from "./cover-pattern";
import { DataTable } from "./data-table";
import { EmptyState } from "./empty-state";
import { MenuButton } from "./menu-button";
import { PageHeader } from "./page-header";
import { ProgressRing } from "./progress-ring";
import { RichTextEditor } from "./rich-text-editor";
import { SortableList } from "./sortable-list";

describe("DataTable", () => {
  const rows = [
    { id: "a", name: "Amal", score: 12 },
    { id: "b", name: "Bo", score: 15 },
  ];
  const columns = [
    { key: "name", header: "Name", cell: (row: { name: string }) => row.name },
    { key: "score", header: "Score", cell: (row: { score: number }) => row.score, numeric: true, onSort: jest.fn() },
    { key: "act", header: "Actions", cell: (row: { name: string }) => <button type="button">Mark {row.name}</button> },
  ];

  test("is one stop for Tab; arrows, End and Enter move inside", async () => {
    const { user } = await renderPart(<DataTable label="Marks" columns={columns} rows={rows} rowKey={(row) => row.id} />);
    await user.tab();
    expect(document.activeElement?.textContent).toBe("Name");
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(document.activeElement?.textContent).toBe("12");
    await user.keyboard("{End}{ArrowDown}{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Mark Bo" }));
    await user.keyboard("{Escape}");
    expect(document.activeElement?.tagName).toBe("TD");
    expect(await axeFindings()).toEqual([]);
  });

  test("sorts by its header and asks for more", async () => {
    const onMore = jest.fn();
    const { user } = await renderPart(<DataTable label="Marks" columns={columns} rows={rows} rowKey={(row) => row.id} onMore={onMore} />);
    await user.click(screen.getByRole("button", { name: /Score/ }));
    expect(columns[1]?.onSort).toHaveBeenCalledWith("ascending");
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(onMore).toHaveBeenCalledTimes(1);
  });
});

describe("ConfirmNamed", () => {
  test("works only when the name is typed", async () => {
    const onConfirm = jest.fn(() => Promise.resolve());
    const { user } = await renderPart(
      <ConfirmNamed
        opened
        onClose={() => undefined}
        name="DEMO-101"
        title="Delete the course"
        consequence="It is gone."
        action="Delete"
        onConfirm={onConfirm}
      />,
    );
    const button = await screen.findByRole("button", { name: "Delete" });
    expect(button).toHaveProperty("disabled", true);
    await user.type(screen.getByRole("textbox", { name: "Type DEMO-101 to confirm." }), "DEMO-101{Enter}");
    await waitFor(() => expect(onConfirm).toHaveBeenCalledTimes(1));
  });
});

describe("SortableList", () => {
  function Planets({ onMove }: { onMove: (ids: string[]) => void }) {
    const [ids, setIds] = useState(["Mercury", "Venus", "Earth"]);
    const moved = (_row: unknown, _index: number, next: string[]) => {
      setIds(next);
      onMove(next);
    };
    return (
      <SortableList label="Planets" rows={ids.map((id) => ({ id }))} nameOf={(row) => row.id} onMove={moved}>
        {(row) => <span>{row.id}</span>}
      </SortableList>
    );
  }

  function layOut() {
    // jsdom has no layout: rows of 40 px, one below the other.
    return jest.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function rect(this: Element) {
      const row = this.closest("li");
      const index = row ? [...(row.parentElement?.children ?? [])].indexOf(row) : 0;
      return new DOMRect(0, index * 40, 200, 40);
    });
  }

  test("Space lifts, arrows move, Space drops, and each step is said", async () => {
    const layout = layOut();
    const onMove = jest.fn();
    await renderPart(<Planets onMove={onMove} />);
    const handle = screen.getByRole("button", { name: "Move Mercury" });
    handle.focus();
    fireEvent.keyDown(handle, { code: "Space" });
    await screen.findByText("Mercury lifted, position 1 of 3.");
    // The sensor listens for the next key only after the event that lifted is over.
    await waitFor(() => {
      fireEvent.keyDown(document, { code: "ArrowDown" });
      expect(screen.getByText(/Mercury is at position [23] of 3\./)).toBeTruthy();
    });
    fireEvent.keyDown(document, { code: "Space" });
    await waitFor(() => expect(onMove).toHaveBeenCalledTimes(1));
    expect(onMove.mock.calls[0]?.[0]).not.toEqual(["Mercury", "Venus", "Earth"]);
    layout.mockRestore();
  });

  test("has no handles without the right to move", async () => {
    await renderPart(
      <SortableList label="Planets" disabled rows={[{ id: "Mars" }]} nameOf={(row) => row.id} onMove={() => undefined}>
        {(row) => row.id}
      </SortableList>,
    );
    expect(within(screen.getByRole("list", { name: "Planets" })).queryByRole("button")).toBeNull();
  });
});

describe("small parts", () => {
  test("a ring says what it shows, an outcome by word", async () => {
    await renderPart(
      <>
        <ProgressRing fraction={0.42} label="Cells" />
        <ProgressRing fraction={0.9} outcome="failed" label="Exam" />
      </>,
    );
    expect(screen.getByRole("img", { name: "Cells: 42% complete" })).toBeTruthy();
    expect(screen.getByRole("img", { name: "Exam: Failed" })).toBeTruthy();
  });

  test("a header names the tab, an empty state and a menu are accessible", async () => {
    const { user } = await renderPart(
      <>
        <PageHeader title="Glossary" within="Biology" />
        <EmptyState tool="glossary" title="No terms yet">
          Words of this course.
        </EmptyState>
        <MenuButton name="Cell" entries={[{ label: "Rename" }, null, false]} />
      </>,
    );
    expect(document.title).toBe("Glossary · Biology · Lyceum");
    await user.click(screen.getByRole("button", { name: "More for Cell" }));
    expect(await screen.findByRole("menuitem", { name: "Rename" })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });

  test("a menu without entries is not shown", async () => {
    await renderPart(<MenuButton name="Cell" entries={[false, null]} />);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("a cover is the same for the same code, whatever its case", () => {
    expect(coverPattern("demo-101")).toEqual(coverPattern("DEMO-101"));
    expect(coverPattern("DEMO-102")).not.toEqual(coverPattern("DEMO-101"));
  });

  test("the editor shows its text with a named toolbar", async () => {
    await renderPart(<RichTextEditor label="Definition" value="<p>A cell</p>" onChange={() => undefined} />);
    expect((await screen.findByRole("textbox", { name: "Definition" })).textContent).toBe("A cell");
    expect(within(screen.getByRole("toolbar", { name: "Formatting" })).getByRole("button", { name: "Bold" })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });
});
