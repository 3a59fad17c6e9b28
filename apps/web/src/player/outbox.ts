import { applyDelta, deltaBytes, type ApplyContext } from "@lyceum/courseware/runtime/apply-delta";
import {
  CALLS_PER_DELTA,
  LIMITS,
  type Activity,
  type Delta,
  type Launch,
  type RuntimeCall,
  type RuntimeEvent,
  type RuntimeState,
} from "@lyceum/courseware/runtime/runtime-protocol";
import type { SequencingState } from "@lyceum/courseware/sequencing/sequencing-state";
import type { Journal } from "./journal";

/** Milliseconds: quiet time before a change is sent, wait before an unanswered delta is sent again, age at which Commit says "false". */
export const SEND_AFTER = 1_000;
export const RESEND_AFTER = 8_000;
export const UNSAVED_AFTER = 30_000;
const DELTA_TARGET = LIMITS.commitBytes - 16_384;

export interface OutboxPorts {
  send: (delta: Delta) => void;
  now: () => number;
  /** Runs `action` after `ms`; returns what cancels it. */
  later: (action: () => void, ms: number) => () => void;
  changed: () => void;
}

/** Turns changes into numbered deltas: journals, applies locally, sends one at a time, sends again until acknowledged. */
export class Outbox {
  state: RuntimeState;
  unacknowledged: Delta[] = [];
  /** Deltas of this browser that another place had overtaken, or that the server would never take. */
  orphaned = 0;
  stopped = false;
  readonly #launch: Launch;
  readonly #journal: Journal;
  readonly #ports: OutboxPorts;
  readonly #activities: Map<string, Activity>;
  readonly #openedAt: number;
  #pending: { activityId: string; set: Record<string, string>; events: RuntimeEvent[]; at: number; sequencing?: SequencingState } | null =
    null;
  #faults: RuntimeCall[] = [];
  #cancelSend: (() => void) | null = null;
  #cancelResend: (() => void) | null = null;
  #inFlight: number | null = null;

  constructor(launch: Launch, journal: Journal, ports: OutboxPorts) {
    this.#launch = launch;
    this.#journal = journal;
    this.#ports = ports;
    this.state = launch.state;
    this.#activities = new Map(launch.activities.map((activity) => [activity.identifier, activity]));
    this.#openedAt = ports.now();
    this.#adopt();
  }

