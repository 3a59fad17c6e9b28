import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { buildUser } from "../../test/factories";
import { newChallenge, solve } from "./proof-of-work";

const app = await startTestApp();
const SIGN_IN = "mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }";
const ASK = "mutation ($login: String!, $proof: ProofInput!) { requestPasswordReset(login: $login, proof: $proof) }";

/** The middle half's mean, in milliseconds: neighbours on the machine make outliers, the accounts make none. */
const typical = (times: number[]): number => {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return middle.reduce((sum, time) => sum + time, 0) / middle.length;
};

/** Times several kinds of calls in turn, so that whatever else the machine does falls on all of them alike. */
async function compare(kinds: Record<string, () => Promise<number>>, rounds: number): Promise<Record<string, number>> {
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, call] of Object.entries(kinds)) {
      await app.db.throttle.deleteMany();
      times[kind]!.push(await call());
    }
  }
  return Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, typical(list)]));
}

/** How long an operation takes from outside. */
async function timeOf(query: string, variables: Record<string, unknown>): Promise<number> {
  const began = performance.now();
  await app.client().send(query, variables);
  return performance.now() - began;
}

const spread = (times: Record<string, number>): number => Math.max(...Object.values(times)) / Math.min(...Object.values(times));

test("an unknown login, a wrong password and a closed account take the same time", async () => {
  const known = await buildUser(app);
  const closed = await buildUser(app, { state: "INACTIVE" });
  const attempt = (login: string) => () => timeOf(SIGN_IN, { login, password: "not-the-password" });
  const run = () => compare({ unknown: attempt("nobody-of-that-name"), wrong: attempt(known.login), closed: attempt(closed.login) }, 30);
  // A busy machine may spoil one measurement; an account that answers differently spoils all of them.
  const spreads: number[] = [];
  while (spreads.length < 4 && !spreads.some((ratio) => ratio < 1.15)) spreads.push(spread(await run()));
  expect(Math.min(...spreads)).toBeLessThan(1.15);
}, 120_000);

test("asking for a password mail takes the same time whether the account exists: the mail is written later", async () => {
  const known = await buildUser(app);
  const attempt = (login: string) => () => timeOf(ASK, { login, proof: solve(newChallenge(app.services.env.secret, 4)) });
  const spreads: number[] = [];
  while (spreads.length < 4 && !spreads.some((ratio) => ratio < 1.3)) spreads.push(spread(await compare({ unknown: attempt("nobody-of-that-name"), known: attempt(known.login) }, 8)));
  expect(Math.min(...spreads)).toBeLessThan(1.3);
}, 120_000);
