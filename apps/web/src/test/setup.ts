import { afterEach, beforeAll, beforeEach, jest } from "@jest/globals";
import { cleanup, configure } from "@testing-library/react";
import { startI18n } from "../kernel/i18n";

// Patience costs nothing where all is well, and a busy machine is no fault of a page.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// What jsdom lacks and the component library asks for.
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

function matchMedia(query: string): MediaQueryList {
  // Motion is off in tests: what opens is there at once.
  const matches = query.includes("prefers-reduced-motion");
  return Object.assign(new EventTarget(), { matches, media: query, onchange: null, addListener() {}, removeListener() {} });
}

// AbortSignal is Node's (the router's requests need that one), which jsdom's own listeners do not take: the abort is heard beside it.
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
  if (typeof options !== "object" || !options?.signal) return listen.call(this, type, listener, options);
  const { signal, ...rest } = options;
  if (signal.aborted) return undefined;
  signal.addEventListener("abort", () => this.removeEventListener(type, listener, rest), { once: true });
  return listen.call(this, type, listener, rest);
};

Object.assign(globalThis, { ResizeObserver: NoObserver, IntersectionObserver: NoObserver, __GALLERY__: true });
Object.assign(window, { matchMedia, ResizeObserver: NoObserver, IntersectionObserver: NoObserver, scrollTo() {} });
Object.assign(Element.prototype, { scrollIntoView() {}, hasPointerCapture: () => false, releasePointerCapture() {} });
// jsdom has the element but no drawing: it would say so aloud at each question of axe's.
Object.assign(HTMLCanvasElement.prototype, { getContext: () => null });
if (!("fonts" in document)) Object.assign(document, { fonts: new EventTarget() });
if (!("getClientRects" in Range.prototype))
  Object.assign(Range.prototype, { getClientRects: () => [], getBoundingClientRect: () => new DOMRect() });

beforeAll(() => startI18n("en"));

beforeEach(() => localStorage.clear());

afterEach(async () => {
  cleanup();
  await startI18n("en");
});
