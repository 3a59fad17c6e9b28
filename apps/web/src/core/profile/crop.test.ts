import { expect, test } from "@jest/globals";
import { cropOf, dragged } from "./crop";

const wide = { width: 800, height: 400 };

test("as far as possible, a wide picture shows its full height, from one end to the other", () => {
  expect(cropOf({ zoom: 1, x: 0, y: 0.5 }, wide)).toEqual({ left: 0, top: 0, width: 0.5, height: 1 });
  expect(cropOf({ zoom: 1, x: 1, y: 0.5 }, wide)).toEqual({ left: 0.5, top: 0, width: 0.5, height: 1 });
  expect(cropOf({ zoom: 2, x: 0.5, y: 0.5 }, wide)).toEqual({ left: 0.375, top: 0.25, width: 0.25, height: 0.5 });
});

test("dragging moves the picture with the pointer, and stops at its edges", () => {
  const view = { zoom: 1, x: 0.5, y: 0.5 };
  expect(dragged(view, wide, 240, { x: 120, y: 50 })).toEqual({ zoom: 1, x: 0, y: 0.5 });
  expect(dragged(view, wide, 240, { x: -2_000, y: 0 }).x).toBe(1);
  expect(dragged(view, wide, 240, { x: 2_000, y: 0 }).x).toBe(0);
});
