import { afterEach, describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const officer = await buildAdministrator(app);
const admin = await signInAs(app, officer);
const CREATE =
  "mutation ($input: ProfileFieldInput!) { createProfileField(input: $input) { id version labels { language text } choices sight } }";
const UPDATE =
  "mutation ($id: ID!, $input: ProfileFieldInput!, $expectedVersion: Int) { updateProfileField(id: $id, input: $input, expectedVersion: $expectedVersion) { version kind } }";
const MINE = "{ myProfileValues { field { id } value } }";
const SET = "mutation ($fields: [ProfileValueInput!]) { updateMyProfile(input: { fields: $fields }) { id } }";
const hobby = { kind: "TEXT", labels: [{ language: "en", text: "Hobby" }] };
const field = async (input: Record<string, unknown> = {}) =>
  (await admin.run<{ createProfileField: { id: string } }>(CREATE, { input: { ...hobby, ...input } })).createProfileField.id;
const issuesOf = async (refused: Promise<unknown>) =>
  ((await expectRefusal(refused, "INVALID_INPUT")).extensions["issues"] as { path: string[]; code: string }[]).map(({ path, code }) => [
    path.join("."),
    code,
  ]);

afterEach(async () => {
  await app.db.extraField.deleteMany();
  await app.db.user.deleteMany({ where: { NOT: { id: officer.id } } });
  await admin.run("mutation { updateAccountSettings(input: {}) { version } }");
  await app.db.throttle.deleteMany();
});

describe("declaring fields", () => {
  test("is for administrators, within bounds", async () => {
    const person = await signInAs(app, await buildUser(app, { roles: ["TEACHER"] }));
    await expectRefusal(person.run(CREATE, { input: hobby }), "FORBIDDEN");
    await expectRefusal(person.run("{ profileFields { id } }"), "FORBIDDEN");
    expect(await issuesOf(field({ labels: [{ language: "en", text: "  " }] }))).toEqual([["input.labels", "label.empty"]]);
    expect(await issuesOf(field({ kind: "CHOICE", choices: ["one", "one"] }))).toEqual([["input.choices", "choices.few"]]);
    expect(await issuesOf(field({ required: true, ownerEdits: false }))).toEqual([["input.required", "field.notTheirs"]]);
  });

  test("a stale change is a conflict, and a kind that is in use stays", async () => {
    const id = await field();
    await expectRefusal(admin.run(UPDATE, { id, input: hobby, expectedVersion: 7 }), "CONFLICT");
    await expectRefusal(admin.run(UPDATE, { id: officer.id, input: hobby }), "NOT_FOUND");
    await app.db.profileValue.create({ data: { userId: officer.id, fieldId: id, value: "chess" } });
    expect(await issuesOf(admin.run(UPDATE, { id, input: { ...hobby, kind: "DATE" } }))).toEqual([["input.kind", "kind.used"]]);
    expect(await admin.run(UPDATE, { id, input: { ...hobby, required: true }, expectedVersion: 1 })).toEqual({
      updateProfileField: { version: 2, kind: "TEXT" },
    });
  });

  test("fields come in their order; one out of use is not shown, and keeps what it said", async () => {
    const [one, two] = [await field(), await field({ labels: [{ language: "fr", text: "Club" }] })];
    await app.db.profileValue.create({ data: { userId: officer.id, fieldId: two, value: "Go" } });
    await admin.run("mutation ($ids: [ID!]!) { orderProfileFields(ids: $ids) { id } }", { ids: [two, one] });
    expect(await admin.run(MINE)).toEqual({
      myProfileValues: [
        { field: { id: two }, value: "Go" },
        { field: { id: one }, value: "" },
      ],
    });
    const USE = "mutation ($id: ID!, $inUse: Boolean!) { setProfileFieldInUse(id: $id, inUse: $inUse) { archivedAt } }";
    await admin.run(USE, { id: two, inUse: false });
    expect(await admin.run(MINE)).toEqual({ myProfileValues: [{ field: { id: one }, value: "" }] });
    await admin.run(USE, { id: two, inUse: true });
    expect(await app.db.profileValue.count({ where: { fieldId: two } })).toBe(1);
  });
});

describe("filling fields in", () => {
  test.each([
    ["TEXT", " a  b\n", "a b", "x".repeat(301)],
    ["LONG_TEXT", "one\r\ntwo\u0000 ", "one\ntwo", null],
    ["NUMBER", "12.5", "12.5", "12,5"],
    ["DATE", "2024-02-29", "2024-02-29", "2023-02-29"],
    ["YES_NO", "true", "true", "yes"],
    ["CHOICE", "red", "red", "green"],
    ["LINK", "https://example.org/a", "https://example.org/a", "javascript:alert(1)"],
  ])("%s takes what fits, and refuses what does not", async (kind, text, stored, wrong) => {
    const fieldId = await field({ kind, choices: ["red", "blue"] });
    const person = await signInAs(app, await buildUser(app));
    if (wrong !== null)
      expect(await issuesOf(person.run(SET, { fields: [{ fieldId, value: wrong }] }))).toEqual([
        [`input.fields.${fieldId}`, `field.${kind}`],
      ]);
    await person.run(SET, { fields: [{ fieldId, value: text }] });
    expect(await person.run(MINE)).toEqual({ myProfileValues: [{ field: { id: fieldId }, value: stored }] });
    await person.run(SET, { fields: [{ fieldId, value: "" }] });
    expect(await app.db.profileValue.count()).toBe(0);
  });

  test("what is kept by administrators, required or unknown is refused", async () => {
    const user = await buildUser(app);
    const person = await signInAs(app, user);
    const [kept, needed] = [await field({ ownerEdits: false }), await field({ required: true })];
    await expectRefusal(person.run(SET, { fields: [{ fieldId: kept, value: "x" }] }), "FORBIDDEN");
    expect(await issuesOf(person.run(SET, { fields: [{ fieldId: needed, value: " " }] }))).toEqual([
      [`input.fields.${needed}`, "required"],
    ]);
    expect(await issuesOf(person.run(SET, { fields: [{ fieldId: officer.id, value: "x" }] }))).toEqual([
      [`input.fields.${officer.id}`, "field.unknown"],
    ]);
    const twice = [
      { fieldId: needed, value: "a" },
      { fieldId: needed, value: "b" },
    ];
    expect(await issuesOf(person.run(SET, { fields: twice }))).toEqual([["input.fields", "fields.twice"]]);
    await admin.run("mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id } }", {
      id: user.id,
      input: { fields: [{ fieldId: kept, value: "by the office" }] },
    });
    const VALUES = "query ($id: ID!) { profileValues(userId: $id) { value } }";
    expect(await admin.run(VALUES, { id: user.id })).toEqual({ profileValues: [{ value: "by the office" }, { value: "" }] });
    await expectRefusal(person.run(VALUES, { id: user.id }), "FORBIDDEN");
  });

  test("registration asks for what it should, and for nothing else", async () => {
    await admin.run("mutation { updateAccountSettings(input: { registration: OPEN }) { version } }");
    const [needed, other] = [await field({ required: true, atRegistration: true, ownerEdits: true }), await field()];
    const register = (fields: unknown) =>
      app.client().run("mutation ($input: RegisterAccountInput!, $proof: ProofInput!) { registerAccount(input: $input, proof: $proof) }", {
        input: { email: "emmy@example.org", firstName: "Emmy", password: "rings-and-ideals-1921", fields },
        proof: solve(newChallenge(app.services.env.secret, 4)),
      });
    expect(await app.client().run("{ registrationOptions { fields { id required } } }")).toEqual({
      registrationOptions: { fields: [{ id: needed, required: true }] },
    });
    expect(await issuesOf(register([]))).toEqual([[`input.fields.${needed}`, "required"]]);
    expect(
      await issuesOf(
        register([
          { fieldId: needed, value: "a" },
          { fieldId: other, value: "b" },
        ]),
      ),
    ).toEqual([[`input.fields.${other}`, "field.unknown"]]);
    await register([{ fieldId: needed, value: "Bern" }]);
    expect(await app.db.profileValue.findMany({ select: { value: true } })).toEqual([{ value: "Bern" }]);
  });
});

describe("who sees what", () => {
  const SIGHTS = "{ mySights { field sight mayChoose } }";
  const CHOOSE = "mutation ($field: ID!, $sight: Sight!) { setMySight(field: $field, sight: $sight) { field sight } }";

  test("people choose where the campus lets them; what it fixes wins again when it is fixed later", async () => {
    const [open, fixed] = [await field({ sight: "COURSE" }), await field({ sight: "STAFF", mayChooseSight: false })];
    const person = await signInAs(app, await buildUser(app));
    await expectRefusal(person.run(CHOOSE, { field: fixed, sight: "NOBODY" }), "FORBIDDEN");
    await expectRefusal(person.run(CHOOSE, { field: "roles", sight: "NOBODY" }), "NOT_FOUND");
    await expectRefusal(app.client().run(CHOOSE, { field: open, sight: "NOBODY" }), "UNAUTHENTICATED");
    await person.run(CHOOSE, { field: open, sight: "NOBODY" });
    await person.run(CHOOSE, { field: "phone", sight: "COURSE" });
    expect(await person.run(SIGHTS)).toEqual({
      mySights: [
        { field: "email", sight: "STAFF", mayChoose: true },
        { field: "phone", sight: "COURSE", mayChoose: true },
        { field: "officialCode", sight: "STAFF", mayChoose: true },
        { field: open, sight: "NOBODY", mayChoose: true },
        { field: fixed, sight: "STAFF", mayChoose: false },
      ],
    });
    const closed = { sight: "NOBODY", mayChoose: false };
    const staff = { sight: "STAFF", mayChoose: false };
    expect(await issuesOf(person.run(CHOOSE, { field: "email", sight: "NOBODY" }))).toEqual([["sight", "sight.staff"]]);
    await admin.run("mutation ($input: AccountSettingsInput!) { updateAccountSettings(input: $input) { version } }", {
      input: { sights: { email: staff, phone: closed, officialCode: staff } },
    });
    const after = await person.run<{ mySights: { field: string; sight: string }[] }>(SIGHTS);
    expect(after.mySights.find((row) => row.field === "phone")).toMatchObject({ sight: "NOBODY" });
  });
});
