import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import type { TestClient } from "./client";

/** A running subscription: what has come so far, and how it ended. */
export interface LiveStream<Data> {
  received: Data[];
  /** Resolves with the error's code when the server refuses or ends it with one, with null when it just ends. */
  ended: Promise<string | null>;
  stop(): void;
}

/** Opens a WebSocket as the client's person (cookie or token) and subscribes. */
export function listenAs<Data>(client: TestClient, query: string, variables: Record<string, unknown> = {}): LiveStream<Data> {
  const headers: Record<string, string> = client.cookies.size > 0 ? { cookie: client.cookieHeader } : {};
  class Socket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const live: Client = createClient({
    url: client.origin.replace(/^http/, "ws") + "/graphql",
    webSocketImpl: Socket,
    retryAttempts: 0,
    connectionParams: client.bearer ? { authorization: `Bearer ${client.bearer}` } : undefined,
  });
  const received: Data[] = [];
  let stop = () => {};
  const ended = new Promise<string | null>((resolve) => {
    stop = live.subscribe<Data>(
      { query, variables },
      {
        next: (result) => {
          if (result.data) received.push(result.data);
          const code = result.errors?.[0]?.extensions?.["code"];
          if (typeof code === "string") resolve(code);
        },
        error: (error) => {
          const first = Array.isArray(error) ? (error[0] as { extensions?: { code?: string } }) : undefined;
          resolve(first?.extensions?.code ?? "SOCKET");
        },
        complete: () => resolve(null),
      },
    );
  });
  return {
    received,
    ended: ended.finally(() => live.dispose()),
    stop: () => {
      stop();
      void live.dispose();
    },
  };
}
