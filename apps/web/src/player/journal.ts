import { deltaSchema, type Delta } from "@lyceum/courseware/runtime/runtime-protocol";
import { z } from "zod";

/** What the journal needs of localStorage; each method may throw when storage is blocked or full. */
export type JournalStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * Unacknowledged deltas of one registration, one storage entry each, written before they are sent.
 * Also keeps which leases this browser held, to tell its own unsent work from work overtaken elsewhere.
 */
export class Journal {
  readonly #storage: JournalStorage | null;
  readonly #prefix: string;
  /** True once a write has failed or storage is not there at all: work is then kept in memory only. */
  blocked = false;

  constructor(storage: JournalStorage | null, registrationId: string) {
    this.#storage = storage;
    this.#prefix = `lyceum.journal.${registrationId}.`;
    if (!storage) this.blocked = true;
  }

  /** Keeps a delta; false when the browser refused. */
  write(delta: Delta): boolean {
    return this.#put(`d.${delta.seq}`, JSON.stringify(delta));
  }

  remove(seq: number): void {
    this.#drop(`${this.#prefix}d.${seq}`);
  }

  /** Deltas kept, in order. An entry that does not read as a delta is passed over. */
  read(): Delta[] {
    const found: Delta[] = [];
    for (const key of this.#keys(`${this.#prefix}d.`)) {
      const text = this.#get(key);
      const parsed = text === null ? null : deltaSchema.safeParse(safeJson(text));
      if (parsed?.success) found.push(parsed.data);
    }
    return found.toSorted((a, b) => a.seq - b.seq);
  }

  clear(): void {
    for (const key of this.#keys(`${this.#prefix}d.`)) this.#drop(key);
  }

  /** Leases that this browser has held for the registration, since the last time its work was overtaken. */
  leases(): string[] {
    const parsed = z.array(z.string()).safeParse(safeJson(this.#get(`${this.#prefix}leases`) ?? "[]"));
    return parsed.success ? parsed.data : [];
  }

  setLeases(leases: string[]): void {
    this.#put("leases", JSON.stringify(leases.slice(-200)));
  }

  #put(name: string, text: string): boolean {
    try {
      if (!this.#storage) return false;
      this.#storage.setItem(this.#prefix + name, text);
      this.blocked = false;
      return true;
    } catch {
      this.blocked = true;
      return false;
    }
  }

  #get(key: string): string | null {
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      this.blocked = true;
      return null;
    }
  }

  #drop(key: string): void {
    try {
      this.#storage?.removeItem(key);
    } catch {
      this.blocked = true;
    }
  }

  #keys(prefix: string): string[] {
    const keys: string[] = [];
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index += 1) {
        const key = this.#storage?.key(index);
        if (key?.startsWith(prefix)) keys.push(key);
      }
    } catch {
      this.blocked = true;
    }
    return keys;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
