import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { act, screen } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";

const page = { getViewport: () => ({ width: 300, height: 400, scale: 1 }) };
let opening: () => Promise<unknown>;
// The drawing itself is the library's, and needs a real canvas: the browser's journey sees it.
jest.unstable_mockModule("pdfjs-dist", () => ({
  GlobalWorkerOptions: {},
  TextLayer: class {},
  getDocument: () => ({ promise: opening(), destroy: () => Promise.resolve() }),
}));
const { PdfView } = await import("./pdf-view");

/** Sheets as the browser's observer sees them; a test brings one into sight. */
const watched = new Map<
  Element,
  (entry: { isIntersecting: boolean; intersectionRatio: number; intersectionRect: { height: number } }) => void
>();
beforeEach(() => {
  watched.clear();
  globalThis.IntersectionObserver = class {
    constructor(private readonly tell: (entries: object[]) => void) {}
    observe(element: Element) {
      watched.set(element, (entry) => this.tell([entry]));
    }
    disconnect() {}
  } as unknown as typeof IntersectionObserver;
  Element.prototype.scrollIntoView = jest.fn();
});
afterEach(() => void jest.useRealTimers());

const reading = { seen: jest.fn(), at: jest.fn() };
const show = (start = 1) =>
  renderRoute(
    { path: "/", element: <PdfView url="/files/1" title="Lenses" page={start} reading={reading as never} /> },
    { words: ["documents", "ui"] },
  );

test("every page has its place and its number; one that is in sight for a second counts as seen", async () => {
  opening = () => Promise.resolve({ numPages: 3, getPage: () => Promise.resolve(page) });
  await show(2);
  expect(await screen.findByRole("document", { name: "Lenses" })).toBeTruthy();
  expect(screen.getAllByRole("group").map((sheet) => sheet.getAttribute("aria-label"))).toEqual([
    "Page 1 of 3",
    "Page 2 of 3",
    "Page 3 of 3",
  ]);
  expect(jest.mocked(Element.prototype.scrollIntoView).mock.contexts).toEqual([screen.getByRole("group", { name: "Page 2 of 3" })]);
  expect(await axeFindings()).toEqual([]);
  jest.useFakeTimers();
  const third = watched.get(screen.getByRole("group", { name: "Page 3 of 3" }))!;
  act(() => third({ isIntersecting: true, intersectionRatio: 0.6, intersectionRect: { height: 400 } }));
  act(() => jest.advanceTimersByTime(900));
  expect(reading.seen).not.toHaveBeenCalled();
  act(() => jest.advanceTimersByTime(200));
  expect(reading.seen.mock.calls).toEqual([[3, 4]]);
  expect(screen.getAllByRole("status").map((status) => status.textContent)).toContain("Page 3 of 3");
  expect(reading.at).toHaveBeenLastCalledWith(3, 3);
});

test.each([
  ["asks for a password", Object.assign(new Error("locked"), { name: "PasswordException" }), /asks for a password/],
  ["is broken", new Error("no PDF"), /cannot be read/],
])("a file that %s says so", async (_, error, words) => {
  opening = () => Promise.reject(error);
  await show();
  expect((await screen.findByRole("alert")).textContent).toMatch(words);
});
