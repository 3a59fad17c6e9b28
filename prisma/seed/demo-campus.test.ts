import { beforeAll, describe, expect, test } from "@jest/globals";
import { hashPassword } from "../../apps/api/src/core/accounts/passwords";
import { refuseKnownPasswords } from "./known-passwords";
import { DEMO_PASSWORD } from "./people";
import { emptyCampus, prepare } from "./prepare";
import { startTestApp, type TestApp } from "../../apps/api/src/test/app";

const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id login } passwordToken } }`;
let app: TestApp;
const said: string[] = [];
const prepared = (demo = true) => prepare({ ...app.services, env: { ...app.services.env, demo } }, (line) => said.push(line));

beforeAll(async () => {
  app = await startTestApp();
});

describe("the demo campus", () => {
  test("is made once, in seconds, and everybody gets in", async () => {
    const start = process.cpuUsage();
    await prepared();
    const { user, system } = process.cpuUsage(start);
    // The processor's time, not the clock's: other tests run beside this one.
    expect((user + system) / 1e6).toBeLessThan(20);
    for (const login of ["admin", "teacher", "tutor", "learner", "learner2"]) {
      const data = await app.client().run<{ signIn: { viewer: { login: string } } }>(SIGN_IN, { login, password: DEMO_PASSWORD });
      expect(data.signIn.viewer.login).toBe(login);
    }
    const counts = async () => [
      await app.db.user.count(),
      await app.db.course.count(),
      await app.db.glossaryTerm.count(),
      await app.db.package.count(),
      await app.db.document.count(),
    ];
    expect(await counts()).toEqual([12, 3, 31, 3, 26]);
    await prepared();
    expect(await counts()).toEqual([12, 3, 31, 3, 26]);
    expect(said).toEqual([]);
  });

  test("a learner sees the course, half of the package done", async () => {
    const client = app.client();
    await client.run(SIGN_IN, { login: "learner", password: DEMO_PASSWORD });
    const course = await app.db.course.findFirstOrThrow({ where: { code: "DEMO-101" } });
    const data = await client.run<{ glossaryTerms: { totalCount: number } }>(
      `query ($id: ID!) { glossaryTerms(courseId: $id, first: 5) { totalCount } }`,
      {
        id: course.id,
      },
    );
    expect(data.glossaryTerms.totalCount).toBe(12);
    const progress = await app.db.progress.findFirstOrThrow({
      where: { user: { login: "learner" }, item: { kind: "package", courseId: course.id } },
    });
    expect(progress).toMatchObject({ state: "IN_PROGRESS", fraction: 0.5 });
  });

  test("is not opened to the network, whatever DEMO says, until nobody can come in with the known password", async () => {
    const opened = (host: string) => refuseKnownPasswords({ ...app.services, env: { ...app.services.env, host, demo: false } });
    await prepared();
    await opened("127.0.0.1");
    await expect(opened("0.0.0.0")).rejects.toThrow(/0\.0\.0\.0.*admin, chidinma, .*teacher, tutor/);
    await app.db.user.updateMany({ where: { login: { notIn: ["admin", "teacher"] } }, data: { state: "INACTIVE" } });
    const changed = { secret: await hashPassword("another one, long enough") };
    await app.db.credential.updateMany({ where: { user: { login: "admin" } }, data: changed });
    await expect(opened("::")).rejects.toThrow(/but teacher of the demo/);
    await app.db.credential.updateMany({ where: { user: { login: "teacher" } }, data: changed });
    await opened("0.0.0.0");
    await app.db.setting.create({ data: { key: "campus.seed", value: {} } });
    await prepared();
  });

  test("one that was cut off half-way is made anew; one that somebody has used is left alone", async () => {
    const before = await app.db.user.findFirstOrThrow({ where: { login: "teacher" } });
    await app.db.setting.create({ data: { key: "campus.seed", value: {} } });
    await prepared();
    expect(await app.db.setting.count({ where: { key: "campus.seed" } })).toBe(0);
    const after = await app.db.user.findFirstOrThrow({ where: { login: "teacher" } });
    expect(after.id).not.toBe(before.id);
    expect(await app.db.course.count()).toBe(3);
  });
});

describe("without the demo", () => {
  test("one administrator is made, whose password is said once and must be changed", async () => {
    await emptyCampus(app.services);
    await Promise.all([prepared(false), prepared(false)]);
    expect(said).toHaveLength(1);
    const password = /one-time password (\S+)/.exec(said[0] ?? "")?.[1] ?? "";
    const data = await app.client().run<{ signIn: { viewer: null; passwordToken: string } }>(SIGN_IN, { login: "admin", password });
    expect(data.signIn).toEqual({ viewer: null, passwordToken: expect.any(String) });
    expect(await app.db.user.findMany({ select: { login: true, mustChangePassword: true, roles: true } })).toEqual([
      { login: "admin", mustChangePassword: true, roles: ["ADMINISTRATOR"] },
    ]);
  });
});
