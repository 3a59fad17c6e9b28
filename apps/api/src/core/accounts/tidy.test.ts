import { expect, test } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { startTestApp } from "../../test/app";
import { buildUser } from "../../test/factories";
import { tidy } from "./tidy";

const app = await startTestApp();
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const hash = () => new Uint8Array(randomBytes(32));

test("what has served goes, what still serves stays", async () => {
  const person = await buildUser(app);
  const device = (created: number, expires: number, address: string, ended?: number) =>
    app.db.device.create({
      data: {
        userId: person.id,
        tokenHash: hash(),
        address,
        createdAt: ago(created),
        expiresAt: ago(expires),
        endedAt: ended === undefined ? null : ago(ended),
      },
    });
  const link = (expires: number) =>
    app.db.mailToken.create({ data: { userId: person.id, purpose: "RESET_PASSWORD", tokenHash: hash(), expiresAt: ago(expires) } });
  const mail = (created: number, state: "SENT" | "QUEUED") =>
    app.db.mail.create({ data: { to: "a@example.org", subject: "s", text: "t", state, createdAt: ago(created) } });
  await buildUser(app, { state: "PENDING_EMAIL", createdAt: ago(8), login: "late" });
  await buildUser(app, { state: "PENDING_EMAIL", createdAt: ago(6), login: "waiting" });
  const kept = [await device(40, -10, "203.0.113.77"), await device(2, -10, "203.0.113.78"), await device(50, -1, "2001:db8:1:2::9", 89)];
  await device(200, 95, "203.0.113.77");
  await device(200, -10, "203.0.113.77", 91);
  const [due, odd] = [await link(6), await device(31, -10, "not an address")];
  await link(8);
  const stays = [await mail(29, "SENT"), await mail(31, "QUEUED")];
  await mail(31, "SENT");
  await app.db.throttle.createMany({
    data: [
      { key: "old", points: 1, expire: BigInt(Date.now() - 1000) },
      { key: "new", points: 1, expire: BigInt(Date.now() + 60_000) },
    ],
  });
  const first = await app.db.$transaction((tx) => tidy(tx));
  expect(first).toEqual({ addresses: 4, devices: 2, links: 1, mails: 1, accounts: 1, tokens: 0, browsers: 0, tries: 1 });
  const left = await app.db.device.findMany({ orderBy: { id: "asc" }, select: { id: true, address: true } });
  expect(left).toEqual([
    { id: kept[0]!.id, address: "203.0.113.0" },
    { id: kept[1]!.id, address: "203.0.113.78" },
    { id: kept[2]!.id, address: "2001:db8:1::" },
    { id: odd.id, address: "not an address" },
  ]);
  expect((await app.db.mailToken.findMany()).map(({ id }) => id)).toEqual([due.id]);
  expect((await app.db.mail.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual(stays.map(({ id }) => id));
  expect((await app.db.user.findMany({ where: { state: "PENDING_EMAIL" } })).map(({ login }) => login)).toEqual(["waiting"]);
  expect(Object.values(await app.db.$transaction((tx) => tidy(tx)))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});
