import { describe, expect, test } from "@jest/globals";
import { ApolloLink, Observable } from "@apollo/client";
import { screen, waitFor } from "@testing-library/react";
import { GlossaryHighlights } from "../../kernel/glossary-highlights";
import { CourseText } from "../../kernel/course-text";
import type { CoursePlace } from "../../kernel/course-place";
import { axeFindings } from "../../test/axe";
import { renderPart } from "../../test/render";
import { changed, filterOf } from "./glossary-address";
import { htmlOfText, textOfHtml } from "./plain-definition";
import { QuickAdd } from "./quick-add";
import { inputOf, valuesOf } from "./term-values";

const place = {
  courseId: "c1",
  sessionId: null,
  code: "OS",
  title: "Systems",
  language: "en",
  address: "/c/OS",
  role: "TEACHER",
  isStaff: true,
} as CoursePlace;
const kernel = {
  __typename: "GlossaryTerm",
  id: "t1",
  term: "Kernel",
  definition: "<p>The core.</p>",
  language: "en",
  pictureUrl: null,
  audioUrl: null,
  aliases: [],
};

/** An API that knows one term, and keeps what it was asked. */
function api(mode: "AUTOMATIC" | "ON_DEMAND", reading = { off: false, announce: false, courseIds: [] as string[] }) {
  const asked: { name: string; variables: Record<string, unknown> }[] = [];
  const list = {
    __typename: "GlossaryMatches",
    version: "1",
    mode,
    places: ["PAGES"],
    firstOnly: true,
    packed: JSON.stringify([{ id: "t1", term: "Kernel", language: "en", highlight: "ON", aliases: [] }]),
  };
  const answers: Record<string, unknown> = {
    GlossaryMatchList: { liveCursor: "0", glossaryMatches: list },
    GlossaryDefinitions: { glossaryTermsByIds: [kernel] },
    GlossaryReading: { glossaryReading: { __typename: "GlossaryReading", ...reading } },
    SetGlossaryReading: { setGlossaryReading: { __typename: "GlossaryReading", ...reading, courseIds: ["c1"] } },
  };
  const link = new ApolloLink((operation) => {
    const name = operation.operationName ?? "";
    asked.push({ name, variables: operation.variables });
    return new Observable((observer) => {
      if (!answers[name]) return;
      observer.next({ data: answers[name] as Record<string, unknown> });
      observer.complete();
    });
  });
  return { link, asked };
}

const text = (
  <GlossaryHighlights place={place}>
    <CourseText place="PAGES" html="<p>A kernel and a Kernel, <a href='/x'>kernel</a>.</p>" lang="en" />
  </GlossaryHighlights>
);
const marks = () => document.querySelectorAll<HTMLElement>("[data-glossary-term]");

