import { afterEach, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment } from "../../test/course-factories";
import { hashToken } from "../../kernel/viewer";
import { newApiToken } from "./tokens";

const app = await startTestApp();
const officer = await buildAdministrator(app);
const admin = await signInAs(app, officer);
const PUBLISH = "mutation ($input: PublishTermsInput!) { publishTerms(input: $input) { id version } }";
const ACCEPT = "mutation ($id: ID!) { acceptLegalDocument(id: $id) { termsOwed } }";
const publish = async (input: Record<string, unknown> = {}) =>
  (await admin.run<{ publishTerms: { id: string } }>(PUBLISH, { input: { language: "en", body: "Be kind.", ...input } })).publishTerms.id;

afterEach(async () => {
  await app.db.consent.deleteMany();
  await app.db.legalDocument.deleteMany();
  await app.db.user.deleteMany({ where: { NOT: { id: officer.id } } });
  await app.db.user.updateMany({ data: { termsOwed: false } });
});

test("new terms shut everything but reading, accepting and leaving: by device and by token", async () => {
  const person = await buildUser(app);
  const client = await signInAs(app, person);
  const course = await buildCourse(app.db);
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: person.id, role: "LEARNER" });
  const secret = newApiToken();
  await app.db.apiToken.create({ data: { userId: person.id, name: "t", prefix: "t", tokenHash: hashToken(secret), scopes: ["read"] } });
  const program = app.client();
  program.bearer = secret;
  const COURSE = "query ($id: ID!) { course(id: $id) { title } }";
  await client.run(COURSE, { id: course.id });
  const id = await publish();
  for (const caller of [client, program]) {
    for (const operation of ["{ myCourses { totalCount } }", "{ profileRules { mayChangeNames } }", "{ myConsents { id } }"]) {
      const refused = await expectRefusal(caller.run(operation), "LOCKED");
      expect(refused.extensions["reasons"]).toEqual([{ code: "TERMS_OF_USE" }]);
    }
    await expectRefusal(caller.run(COURSE, { id: course.id }), "LOCKED");
    expect(await caller.run("{ viewer { termsOwed } terms { body } }")).toEqual({
      viewer: { termsOwed: true },
      terms: { body: "Be kind." },
    });
  }
  expect(await client.run(ACCEPT, { id })).toEqual({ acceptLegalDocument: { termsOwed: false } });
  for (const caller of [client, program]) await caller.run(COURSE, { id: course.id });
  expect(await client.run("{ myConsents { document { id version body } } }")).toEqual({
    myConsents: [{ document: { id, version: 1, body: "Be kind." } }],
  });
});

test("only the newest version of a language can be accepted, by oneself", async () => {
  const client = await signInAs(app, await buildUser(app));
  const old = await publish();
  const current = await publish({ body: "Be kind and careful." });
  const french = await publish({ language: "fr", body: "Soyez gentils." });
  for (const id of [old, officer.id, "x"]) await expectRefusal(client.run(ACCEPT, { id }), "INVALID_INPUT");
  await expectRefusal(app.client().run(ACCEPT, { id: current }), "UNAUTHENTICATED");
  await client.run(ACCEPT, { id: french });
  await client.run("{ myConsents { id } }");
});

test("the publisher has read what was published; a corrected spelling asks nobody again", async () => {
  const person = await buildUser(app);
  await publish();
  expect(await admin.run("{ viewer { termsOwed } }")).toEqual({ viewer: { termsOwed: false } });
  const client = await signInAs(app, person);
  const { id } = await app.db.legalDocument.findFirstOrThrow();
  await client.run(ACCEPT, { id });
  await publish({ body: "Be kind!", askAgain: false });
  expect(await client.run("{ viewer { termsOwed } }")).toEqual({ viewer: { termsOwed: false } });
});

test("who gets an account owes the terms at the first sign-in; withdrawn terms are owed by nobody", async () => {
  await publish();
  await admin.run("mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }", {
    input: { login: "newcomer", firstName: "New", password: PASSWORD },
  });
  const client = app.client();
  const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { termsOwed } } }";
  expect(await client.run(SIGN_IN, { login: "newcomer", password: PASSWORD })).toEqual({ signIn: { viewer: { termsOwed: true } } });
  await publish({ body: "" });
  expect(await client.run("{ viewer { termsOwed } }")).toEqual({ viewer: { termsOwed: false } });
});
