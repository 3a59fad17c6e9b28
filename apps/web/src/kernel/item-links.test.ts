import { expect, test } from "@jest/globals";
import { courseAddress } from "./course-place";
import { leadWithin } from "./item-links";

const shown = (html: string, code: string, sessionId: string | null) => {
  const root = document.createElement("div");
  root.innerHTML = html;
  leadWithin(root, { code, address: courseAddress(code, sessionId) });
  return [...root.querySelectorAll("a")].map((link) => link.getAttribute("href"));
};
const link = (href: string, id = "01900000-0000-7000-8000-000000000001") => `<a href="${href}" data-item-id="${id}">x</a>`;

test.each([
  ["the base read in a session", "/c/OS/documents/view/1?page=2", "s2", "/c/OS~s2/documents/view/1?page=2"],
  ["one session read in another", "/c/OS~s1/documents/view/1", "s2", "/c/OS~s2/documents/view/1"],
  ["a session read in the base", "/c/OS~s1/quizzes/1", null, "/c/OS/quizzes/1"],
])("a link made in %s leads within it", (_, href, sessionId, wanted) => {
  expect(shown(link(href), "OS", sessionId)).toEqual([wanted]);
});

test("a code with signs of its own is known again", () => {
  expect(shown(link("/c/A%26B/links"), "A&B", "s1")).toEqual(["/c/A%26B~s1/links"]);
});

test("links into other courses, to other sites and without an item stay as they are", () => {
  const others = [link("/c/OTHER~s1/links"), link("https://a.example/c/OS/x"), '<a href="/c/OS/documents">x</a>'];
  expect(shown(others.join(""), "OS", "s2")).toEqual(["/c/OTHER~s1/links", "https://a.example/c/OS/x", "/c/OS/documents"]);
});
