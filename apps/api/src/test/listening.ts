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
  const waiting: Data[] = [];
  const takers: { give: (data: Data) => void; fail: (error: Error) => void }[] = [];
  let failure: Error | undefined;
  let endedAt: number | undefined;
  let onEnd: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (onEnd = resolve));
  const finish = (error: Error) => {
    failure ??= error;
    endedAt ??= performance.now();
    for (const taker of takers.splice(0)) taker.fail(failure);
    onEnd();
  };
  const stop = graphql.subscribe<Data>(
    { query, variables },
    {
      next: (result) => {
        if (result.errors) return finish(new Error(JSON.stringify(result.errors)));
        const taker = takers.shift();
        if (taker) taker.give(result.data as Data);
        else waiting.push(result.data as Data);
      },
      error: (error) => finish(error instanceof Error ? error : new Error(JSON.stringify(error))),
      complete: () => finish(new Error("the stream ended")),
    },
  );
  await eventually(async () => (failure || app.services.realtime.listening(topic) > before ? true : undefined));
  return {
    next: () => {
      const data = waiting.shift();
      if (data !== undefined) return Promise.resolve(data);
      if (failure) return Promise.reject(failure);
      return new Promise<Data>((give, fail) => takers.push({ give, fail }));
    },
    ended: async (from = 0) => {
      await end;
      return endedAt! - from;
    },
    waiting,
    stop,
  };
}
