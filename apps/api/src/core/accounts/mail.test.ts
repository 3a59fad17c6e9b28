import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import ar from "@lyceum/shared/locales/ar/mail.json" with { type: "json" };
import en from "@lyceum/shared/locales/en/mail.json" with { type: "json" };
import fr from "@lyceum/shared/locales/fr/mail.json" with { type: "json" };
import { startTestApp } from "../../test/app";
import { eventually } from "../../test/eventually";
import { wakeMail } from "./mail-sender";
import { queueLetter, writeLetter, type Letter } from "./mail";

const received: { to: string[]; raw: string }[] = [];
let refuse = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, done) => done(refuse ? new Error("the mailbox is full") : null),
  onData: (stream, session, done) => {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      received.push({ to: session.envelope.rcptTo.map((rcpt) => rcpt.address), raw: Buffer.concat(parts).toString() });
      done();
    });
  },
});
await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
const app = await startTestApp({
  smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
  mailFrom: "Lyceum <campus@example.org>",
});
const ada = { userId: null, to: "ada@example.org", name: "Ada <b>", language: "en" };
const post = (letter: Letter, to = ada) =>
  app.db.$transaction((tx) => queueLetter(app.services, tx, letter, to, { login: "ada" }, "/sign-in?token=abc"));

beforeAll(() => void received.splice(0));
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));

test("a letter goes to the mail server as text and html, once, and is marked as sent", async () => {
  await post("approved");
  for (let count = 0; count < 3; count += 1) wakeMail(app.services);
  const mail = await eventually(async () => (await app.db.mail.findFirst({ where: { state: "SENT" } })) ?? undefined);
  expect(mail.sentAt).not.toBeNull();
  expect(received).toHaveLength(1);
  expect(received[0]!.to).toEqual(["ada@example.org"]);
  expect(received[0]!.raw).toMatch(/^From: Lyceum <campus@example\.org>/m);
  expect(received[0]!.raw).toMatch(/^Subject: Your account is open/m);
  expect(received[0]!.raw).toMatch(/Content-Type: text\/plain/);
  expect(received[0]!.raw).toMatch(/Content-Type: text\/html/);
});

test("what the server refuses is tried again later, and given up after six tries", async () => {
  refuse = true;
  await post("resetPassword");
  wakeMail(app.services);
  const failing = await eventually(async () => (await app.db.mail.findFirst({ where: { error: { not: null } } })) ?? undefined);
  expect(failing).toMatchObject({ state: "QUEUED", tries: 1 });
  expect(failing.error).toContain("the mailbox is full");
  expect(failing.dueAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  await app.db.mail.update({ where: { id: failing.id }, data: { tries: 5, dueAt: new Date() } });
  wakeMail(app.services);
  await eventually(async () => (await app.db.mail.findFirst({ where: { id: failing.id, state: "FAILED" } })) ?? undefined);
  refuse = false;
});

test("a name cannot become markup, a header or a paragraph", async () => {
  const { html, text, subject } = writeLetter(
    "http://localhost",
    "newDevice",
    { ...ada, name: "Eve\r\nBcc: x@example.org\n\nPay here <script>" },
    { login: "a\nb", browser: "B", time: "T" },
    "/x",
  );
  expect(html).not.toContain("<script>");
  expect(text.split("\n\n")[0]).toBe("Hello Eve Bcc: x@example.org Pay here <script>,");
  expect(subject).not.toContain("\n");
});

test("Arabic is written from right to left, and a Latin login stays apart from the words around it", () => {
  const letter = writeLetter("http://localhost", "approved", { ...ada, language: "ar" }, { login: "ada" }, "/sign-in");
  expect(letter.subject).toBe(ar.approved.subject);
  expect(letter.html).toContain('<html lang="ar" dir="rtl">');
  expect(letter.html).toContain('<p dir="ltr" style="color:#555;font-size:13px;word-break:break-all">http://localhost/sign-in</p>');
  expect(letter.text).toContain("\u2068ada\u2069");
});

test("a language without a catalogue gets English and says so; every key exists in French and Arabic, with the same holes", () => {
  const unspoken = writeLetter("http://localhost", "approved", { ...ada, language: "es" }, { login: "ada" });
  expect(unspoken.subject).toBe("Your account is open");
  expect(unspoken.html).toContain('<html lang="en" dir="ltr">');
  const flatten = (tree: object, path = ""): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${path}${key}`, value]] : flatten(value as object, `${path}${key}.`),
    );
  const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  for (const catalogue of [fr, ar]) {
    const translated = new Map(flatten(catalogue));
    for (const [key, text] of flatten(en)) expect([key, holes(translated.get(key) ?? "missing")]).toEqual([key, holes(text)]);
  }
});
