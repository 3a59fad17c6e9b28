import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { startTestApp } from "../../test/app";
import type { TestClient } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import type { User } from "../../generated/prisma/client.ts";

const app = await startTestApp();

/** What one browser remembers: every cookie it ever had, and which of them should still open the door. */
interface Model {
  good: Set<string>;
  all: string[];
}

interface Real {
  user: User;
  current: TestClient | undefined;
}

const cookieOf = (client: TestClient): string => client.cookies.get("lyceum")!;
const withCookie = (cookie: string): TestClient => {
  const client = app.client();
  client.cookies.set("lyceum", cookie);
  return client;
};

class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly name: string,
    private readonly act: (model: Model, real: Real) => Promise<void>,
    private readonly possible: (model: Model) => boolean = () => true,
  ) {}
  check(model: Readonly<Model>): boolean {
    return this.possible(model);
  }
  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    for (const cookie of model.all) {
      const { viewer } = await withCookie(cookie).run<{ viewer: { id: string } | null }>("{ viewer { id } }");
      expect([this.name, cookie.slice(0, 6), viewer !== null]).toEqual([this.name, cookie.slice(0, 6), model.good.has(cookie)]);
    }
  }
  toString(): string {
    return this.name;
  }
}

const anyGood = (model: Model): boolean => model.good.size > 0;
const pick = (model: Model, index: number): string => [...model.good][index % model.good.size]!;
const hash = async (cookie: string) => ({ tokenHash: (await import("../../kernel/viewer")).hashToken(cookie) });

const add = async (model: Model, real: Real): Promise<void> => {
  const cookie = cookieOf(await signInAs(app, real.user));
  model.good.add(cookie);
  model.all.push(cookie);
};

const commands = [
  fc.constant(new Step("signIn", add)),
  fc.nat(5).map(
    (index) =>
      new Step(
        `signOut ${index}`,
        async (model) => {
          const cookie = pick(model, index);
          await withCookie(cookie).run("mutation { signOut }");
          model.good.delete(cookie);
        },
        anyGood,
      ),
  ),
  fc.nat(5).map(
    (index) =>
      new Step(
        `endOthers ${index}`,
        async (model) => {
          const cookie = pick(model, index);
          await withCookie(cookie).run("mutation { endDevices(others: true) }");
          model.good = new Set([cookie]);
        },
        anyGood,
      ),
  ),
  fc.nat(5).map(
    (index) =>
      new Step(
        `expire ${index}`,
        async (model) => {
          const cookie = pick(model, index);
          await app.db.device.updateMany({ where: await hash(cookie), data: { expiresAt: new Date(Date.now() - 1) } });
          model.good.delete(cookie);
        },
        anyGood,
      ),
  ),
  fc.nat(5).map(
    (index) =>
      new Step(
        `renew ${index}`,
        async (model) => {
          const cookie = pick(model, index);
          const client = withCookie(cookie);
          await client.run('mutation { proveItIsMe(password: "correct-horse-7-staples") }');
          model.good.delete(cookie);
          model.good.add(cookieOf(client));
          model.all.push(cookieOf(client));
        },
        anyGood,
      ),
  ),
];

test("whatever is signed in, out, ended, expired and renewed: no cookie opens the door but those of the model", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 12 }), async (steps) => {
      const user = await buildUser(app);
      await fc.asyncModelRun(() => ({ model: { good: new Set<string>(), all: [] } as Model, real: { user, current: undefined } }), steps);
    }),
    { numRuns: 25 },
  );
}, 120_000);
