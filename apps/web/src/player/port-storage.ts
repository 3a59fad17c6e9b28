import type { FromPlayer } from "@lyceum/courseware/runtime/runtime-protocol";
import type { JournalStorage } from "./journal";

/**
 * A journal that the application keeps in its own storage: for browsers that give a frame of another site none. Reads are answered
 * from memory at once; each change goes to the application as it happens.
 */
export function keptByApplication(entries: Readonly<Record<string, string>>, post: (message: FromPlayer) => void): JournalStorage {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
      post({ type: "journal", key, value });
    },
    removeItem: (key) => {
      kept.delete(key);
      post({ type: "journal", key, value: null });
    },
  };
}
