import { beforeAll, expect, jest, test } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { addressOfView, readColumns } from "./people-columns";
import { readPeopleFilter } from "./people-filter";
import { type Mock, openPeople, page, person, row } from "./test-people";
import { PeopleSearchDocument, type PeopleViewRowFragment } from "./people.generated";

jest.setTimeout(40_000);
beforeAll(() => import("./people-page"));

const SHIRT = "01900000-0000-7000-8000-000000000001";
const MOTTO = "01900000-0000-7000-8000-000000000002";
const field = (id: string, kind: string, text: string, over: object = {}) => ({
  __typename: "ProfileField",
  id,
  kind,
  choices: [],
  findable: false,
  labels: [{ __typename: "LocalizedText", language: "en", text }],
  ...over,
});
const FIELDS = [field(SHIRT, "CHOICE", "Shirt", { choices: ["S", "XL"], findable: true }), field(MOTTO, "TEXT", "Motto")];
const says = (fieldId: string, value: string) => ({ __typename: "SeenProfileValue", fieldId, value });

test("an address names fields as columns, order and filter; a view keeps all three", () => {
  const search = new URLSearchParams(`columns=ROLE,${SHIRT},SHOE,x-1&order=${MOTTO}&field.${SHIRT}=XL&field.nonsense=1&field.${MOTTO}=`);
  expect(readColumns(search)).toEqual(["ROLE", SHIRT]);
  const read = readPeopleFilter(search, true);
  expect(read).toEqual({ filter: { fields: [{ fieldId: SHIRT, value: "XL" }] }, orderBy: "NAME", orderByField: MOTTO, descending: false });
  expect(readPeopleFilter(search, false)).toEqual({ filter: {}, orderBy: "ROLE", descending: false });
  const view: PeopleViewRowFragment = {
    __typename: "PeopleView",
    ...{ id: "v1", name: "XL", columns: ["ROLE", SHIRT], orderBy: "NAME", orderByField: MOTTO, descending: false, shared: false },
    ...{ mine: true, count: 1, version: 1 },
    filter: {
      __typename: "PeopleViewFilter",
      ...{ text: null, role: null, state: null, groupId: null, classId: null, neverEntered: null, absentForDays: null },
      fields: [{ __typename: "PeopleViewField", fieldId: SHIRT, value: "XL" }],
    },
  };
  expect(readPeopleFilter(addressOfView(view), true)).toEqual(read);
  expect(readColumns(addressOfView(view))).toEqual(view.columns);
});

test("a field is a column like the others: chosen, sorted by, narrowed by", async () => {
  const people = (value: string) => [row("e1", "Ana", "Ruiz", { profileValues: [says(SHIRT, value)] }), row("e2", "Ben", "Zola")];
  const { user } = await openPeople(
    [
      page(people("XL"), true, { fieldIds: [] }, FIELDS),
      page(people("XL"), true, { fieldIds: [SHIRT] }, FIELDS),
      page(people("XL"), true, { fieldIds: [SHIRT], orderByField: SHIRT }, FIELDS),
      page(
        [people("XL")[0]!],
        true,
        { fieldIds: [SHIRT], orderByField: SHIRT, filter: { fields: [{ fieldId: SHIRT, value: "XL" }] } },
        FIELDS,
      ),
    ],
    "TEACHER",
    "/c/DEMO/people?columns=ROLE",
  );
  const grid = await screen.findByRole("grid", { name: "People" });
  expect(within(grid).queryByRole("columnheader", { name: /Shirt/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Columns" }));
  const dialog = await screen.findByRole("dialog", { name: "Columns" });
  expect(await axeFindings()).toEqual([]);
  await user.click(within(dialog).getByRole("checkbox", { name: "Shirt" }));
  await user.click(await within(dialog).findByRole("button", { name: "Done" }));
  expect(await within(grid).findByRole("columnheader", { name: /Shirt/ })).toBeTruthy();
  expect(await within(grid).findByText("XL")).toBeTruthy();
  await user.click(within(grid).getByRole("button", { name: /Shirt/ }));
  await waitFor(() => expect(within(grid).getByRole("columnheader", { name: /Shirt/ }).getAttribute("aria-sort")).toBe("ascending"));
  await user.click(screen.getByRole("combobox", { name: "Shirt" }));
  await user.click(await screen.findByRole("option", { name: "XL" }));
  await waitFor(() => expect(within(grid).getAllByRole("row")).toHaveLength(2));
});

test("whom a field describes is found and put into the list, once, and not who is in", async () => {
  const hit = (id: string, login: string, enrolmentId: string | null = null) => ({
    __typename: "PersonHit",
    login,
    enrolmentId,
    person: person(id, login, "Doe"),
  });
  const found: Mock = {
    request: {
      query: PeopleSearchDocument,
      variables: { courseId: "course-1", sessionId: null, text: "", fields: [{ fieldId: SHIRT, value: "XL" }] },
    },
    result: { data: { searchPeople: [hit("u1", "ana"), hit("u2", "ben"), hit("u3", "cleo", "e3")] } },
    maxUsageCount: 9,
  };
  const { user } = await openPeople([page([], true, {}, FIELDS), found]);
  await screen.findByText("Nobody yet");
  await user.click(screen.getAllByRole("button", { name: "Add people" })[0]!);
  const dialog = await screen.findByRole("dialog", { name: "Add people" });
  const list = within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "Or paste a list" });
  await user.type(list, "ben");
  const finder = within(dialog).getByRole("group", { name: "Find people by their profile" });
  await user.click(within(finder).getByRole("combobox", { name: "It says" }));
  await user.click(await screen.findByRole("option", { name: "XL" }));
  await user.click(within(finder).getByRole("button", { name: "Add who is found" }));
  await within(finder).findByText("2 people are found and added to the list.");
  expect(list.value).toBe("ben\nana\n");
  expect(await axeFindings()).toEqual([]);
});
