import { useSyncExternalStore } from "react";

/** `back` is shown for some seconds after a connection was found again. */
export type Connection = "online" | "lost" | "back";

let state: Connection = "online";
const listeners = new Set<() => void>();

/** Called by the WebSocket client and by the browser's online and offline events. */
export function reportConnection(next: "online" | "lost"): void {
  const changed: Connection = next === "lost" ? "lost" : state === "lost" ? "back" : state;
  if (changed === state) return;
  state = changed;
  for (const listener of listeners) listener();
  if (state === "back") {
    setTimeout(() => {
      if (state !== "back") return;
      state = "online";
      for (const listener of listeners) listener();
    }, 4000);
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether what happens elsewhere can be seen here right now. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => state);
}
