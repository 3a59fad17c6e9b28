import { randomInt } from "node:crypto";
import pg from "pg";
import { log } from "./log";

/** The class of our advisory locks that say "this process lives". */
export const PROCESS_LOCKS = 77_001;
const AGAIN_MS = 1_000;

/**
 * A session of its own that holds an advisory lock as long as this process lives: PostgreSQL frees it the moment that the process, or
 * its connection, is gone. `key` names it; a new connection has a new key.
 */
export class ProcessLock {
  key = 0;
  private client: pg.Client | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    /** `lost`: others may now take over what was done under it. `again`: a new lock is held. */
    private readonly hooks: { lost: () => void; again: () => void },
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on("error", () => this.again(client));
    client.on("end", () => this.again(client));
    await client.connect();
    this.client = client;
    const key = randomInt(1, 2 ** 31);
    await client.query("SELECT pg_advisory_lock($1::int, $2::int)", [PROCESS_LOCKS, key]);
    this.key = key;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private again(client: pg.Client): void {
    if (this.stopped || this.client !== client) return;
    this.client = undefined;
    if (this.key) this.hooks.lost();
    this.key = 0;
    log.warn("the process's lock was lost; taking a new one");
    const retry = () => {
      if (this.stopped) return;
      this.start().then(
        () => this.hooks.again(),
        () => setTimeout(retry, AGAIN_MS).unref(),
      );
    };
    setTimeout(retry, AGAIN_MS / 10).unref();
  }
}
