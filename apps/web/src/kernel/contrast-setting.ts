import { useSyncExternalStore } from "react";

/** How strong lines and words are drawn; `auto` follows the system's wish for more contrast. */
export type ContrastSetting = "auto" | "normal" | "more";

const key = "lyceum.contrast";
const listeners = new Set<() => void>();
const query = () => globalThis.matchMedia?.("(prefers-contrast: more)");

function setting(): ContrastSetting {
  const kept = globalThis.localStorage?.getItem(key);
  return kept === "more" || kept === "normal" ? kept : "auto";
}

/** Remembers the choice for this browser. */
export function setContrast(next: ContrastSetting): void {
  globalThis.localStorage?.setItem(key, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  const media = query();
  listeners.add(listener);
  media?.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    media?.removeEventListener("change", listener);
  };
}

function effective(): "normal" | "more" {
  const chosen = setting();
  return chosen === "auto" ? (query()?.matches ? "more" : "normal") : chosen;
}

/** The contrast in effect. */
export function useContrast(): "normal" | "more" {
  return useSyncExternalStore(subscribe, effective);
}
