// Subscriptions spoken by hand (graphql-transport-ws), so that a thousand of them are cheap and one of them can be slow.
import { createRequire } from "node:module";

const { WebSocket } = createRequire(new URL("../apps/api/package.json", import.meta.url))("ws");

export const NEWS = `subscription ($courseId: ID!, $after: String) { glossaryChanged(courseId: $courseId, after: $after) { action id eventId node { id definition } } }`;

/** Subscribes as somebody. `onEvent(data)` gets each; `opened` resolves when the server has taken the connection, `ended` when the stream or socket ends. */
export function subscribe(port, cookie, query, variables, onEvent) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", { headers: { cookie } });
  let end;
  const ended = new Promise((resolve) => (end = resolve));
  const opened = new Promise((resolve, reject) => {
    socket.on("open", () => socket.send('{"type":"connection_init"}'));
    socket.on("error", reject);
    socket.on("message", (bytes) => {
      const message = JSON.parse(bytes);
      if (message.type === "connection_ack") {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables } }));
        resolve();
      } else if (message.type === "next") onEvent(message.payload.data, message.payload.errors);
      else if (message.type === "error") end({ refused: message.payload });
      else if (message.type === "complete") end({ complete: true });
      else if (message.type === "ping") socket.send('{"type":"pong"}');
    });
  });
  opened.catch(() => undefined);
  socket.on("close", () => end({ closed: true }));
  return { socket, opened, ended, cut: () => socket.terminate(), pause: () => socket.pause(), resume: () => socket.resume() };
}
