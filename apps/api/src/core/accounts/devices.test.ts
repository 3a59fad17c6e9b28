import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually, LOST_RIGHTS_MS } from "../../test/eventually";
import { buildAdministrator, buildUser, PASSWORD, signInAs } from "../../test/factories";
import { listenAs, type LiveStream } from "../../test/live-client";

const app = await startTestApp();
const VIEWER = "{ viewer { id } }";
const DEVICES = "{ myDevices { id current browser system } }";
const LISTEN = "subscription { myAccountChanged { reason } }";
type Devices = { myDevices: { id: string; current: boolean }[] };
type Change = { myAccountChanged: { reason: string } };

const untilItEnds = async (stream: LiveStream<Change>): Promise<number> => {
  const began = performance.now();
  await stream.ended;
  return performance.now() - began;
};

/** Listens, and makes changes until the server is heard to listen too. */
async function listening(client: Parameters<typeof listenAs>[0]): Promise<LiveStream<Change>> {
  const stream = listenAs<Change>(client, LISTEN);
  await eventually(async () => {
    await client.run("mutation { updateMyProfile(input: {}) { id } }");
    return stream.received[0];
  });
  return stream;
}

test("lists one's own devices with their browsers, and nobody else's", async () => {
  const user = await buildUser(app);
  const client = app.client();
  client.headers["user-agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  await client.run("mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }", {
    login: user.login,
    password: PASSWORD,
  });
  await signInAs(app, user);
  await signInAs(app, await buildUser(app));
  const { myDevices } = await client.run<Devices>(DEVICES);
  expect(myDevices).toHaveLength(2);
  expect(myDevices.filter((device) => device.current)).toMatchObject([{ browser: "Firefox", system: "Windows" }]);
});

test("a stranger's device cannot be ended, nor can nothing", async () => {
  const [mine, theirs] = [await signInAs(app, await buildUser(app)), await signInAs(app, await buildUser(app))];
  const { myDevices } = await theirs.run<Devices>(DEVICES);
  const end = "mutation ($ids: [ID!]) { endDevices(ids: $ids) }";
  expect(await mine.run(end, { ids: [myDevices[0]!.id, "not-an-id"] })).toEqual({ endDevices: 0 });
  await expectRefusal(mine.run(end), "INVALID_INPUT");
  expect(await theirs.run(VIEWER)).not.toEqual({ viewer: null });
});

test("ending the others throws them out, their live streams within a second, and not oneself", async () => {
  const user = await buildUser(app);
  const [here, there] = [await signInAs(app, user), await signInAs(app, user)];
  const [mine, other] = [await listening(here), await listening(there)];
  expect(await here.run("mutation { endDevices(others: true) }")).toEqual({ endDevices: 1 });
  expect(await untilItEnds(other)).toBeLessThan(LOST_RIGHTS_MS);
  expect(await there.run(VIEWER)).toEqual({ viewer: null });
  expect(await here.run(VIEWER)).toEqual({ viewer: { id: user.id } });
  await eventually(async () => mine.received.find((change) => change.myAccountChanged.reason === "accounts.device.signedOut"));
  mine.stop();
});

test("deactivating ends devices, tokens and live streams within a second", async () => {
  const user = await buildUser(app);
  const [browser, program] = [await signInAs(app, user), app.client()];
  program.bearer = (
    await browser.run<{ createApiToken: { secret: string } }>('mutation { createApiToken(input: { name: "script" }) { secret } }')
  ).createApiToken.secret;
  const streams = [await listening(browser), await listening(program)];
  const admin = await signInAs(app, await buildAdministrator(app));
  const began = performance.now();
  await admin.run("mutation ($id: ID!) { deactivateUser(id: $id) { state } }", { id: user.id });
  await Promise.all(streams.map((stream) => stream.ended));
  expect(performance.now() - began).toBeLessThan(LOST_RIGHTS_MS);
  for (const client of [browser, program]) expect(await client.run(VIEWER)).toEqual({ viewer: null });
  await admin.run("mutation ($id: ID!) { activateUser(id: $id) { state } }", { id: user.id });
  for (const client of [browser, program]) expect(await client.run(VIEWER)).toEqual({ viewer: null });
});

test("a sign-in in a browser nobody knew is told by mail, but not the first one", async () => {
  const user = await buildUser(app);
  const signIn = (client = app.client()) =>
    client.run("mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { viewer { id } } }", {
      login: user.login,
      password: PASSWORD,
    });
  const first = app.client();
  await signIn(first);
  await signIn(first);
  expect(await app.db.mail.count({ where: { userId: user.id } })).toBe(0);
  await signIn();
  expect(await app.db.mail.findMany({ where: { userId: user.id }, select: { subject: true } })).toEqual([
    { subject: "A new device signed in" },
  ]);
});
