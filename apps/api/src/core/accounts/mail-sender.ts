import { createTransport, type Transporter } from "nodemailer";
import { log } from "../../kernel/log";
import type { Services } from "../../kernel/services";

interface Due {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  tries: number;
}

const TRIES = 6;
const POLL_MS = 30_000;

/** Sends what is in the outbox, one mail at a time. Several processes may do so: each mail is taken by one of them. */
class MailSender {
  private running: Promise<void> | undefined;
  private again = false;
  private readonly transport: Transporter;

  constructor(
    private readonly services: Services,
    url: string,
  ) {
    this.transport = createTransport(url, { from: services.env.mailFrom });
    setInterval(() => this.wake(), POLL_MS).unref();
  }

  wake(): void {
    this.again = true;
    this.running ??= this.run()
      .catch((error: unknown) => log.warn({ err: error }, "the outbox could not be read"))
      .finally(() => (this.running = undefined));
  }

  private async run(): Promise<void> {
    while (this.again) {
      this.again = false;
      for (let mail = await this.take(); mail; mail = await this.take()) await this.send(mail);
    }
  }

  /** Takes the next due mail, and puts its next try off (1, 2, 4 … minutes): what a crash interrupts is tried again. */
  private async take(): Promise<Due | undefined> {
    const rows = await this.services.db.$queryRaw<Due[]>`
      UPDATE "Mail" SET "tries" = "tries" + 1, "dueAt" = now() + interval '1 minute' * power(2, "tries")
      WHERE "id" = (SELECT "id" FROM "Mail" WHERE "state" = 'QUEUED' AND "dueAt" <= now() ORDER BY "dueAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING "id", "to", "subject", "text", "html", "tries"`;
    return rows[0];
  }

  private async send(mail: Due): Promise<void> {
    const { id, to, subject, text, html, tries } = mail;
    try {
      await this.transport.sendMail({ to, subject, text, html, disableFileAccess: true, disableUrlAccess: true });
      await this.services.db.mail.update({ where: { id }, data: { state: "SENT", sentAt: new Date(), error: null } });
    } catch (error) {
      const words = error instanceof Error ? error.message.slice(0, 500) : "unknown";
      log.warn({ mail: id, tries, words }, "a mail could not be sent");
      await this.services.db.mail.update({ where: { id }, data: { error: words, state: tries >= TRIES ? "FAILED" : "QUEUED" } });
    }
  }
}

const senders = new WeakMap<Services, MailSender>();

/** Tells the process's sender to look into the outbox now; called after a commit, and at the start for what was left. */
export function wakeMail(services: Services): void {
  const url = services.env.smtpUrl;
  if (!url) return;
  let sender = senders.get(services);
  if (!sender) senders.set(services, (sender = new MailSender(services, url)));
  sender.wake();
}
