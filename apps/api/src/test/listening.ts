import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { atEnd } from "./ending";
import { eventually } from "./eventually";
import type { TestApp } from "./app";
import type { TestClient } from "./client";

/** A subscription that a test listens to. */
export interface Listening<Data> {
  /** The next thing that comes; rejects when the stream ends or is refused first. */
  next(): Promise<Data>;
  /** Settles when the server ends the stream, with how many milliseconds after `from` (performance.now()) that was. */
  ended(from?: number): Promise<number>;
  /** What has come and was not asked for by `next`. */
  readonly waiting: Data[];
  stop(): void;
}

/** What has come on a stream, who waits for more, and how it ended. */
class Inbox<Data> {
  readonly waiting: Data[] = [];
  failure: Error | undefined;
  private readonly takers: { give: (data: Data) => void; fail: (error: Error) => void }[] = [];
  private endedAt: number | undefined;
  private onEnd: () => void = () => undefined;
  private readonly end = new Promise<void>((resolve) => (this.onEnd = resolve));

  take(data: Data): void {
    const taker = this.takers.shift();
    if (taker) taker.give(data);
    else this.waiting.push(data);
  }

  finish(error: Error): void {
    this.failure ??= error;
    this.endedAt ??= performance.now();
    for (const taker of this.takers.splice(0)) taker.fail(this.failure);
    this.onEnd();
  }

  next(): Promise<Data> {
    const data = this.waiting.shift();
    if (data !== undefined) return Promise.resolve(data);
    if (this.failure) return Promise.reject(this.failure);
    return new Promise<Data>((give, fail) => this.takers.push({ give, fail }));
  }

  async ended(from = 0): Promise<number> {
    await this.end;
    return this.endedAt! - from;
  }
}

/** Subscribes over a real WebSocket as the client's person, and answers once the server listens to the topic, or has refused. */
export async function listen<Data = Record<string, unknown>>(
  app: TestApp,
  client: TestClient,
  topic: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Listening<Data>> {
  const before = app.services.realtime.listening(topic);
  const headers = { cookie: client.cookieHeader };
  class Socket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const graphql = createClient({
    url: `${client.origin.replace(/^http/u, "ws")}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
    lazy: false,
  });
  atEnd(() => graphql.dispose());
  const inbox = new Inbox<Data>();
  const stop = graphql.subscribe<Data>(
    { query, variables },
    {
      next: (result) => (result.errors ? inbox.finish(new Error(JSON.stringify(result.errors))) : inbox.take(result.data as Data)),
      error: (error) => inbox.finish(error instanceof Error ? error : new Error(JSON.stringify(error))),
      complete: () => inbox.finish(new Error("the stream ended")),
    },
  );
  await eventually(async () => (inbox.failure || app.services.realtime.listening(topic) > before ? true : undefined));
  return { next: () => inbox.next(), ended: (from) => inbox.ended(from), waiting: inbox.waiting, stop };
}
