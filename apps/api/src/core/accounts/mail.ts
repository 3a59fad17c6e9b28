import { createInstance, type i18n } from "i18next";
import ar from "@lyceum/shared/locales/ar/mail.json" with { type: "json" };
import en from "@lyceum/shared/locales/en/mail.json" with { type: "json" };
import fr from "@lyceum/shared/locales/fr/mail.json" with { type: "json" };
import { directionOf } from "@lyceum/shared/locales";
import type { Services } from "../../kernel/services";
import type { Tx } from "../../kernel/database";

/** The mails that there are: keys of mail.json. */
export type Letter =
  | "confirmEmail"
  | "alreadyRegistered"
  | "waitsForApproval"
  | "approved"
  | "resetPassword"
  | "welcome"
  | "passwordChanged"
  | "changeEmail"
  | "emailChanged"
  | "undoEmail"
  | "newDevice"
  | "secondFactorOn"
  | "secondFactorOff"
  | "secondFactorReset"
  | "enrolled"
  | "joinedSession"
  | "invited"
  | "written";

export interface LetterTo {
  userId: string | null;
  to: string;
  name: string;
  language: string;
}

interface Written {
  subject: string;
  text: string;
  html: string;
}

let catalogues: i18n | undefined;
const spoken = { ar: { mail: ar }, en: { mail: en }, fr: { mail: fr } };

/** The language in which somebody who wishes this one is written to (BCP 47). */
const languageOf = (wish: string): string => {
  const base = wish.split("-")[0] ?? "";
  return base in spoken ? base : "en";
};

/** The catalogue of mails, in a language that it has; English otherwise. */
export function mailWords(language: string): i18n["t"] {
  if (!catalogues) {
    catalogues = createInstance();
    // Nothing is escaped here: text mails need none, and html is escaped as a whole below.
    void catalogues.init({
      resources: spoken,
      fallbackLng: "en",
      defaultNS: "mail",
      ns: ["mail"],
      initAsync: false,
      showSupportNotice: false,
      interpolation: { escapeValue: false },
    });
  }
  return catalogues.getFixedT(language, "mail");
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
/** Names come from people: no line of theirs may begin a new header or paragraph. */
const flat = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

/** Writes a letter in the recipient's language, as text and as simple html. */
export function writeLetter(origin: string, letter: Letter, to: LetterTo, params: Record<string, string | number>, href?: string): Written {
  const language = languageOf(to.language);
  const direction = directionOf(language);
  const t = mailWords(language);
  // Between Arabic words, a Latin name or address is isolated, so that neither turns the other round.
  const own = (value: string) => (direction === "rtl" ? `\u2068${flat(value)}\u2069` : flat(value));
  const flatParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? own(value) : value]),
  );
  const greeting = t("greeting", { name: own(to.name) });
  const lines = t(`${letter}.text`, flatParams).split("\n");
  const footer = t("footer", { origin: own(origin) });
  const url = href ? `${origin}${href}` : undefined;
  const button = url ? t(`${letter}.action`) : undefined;
  const text = [greeting, ...lines, ...(url ? [`${button}:\n${url}`] : []), `-- \n${footer}`].join("\n\n");
  const paragraphs = [greeting, ...lines].map((line) => `<p>${escape(line)}</p>`).join("");
  const link = url
    ? `<p><a href="${escape(url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#2f5d50;color:#fff;text-decoration:none">${escape(button!)}</a></p><p dir="ltr" style="color:#555;font-size:13px;word-break:break-all">${escape(url)}</p>`
    : "";
  const html = `<!doctype html><html lang="${language}" dir="${direction}"><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#222;max-width:560px;margin:24px auto;padding:0 16px">${paragraphs}${link}<p style="color:#777;font-size:13px">${escape(footer)}</p></body></html>`;
  return { subject: t(`${letter}.subject`, flatParams), text, html };
}

/** Puts a letter into the outbox, in the transaction that is its reason. Without a mail server it is kept for administrators. */
export async function queueLetter(
  services: Services,
  tx: Tx,
  letter: Letter,
  to: LetterTo,
  params: Record<string, string | number> = {},
  href?: string,
): Promise<void> {
  const written = writeLetter(services.env.appOrigin, letter, to, params, href);
  await tx.mail.create({ data: { userId: to.userId, to: to.to, ...written, state: services.env.smtpUrl ? "QUEUED" : "KEPT" } });
}

/** The same letter to many people, each in their language, by one statement. */
export async function queueLetters(
  services: Services,
  tx: Tx,
  letter: Letter,
  people: LetterTo[],
  params: Record<string, string | number> = {},
  href?: string,
): Promise<void> {
  const state = services.env.smtpUrl ? ("QUEUED" as const) : ("KEPT" as const);
  const mails = people.map((to) => ({
    userId: to.userId,
    to: to.to,
    ...writeLetter(services.env.appOrigin, letter, to, params, href),
    state,
  }));
  if (mails.length > 0) await tx.mail.createMany({ data: mails });
}
