import { expect, test } from "@jest/globals";
import { ApolloLink, Observable } from "@apollo/client";
import { screen, waitFor } from "@testing-library/react";
import type { CoursePlace } from "../../kernel/course-place";
import { axeFindings } from "../../test/axe";
import { renderPart } from "../../test/render";
import { GlossaryEmpty } from "./glossary-empty";
import { SettingsDialog } from "./settings-dialog";
import { TermForm } from "./term-form";

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

/** An API that takes what it is told, and keeps it. */
function listening(answers: Record<string, object>) {
  const asked: { name: string; variables: Record<string, unknown> }[] = [];
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

test("an empty glossary offers its writers a first term or two samples, and its readers neither", async () => {
  const { link, asked } = listening({ CreateGlossaryTerm: { createGlossaryTerm: null } });
  let added = 0;
  const empty = (manages: boolean) => (
    <GlossaryEmpty place={place} kind="none" manages={manages} onAdd={() => undefined} onAdded={() => Promise.resolve((added += 1))} />
  );
  const { user, unmount } = await renderPart(empty(true), { mocks: link, words: ["glossary"] });
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Put in two sample terms" }));
  await waitFor(() => expect(added).toBe(1));
  expect(asked.map(({ variables }) => (variables["input"] as { term: string }).term)).toEqual(["Glossary", "Synonym"]);
  unmount();
  await renderPart(empty(false), { mocks: link, words: ["glossary"] });
  expect(await screen.findByText("No terms yet")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
}, 30_000);

test("the settings are labelled, and are sent whole over the version that was read", async () => {
  const { link, asked } = listening({});
  const settings = {
    view: "LIST",
    order: "ALPHABETICAL",
    ignoreArticles: false,
    highlight: "ON_DEMAND",
    places: ["PAGES"],
    firstOnly: true,
    learners: "READ",
    version: 3,
  } as const;
  const dialog = (
    <SettingsDialog
      place={place}
      settings={{ ...settings, places: [...settings.places], __typename: "GlossarySettings" }}
      onClose={() => undefined}
      onSaved={() => Promise.resolve()}
    />
  );
  const { user } = await renderPart(dialog, { mocks: link, words: ["glossary"] });
  expect(await axeFindings()).toEqual([]);
  const modes = await screen.findAllByRole("radio");
  await user.click(modes[2]!);
  await user.click(document.querySelector<HTMLElement>("button[type=submit]")!);
  const { version, ...values } = settings;
  await waitFor(() =>
    expect(asked).toEqual([
      {
        name: "UpdateGlossarySettings",
        variables: { courseId: "c1", input: { ...values, highlight: "AUTOMATIC" }, expectedVersion: version },
      },
    ]),
  );
}, 30_000);

test("the form of a new term is labelled throughout", async () => {
  const { link } = listening({});
  const form = (
    <TermForm place={place} mode="create" staff categories={["Core"]} onDone={() => Promise.resolve()} onCancel={() => undefined} />
  );
  await renderPart(form, { mocks: link, words: ["glossary", "ui"] });
  await screen.findByRole("textbox", { name: /^Term/ });
  expect(await axeFindings()).toEqual([]);
}, 30_000);
