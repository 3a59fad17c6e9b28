import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { ReadersPanel } from "./readers-panel";
import { DocumentReadersDocument, ExportDocumentReadersDocument, RemindReadersDocument } from "./viewer.generated";

const reading = {
  ...{ __typename: "DocumentReading" as const, fraction: 0.5, seconds: 90, downloads: 1, lastAt: "2026-11-20T10:00:00Z" },
  confirmedAt: "2026-11-20T10:00:00Z",
};
const reader = (name: string, opened: boolean) => ({
  ...{ __typename: "DocumentReader" as const, confirmed: opened, reading: opened ? reading : null },
  person: { __typename: "Person" as const, id: name, name },
});
const list = (
  filter: "ALL" | "NOT_OPENED",
  nodes: ReturnType<typeof reader>[],
  variables: { after?: string } = {},
  endCursor: string | null = null,
) => ({
  request: { query: DocumentReadersDocument, variables: { id: "d1", sessionId: "s1", filter, ...variables } },
  result: {
    data: {
      documentReaders: {
        ...{ __typename: "DocumentReaderConnection" as const, totalCount: 2, nodes },
        pageInfo: { __typename: "PageInfo" as const, hasNextPage: endCursor !== null, endCursor },
      },
    },
  },
});
const job = { __typename: "Job" as const, id: "j1" };

async function show(mocks: object[]) {
  const routes = { path: "/", element: <ReadersPanel id="d1" sessionId="s1" /> };
  return renderRoute(routes, { mocks: mocks as never, words: ["documents", "ui"] });
}

test("who has opened and who has not is told by name, page after page, and by filter", async () => {
  const { user } = await show([
    list("ALL", [reader("Ada Byron", true)], {}, "next"),
    list("ALL", [reader("Ben Okri", false)], { after: "next" }),
    list("NOT_OPENED", [reader("Ben Okri", false)]),
  ]);
  const table = within(await screen.findByRole("table", { name: "Readers" }));
  expect(await table.findByText("Ada Byron")).toBeTruthy();
  expect(screen.getByText("2 learners")).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Show more" }));
  const row = (await table.findByText("Ben Okri")).closest("tr")!;
  expect(within(row).getByText("Not opened")).toBeTruthy();
  await user.click(screen.getByRole("combobox"));
  await user.click(await screen.findByRole("option", { name: "Have not opened it" }));
  expect(await table.findByText("Ben Okri")).toBeTruthy();
  expect(table.queryByText("Ada Byron")).toBeNull();
}, 30_000);

test("the others are reminded, and the list is asked for as a file", async () => {
  let asked = 0;
  const counting = (data: object) => () => ((asked += 1), { data });
  const { user } = await show([
    list("ALL", [reader("Ada Byron", true)]),
    {
      request: { query: RemindReadersDocument, variables: { id: "d1", sessionId: "s1" } },
      result: counting({ remindReaders: { ...job, state: "QUEUED" } }),
    },
    {
      request: { query: ExportDocumentReadersDocument, variables: { id: "d1", sessionId: "s1", filter: "ALL", format: "CSV" } },
      result: counting({ exportDocumentReaders: job }),
    },
  ]);
  await user.click(await screen.findByRole("button", { name: "Remind" }));
  expect(await screen.findByText("Those who have not read it will be reminded.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Save the list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Table (CSV)" }));
  expect(asked).toBe(2);
}, 30_000);
