import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { eventually } from "../../test/eventually";
import { buildUser } from "../../test/factories";
import { passwordChecks } from "./passwords";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }";
const ASK = "mutation ($login: String!, $proof: ProofInput!) { requestPasswordReset(login: $login, proof: $proof) }";

// What takes time is counted instead of timed: neighbours on the machine spoil clocks, never counts. `bench/` has the clocks.
test("an unknown login, a wrong password and a closed account cost one hash and the same statements", async () => {
  const known = await buildUser(app);
  const closed = await buildUser(app, { state: "INACTIVE" });
  const costs: { checks: number; statements: number }[] = [];
  for (const login of ["nobody-of-that-name", known.login, closed.login]) {
    await app.db.throttle.deleteMany();
    const before = passwordChecks();
    const { statements, errors } = await app.client().send(SIGN_IN, { login, password: "not-the-password" });
    expect(errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
    costs.push({ checks: passwordChecks() - before, statements });
  }
  expect(costs).toEqual(costs.map(() => ({ checks: 1, statements: costs[0]!.statements })));
  expect(costs[0]!.statements).toBeGreaterThan(2);
});

test("asking for a password mail is answered before anything is written about the account", async () => {
  const known = await buildUser(app);
  const ask = (login: string) => app.client().run(ASK, { login, proof: solve(newChallenge(app.services.env.secret, 4)) });
  await app.db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "MailToken", "Mail" IN ACCESS EXCLUSIVE MODE`;
    for (const login of ["nobody-of-that-name", known.login]) expect(await ask(login)).toEqual({ requestPasswordReset: true });
  });
  await eventually(async () => (await app.db.mail.count({ where: { userId: known.id } })) === 1 || undefined);
});