  /** Takes over what an earlier opening in this browser left unsent, unless another lease has written since. */
  #adopt(): void {
    const { lease, lastWriter } = this.#launch;
    const known = this.#journal.leases();
    const ours = lastWriter === null || known.includes(lastWriter);
    const kept = this.#journal.read();
    const waiting = kept.filter((delta) => delta.seq > this.state.lastSeq);
    this.#journal.setLeases(ours ? [...known, lease] : [lease]);
    const contiguous = waiting[0] === undefined || waiting[0].seq === this.state.lastSeq + 1;
    if (!ours || !contiguous) {
      this.orphaned = ours ? waiting.length : kept.length;
      this.#journal.clear();
      return;
    }
    for (const delta of kept) if (delta.seq <= this.state.lastSeq) this.#journal.remove(delta.seq);
    this.#replay(waiting);
  }

  /** Notes one changed element. `urgent`: sent at once (status, score, exit). */
  change(activityId: string, element: string, value: string, urgent: boolean): void {
    if (this.stopped) return;
    const size = this.#pending ? deltaBytes(this.#pending.set) + deltaBytes({ [element]: value }) : 0;
    if (size > DELTA_TARGET) this.flush();
    this.#open(activityId).set[element] = value;
    if (urgent) this.flush();
    else this.#cancelSend ??= this.#ports.later(() => this.flush(), SEND_AFTER);
    this.#ports.changed();
  }

  /** Notes an event and sends at once. Returns false when the change could not be journalled. */
  event(activityId: string, event: RuntimeEvent): boolean {
    if (this.stopped) return false;
    // A new session is its own delta: what came before belongs to the former one.
    if (event === "initialize") this.flush();
    this.#open(activityId).events.push(event);
    return this.flush();
  }

  /** Notes where the learner stands in the course; it travels with the next change of this activity. */
  moved(activityId: string, sequencing: SequencingState): void {
    if (this.stopped) return;
    this.#open(activityId).sequencing = structuredClone(sequencing);
    this.#cancelSend ??= this.#ports.later(() => this.flush(), SEND_AFTER);
  }

  /** Notes a call that went wrong; it travels with the next change. Of more than fit, the latest are kept. */
  fault(call: RuntimeCall): void {
    this.#faults = [...this.#faults, call].slice(-CALLS_PER_DELTA);
  }

  #open(activityId: string) {
    if (this.#pending && this.#pending.activityId !== activityId) this.flush();
    this.#pending ??= { activityId, set: {}, events: [], at: this.#ports.now() };
    return this.#pending;
  }

  /** Makes a delta of what is pending, journals and sends it. True when the journal took it (or there was nothing). */
  flush(): boolean {
    this.#cancelSend?.();
    this.#cancelSend = null;
    const pending = this.#pending;
    this.#pending = null;
    if (!pending || this.stopped) return !this.#journal.blocked;
    const delta: Delta = { seq: this.state.lastSeq + 1, ...pending, ...(this.#faults.length > 0 && { calls: this.#faults }) };
    this.#faults = [];
    const applied = applyDelta(this.state, delta, this.#context());
    if (applied.kind !== "applied") return false;
    this.state = applied.state;
    const kept = this.#journal.write(delta);
    this.unacknowledged.push(delta);
    this.#pump();
    this.#ports.changed();
    return kept;
  }

  #context(): ApplyContext {
    return { rules: this.#launch.rules, activities: this.#activities, now: this.#ports.now(), launchedAt: this.#openedAt };
  }

  #pump(): void {
    const first = this.unacknowledged[0];
    if (this.stopped || !first || this.#inFlight !== null) return;
    this.#inFlight = first.seq;
    this.#ports.send(first);
    this.#cancelResend = this.#ports.later(() => this.resend(), RESEND_AFTER);
  }

  /** Sends the oldest unacknowledged delta again: after a silence, or when the connection is back. */
  resend(): void {
    this.#land();
    this.#pump();
    this.#ports.changed();
  }

  #land(): void {
    this.#inFlight = null;
    this.#cancelResend?.();
    this.#cancelResend = null;
  }

  acknowledge(lastSeq: number): void {
    const stored = this.unacknowledged.filter((delta) => delta.seq <= lastSeq);
    if (stored.length === 0) return;
    for (const delta of stored) this.#journal.remove(delta.seq);
    this.unacknowledged = this.unacknowledged.filter((delta) => delta.seq > lastSeq);
    this.#land();
    this.#pump();
    this.#ports.changed();
  }

  /** CONFLICT: starts again from the server's state and plays what it lacks on top. TOO_LARGE: gives that delta up, and says so. */
  refuse(code: "CONFLICT" | "LEASE_LOST" | "TOO_LARGE", state: RuntimeState | null): void {
    this.#land();
    if (code === "LEASE_LOST") {
      this.#cancelSend?.();
      this.stopped = true;
    } else if (state) {
      this.flush();
      this.#land();
      const waiting = this.unacknowledged.filter((delta) => delta.seq > state.lastSeq);
      if (code === "TOO_LARGE" && waiting.shift()) this.orphaned += 1;
      this.#journal.clear();
      this.unacknowledged = [];
      this.state = state;
      this.#replay(waiting);
    }
    this.#pump();
    this.#ports.changed();
  }

  #replay(deltas: Delta[]): void {
    for (const delta of deltas) {
      const renumbered = { ...delta, seq: this.state.lastSeq + 1 };
      const applied = applyDelta(this.state, renumbered, this.#context());
      if (applied.kind !== "applied") {
        this.orphaned += 1;
        continue;
      }
      this.state = applied.state;
      this.#journal.write(renumbered);
      this.unacknowledged.push(renumbered);
    }
    // An adopted entry that was renumbered or given up must not come back under its old number.
    for (const delta of this.#journal.read()) if (delta.seq > this.state.lastSeq) this.#journal.remove(delta.seq);
  }

  /** Time of the oldest change that is not acknowledged, or null when everything is saved. */
  unsavedSince(): number | null {
    return this.unacknowledged[0]?.at ?? this.#pending?.at ?? null;
  }

  /** May Commit say "true": journalled, and nothing unacknowledged for over 30 seconds. */
  trustworthy(): boolean {
    const since = this.unsavedSince();
    return !this.stopped && !this.#journal.blocked && (since === null || this.#ports.now() - since <= UNSAVED_AFTER);
  }
}
