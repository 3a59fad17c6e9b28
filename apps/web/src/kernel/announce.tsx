import { VisuallyHidden } from "@mantine/core";
import { useSyncExternalStore } from "react";

let said = { text: "", turn: 0 };
const listeners = new Set<() => void>();

/** Says a translated sentence to screen readers, when they are free; what is on screen does not change. */
export function announce(text: string): void {
  said = { text, turn: said.turn + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The one polite live region of the application. Two boxes take turns, so that the same sentence is heard twice. */
export function Announcer() {
  const { text, turn } = useSyncExternalStore(subscribe, () => said);
  return (
    <VisuallyHidden>
      <div role="status" aria-live="polite">
        {turn % 2 === 0 ? text : ""}
      </div>
      <div role="status" aria-live="polite">
        {turn % 2 === 1 ? text : ""}
      </div>
    </VisuallyHidden>
  );
}
