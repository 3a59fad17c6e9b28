import { afterEach, describe, expect, test } from "@jest/globals";
import { act, screen, waitFor } from "@testing-library/react";
import { Link } from "react-router-dom";
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
