import { afterEach, describe, expect, test } from "@jest/globals";
import { act, screen, waitFor, within } from "@testing-library/react";
import { ApolloLink } from "@apollo/client";
import { Link } from "react-router-dom";
import { of } from "rxjs";
import { announce } from "../../kernel/announce";
import { switchLanguage } from "../../kernel/i18n";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { PageHeader } from "../../ui/page-header";
import { CourseFrame } from "./course-frame";
import { registerSearch } from "./search-registry";
import { Shell } from "./shell";

const tools = [
  { key: "quizzes", news: 3 },
  { key: "glossary", label: "Words", news: 140 },
];
const routes = {
  element: <Shell />,
  children: [
    {
      index: true,
      element: (
        <>
          <PageHeader title="Start" />
          <Link to="/c/BIO">Biology</Link>
        </>
      ),
    },
    {
      path: "c/:code",
      handle: { crumb: () => "Biology" },
      children: [
        {
          index: true,
          element: (
            <CourseFrame code="BIO" tools={tools}>
              <PageHeader title="Biology" />
            </CourseFrame>
          ),
        },
      ],
    },
  ],
};

describe("Shell", () => {
  test("after going elsewhere the new page's heading has the focus", async () => {
    const { user } = await renderRoute(routes);
    await user.click(await screen.findByRole("link", { name: "Biology" }));
    const heading = await screen.findByRole("heading", { level: 1, name: "Biology" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(screen.getByRole("link", { name: "Quizzes 3 new" }).getAttribute("href")).toBe("/c/BIO/quizzes");
    expect(screen.getByRole("link", { name: "Words 140 new" }).textContent).toContain("99+");
    expect(document.title).toBe("Biology · Lyceum");
  });

  test("the first stop of the keyboard leads to the content", async () => {
    const { user } = await renderRoute(routes);
    await screen.findByRole("heading", { name: "Start" });
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("link", { name: "Skip to the content" }));
  });

  test("the side list folds to icons that keep their names", async () => {
    const { user } = await renderRoute(routes, { at: "/c/BIO" });
    await user.click(await screen.findByRole("button", { name: "Show icons only" }));
    expect(screen.getByRole("link", { name: "Words" }).textContent).toBe("");
  });

  test("Ctrl-K finds what the registered sources give", async () => {
    const stop = registerSearch("test", (query) =>
      Promise.resolve([{ label: "Terms", results: [{ id: "1", title: `${query} wall`, to: "/c/BIO", tool: "glossary" }] }]),
    );
    const { user, router } = await renderRoute(routes);
    await screen.findByRole("heading", { name: "Start" });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("textbox", { name: "Search" }), "cell");
    await user.click(await screen.findByText("cell wall"));
    await waitFor(() => expect(router.state.location.pathname).toBe("/c/BIO"));
    stop();
  });

  test("a lost connection is told, and that it is back", async () => {
    await renderRoute(routes);
    await screen.findByRole("heading", { name: "Start" });
    act(() => void window.dispatchEvent(new Event("offline")));
    expect(screen.getByText(/The connection is lost/)).toBeTruthy();
    act(() => void window.dispatchEvent(new Event("online")));
    expect(screen.getByText("The connection is back.")).toBeTruthy();
  });

  test("announcements reach the live region, the same words twice too", async () => {
    await renderRoute(routes);
    act(() => announce("3 new posts"));
    expect(screen.getByText("3 new posts")).toBeTruthy();
    act(() => announce("3 new posts"));
    expect(screen.getAllByText("3 new posts")).toHaveLength(1);
  });
});

describe("on phones", () => {
  test("⋯ opens a sheet with the course's tools, and going somewhere closes it", async () => {
    const { user } = await renderRoute(routes, { at: "/c/BIO" });
    await user.click(await screen.findByRole("button", { name: "Tools of this course" }));
    const sheet = await screen.findByRole("dialog", { name: "Tools of this course" });
    expect(
      within(sheet)
        .getByRole("link", { name: /Quizzes/ })
        .getAttribute("href"),
    ).toBe("/c/BIO/quizzes");
    expect(within(sheet).getByRole("link", { name: /Words/ })).toBeTruthy();
    expect(await axeFindings(sheet)).toEqual([]);
    await user.click(within(sheet).getByRole("link", { name: "Course home" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("outside courses the sheet has the look and the language", async () => {
    const { user } = await renderRoute(routes);
    await user.click(await screen.findByRole("button", { name: "More" }));
    const sheet = await screen.findByRole("dialog", { name: "More" });
    expect(within(sheet).queryByRole("link", { name: "Course home" })).toBeNull();
    expect(within(sheet).getByRole("button", { name: "Français" }).getAttribute("aria-pressed")).toBe("false");
  });
});

describe("menus of the top bar", () => {
  afterEach(() => switchLanguage("en"));

  test("the first press fetches and opens, Escape gives the focus back to the button", async () => {
    const { user } = await renderRoute(routes);
    await user.click(await screen.findByRole("button", { name: "Appearance" }));
    expect(await screen.findByRole("menuitemradio", { name: "Dark" })).toBeTruthy();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Appearance" })));
  });

  test("a chosen language is kept in the profile of whoever is signed in", async () => {
    const kept: unknown[] = [];
    const link = new ApolloLink((operation) => {
      kept.push(operation.variables);
      return of({ data: { updateMyProfile: { __typename: "User", id: "viewer-1", language: "fr" } } });
    });
    const { user } = await renderRoute(routes, { mocks: link });
    await user.click(await screen.findByRole("button", { name: "Language" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Français" }));
    await waitFor(() => expect(kept).toEqual([{ language: "fr" }]));
    expect(document.documentElement.lang).toBe("fr");
  });

  test("a visitor's choice stays in the browser", async () => {
    const link = new ApolloLink(() => {
      throw new Error("nothing is sent");
    });
    const { user } = await renderRoute(routes, { mocks: link, viewer: null });
    await user.click(await screen.findByRole("button", { name: "Language" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Français" }));
    await waitFor(() => expect(document.documentElement.lang).toBe("fr"));
  });
});

describe("languages", () => {
  afterEach(() => switchLanguage("en"));

  test("Arabic turns the page and its words", async () => {
    await renderRoute(routes, { viewer: null });
    await act(() => switchLanguage("ar"));
    expect(document.documentElement.dir).toBe("rtl");
    expect(await screen.findByRole("link", { name: "تسجيل الدخول" })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });
});
