import { beforeAll, expect, jest, test } from "@jest/globals";
import { documentLimits, type DocumentLimits } from "@lyceum/shared/inputs/documents";
import { screen, waitFor } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { AdminDocumentLimitsDocument, UpdateDocumentLimitsDocument } from "./admin.generated";
import { adminRoutes } from "./admin.routes";

jest.setTimeout(40_000);
// The pages' code is compiled before anybody waits for them.
beforeAll(async () => {
  await import("./admin-frame");
  await import("./storage-page");
});

const delivered = documentLimits.parse({});
const limits = (version: number, change: Partial<DocumentLimits> = {}) => ({
  ...{ __typename: "DocumentLimits" as const, ...delivered, ...change, version },
});
const saving = (expectedVersion: number, change: Partial<DocumentLimits>) => ({
  request: { query: UpdateDocumentLimitsDocument, variables: { input: { ...delivered, ...change }, expectedVersion } },
  result: { data: { updateDocumentLimits: limits(expectedVersion + 1, change) } },
});

test("room, files and the mark of PDFs are written together, each time over the version that the save before gave", async () => {
  const mocks = [
    { request: { query: AdminDocumentLimitsDocument }, result: { data: { documentLimits: limits(2) } } },
    saving(2, { trashDays: 7 }),
    saving(3, { trashDays: 7, pdfWatermark: "Copy of {name}", groupBytes: 10 * 1024 ** 2 }),
  ];
  const viewer = someViewer({ roles: ["ADMINISTRATOR"] });
  const { user } = await renderRoute(adminRoutes, { at: "/admin/storage", mocks, viewer });
  const days = await screen.findByLabelText("Days in the trash");
  expect(await axeFindings()).toEqual([]);
  const save = screen.getByRole("button", { name: "Save" });
  expect(save).toHaveProperty("disabled", true);
  await user.clear(days);
  await user.type(days, "7");
  await user.click(save);
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(save).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Across each page of a PDF"), "Copy of {{name}");
  await user.clear(screen.getByLabelText("A group"));
  await user.type(screen.getByLabelText("A group"), "10");
  await user.click(save);
  await waitFor(() => expect(screen.getAllByText("Saved.")).toHaveLength(2));
  expect(screen.queryByRole("alert")).toBeNull();
}, 30_000);