describe("marked terms", () => {
  test("the first occurrence is marked; Enter opens its card with the focus in it, Esc closes and gives it back", async () => {
    const { link, asked } = api("AUTOMATIC");
    const { user } = await renderPart(text, { mocks: link, words: ["glossary"] });
    await waitFor(() => expect(marks()).toHaveLength(1));
    const mark = marks()[0]!;
    expect(mark.textContent).toBe("kernel");
    // Without the reader's wish a mark is no button to a screen reader.
    expect(screen.queryByRole("button", { name: "kernel" })).toBeNull();
    mark.focus();
    await user.keyboard("{Enter}");
    const card = await screen.findByRole("dialog", { name: "Definition: Kernel" });
    expect(card.textContent).toContain("The core.");
    expect(document.activeElement).toBe(card);
    expect(await axeFindings()).toEqual([]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(mark);
    mark.focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("dialog", { name: "Definition: Kernel" });
    expect(asked.filter(({ name }) => name === "GlossaryDefinitions")).toHaveLength(1);
  });

  test("on demand, nothing is marked until the reader asks for it by the first text's switch; the account remembers it", async () => {
    const { link, asked } = api("ON_DEMAND");
    const two = (
      <GlossaryHighlights place={place}>
        <CourseText place="PAGES" html="<p>A kernel.</p>" lang="en" />
        <CourseText place="PAGES" html="<p>Nothing of note.</p>" lang="en" />
        <CourseText place="QUIZZES" html="<p>A kernel.</p>" lang="en" />
      </GlossaryHighlights>
    );
    const { user } = await renderPart(two, { mocks: link, words: ["glossary"] });
    const button = await screen.findByRole("button", { name: "Mark terms in texts", pressed: false });
    expect(marks()).toHaveLength(0);
    expect(await axeFindings()).toEqual([]);
    await user.click(button);
    await waitFor(() => expect(marks()).toHaveLength(1));
    expect(screen.getByRole("button", { name: "Mark terms in texts", pressed: true })).toBeTruthy();
    expect(asked.filter(({ name }) => name === "SetGlossaryReading").map(({ variables }) => variables)).toEqual([
      { input: { courseId: "c1", sessionId: null, on: true } },
    ]);
  });

  test("a visitor's choice stays in the browser, and the API is not asked for it", async () => {
    const { link, asked } = api("ON_DEMAND");
    const { user } = await renderPart(text, { mocks: link, words: ["glossary"], viewer: null });
    await user.click(await screen.findByRole("button", { name: "Mark terms in texts" }));
    await waitFor(() => expect(marks()).toHaveLength(1));
    expect(asked.map(({ name }) => name)).not.toContain("GlossaryReading");
    window.localStorage.clear();
  });

  test("who wants no marks anywhere sees none, nor a switch; who wants them announced hears buttons", async () => {
    const { link } = api("AUTOMATIC", { off: true, announce: false, courseIds: [] });
    const { unmount } = await renderPart(text, { mocks: link, words: ["glossary"] });
    await screen.findByText(/A kernel and a Kernel/);
    expect(marks()).toHaveLength(0);
    unmount();
    await renderPart(text, { mocks: api("AUTOMATIC", { off: false, announce: true, courseIds: [] }).link, words: ["glossary"] });
    expect(await screen.findByRole("button", { name: "kernel", expanded: false })).toBeTruthy();
  });
});

test("Enter adds the term and waits for the next; nothing is sent while the definition is missing", async () => {
  const { link, asked } = api("AUTOMATIC");
  const { user } = await renderPart(<QuickAdd place={place} onAdded={() => Promise.resolve()} />, { mocks: link, words: ["glossary"] });
  await user.type(screen.getByLabelText("Term"), "Shell{Enter}");
  expect(document.activeElement).toBe(screen.getByLabelText("Definition"));
  await user.keyboard("Takes <commands>{Enter}");
  const sent = asked.filter(({ name }) => name === "CreateGlossaryTerm");
  expect(sent.map(({ variables }) => variables)).toEqual([
    { courseId: "c1", sessionId: null, input: { term: "Shell", definition: "<p>Takes &lt;commands&gt;</p>" } },
  ]);
});

test.each([["One line"], ["Two\nlines"], ["Two\n\nparagraphs"], ["a < b & c"]])(
  "typed text comes back from its definition: %j",
  (typed) => {
    expect(textOfHtml(htmlOfText(typed))).toBe(typed);
  },
);

test("the address says what the list shows", () => {
  expect(filterOf(new URLSearchParams("q=k&letter=K&category=x"))).toEqual({ query: "k", letter: "K", category: "x", states: null });
  expect(filterOf(new URLSearchParams("show=proposals")).states).toEqual(["PROPOSED"]);
  expect(changed(new URLSearchParams("q=k&letter=K"), { letter: null, q: "x" }).toString()).toBe("q=x");
});

test("a form without a term starts in the course's language, and sends aliases by their kinds", () => {
  const values = {
    ...valuesOf(undefined, "fr"),
    term: "Noyau",
    definition: "<p>x</p>",
    synonyms: ["cœur"],
    abbreviations: ["N"],
    forms: ["noyaux"],
  };
  expect(inputOf(values)).toMatchObject({
    language: "fr",
    aliases: [
      { kind: "SYNONYM", text: "cœur" },
      { kind: "ABBREVIATION", text: "N" },
      { kind: "FORM", text: "noyaux" },
    ],
  });
});
