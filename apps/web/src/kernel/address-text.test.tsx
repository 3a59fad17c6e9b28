import { expect, jest, test } from "@jest/globals";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { Link } from "react-router-dom";
import { renderRoute } from "../test/render";
import { useAddressText } from "./address-text";

function List() {
  const [text, setText] = useAddressText("q");
  return (
    <>
      <input aria-label="Find" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Link to="/one">One</Link>
    </>
  );
}

/** A page whose data takes longer to come than the pause after typing. */
function routes() {
  let arrive = (): void => undefined;
  const loader = () => new Promise<null>((resolve) => (arrive = () => resolve(null)));
  return {
    arrive: () => arrive(),
    list: [
      { path: "/", element: <List /> },
      { path: "/one", loader, element: <h1>One</h1> },
    ],
  };
}

test("what is typed reaches the address after a pause, in place of the former", async () => {
  const { list } = routes();
  const { user, router } = await renderRoute(list, { at: "/?q=old&kind=x" });
  const field = await screen.findByRole("textbox", { name: "Find" });
  expect(field).toHaveProperty("value", "old");
  await user.clear(field);
  await user.type(field, "new");
  await waitFor(() => expect(router.state.location.search).toBe("?q=new&kind=x"));
  expect(router.state.historyAction).toBe("REPLACE");
});

test("a page that is on its way is not called off by what was typed before", async () => {
  const { arrive, list } = routes();
  const { router } = await renderRoute(list);
  const field = await screen.findByRole("textbox", { name: "Find" });
  jest.useFakeTimers();
  try {
    fireEvent.change(field, { target: { value: "one" } });
    fireEvent.click(screen.getByRole("link", { name: "One" }));
    await act(() => jest.advanceTimersByTimeAsync(2_000));
    expect(router.state.navigation.location?.pathname).toBe("/one");
  } finally {
    jest.useRealTimers();
  }
  arrive();
  expect(await screen.findByRole("heading", { name: "One" })).toBeTruthy();
});
