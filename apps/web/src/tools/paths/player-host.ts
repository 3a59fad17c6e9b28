import {
  fromPlayerSchema,
  playerReadySchema,
  type Delta,
  type FromPlayer,
  type Launch,
  type RuntimeCall,
  type RuntimeState,
  type Sequenced,
  type ToPlayer,
} from "@lyceum/courseware/runtime/runtime-protocol";
import { keepInJournal, readJournal } from "./kept-journal";

/** What the server said to a change: stored, refused, or nothing at all (then the player sends it again). */
export type CommitAnswer =
  | { kind: "stored"; lastSeq: number; locked: string[] }
  | { kind: "refused"; code: "CONFLICT" | "LEASE_LOST" | "TOO_LARGE"; state: RuntimeState | null }
  | { kind: "silent" };

type Status = Extract<FromPlayer, { type: "activities" }>["activities"][number];

/** What the page around a running package shows. `since`: the oldest unsaved change, ms, or null. */
export interface HostState {
  ready: boolean;
  percent: number;
  activities: readonly Status[];
  since: number | null;
  /** This site's storage refused what the player asked it to keep; what its own refuses, the player says itself. */
  storageBlocked: boolean;
  /** Changes of this browser that could not be kept: somebody went on elsewhere first. */
  orphaned: number;
  leaseLost: boolean;
  nextId: string | null;
  /** SCORM 2004: what may be asked for now; null where the order is free. */
  sequenced: Sequenced | null;
}

interface HostPorts {
  /** A call of the content, where this opening traces them. */
  called: (activityId: string, call: RuntimeCall) => void;
  commit: (delta: Delta) => Promise<CommitAnswer>;
  changed: (state: HostState) => void;
  /** The content asked for its neighbour, or an activity has ended. */
  navigate: (request: "finished" | "continue" | "previous", nextId: string | null) => void;
}

const LEAVE_MS = 1_500;
const SAVE_MS = 4_000;

/**
 * The application's side of a running package: shakes hands with the player page in a frame of another origin, hands changes to
 * the server and answers back to the player. Only the frame's own window, from the player's origin, is heard.
 */
export class PlayerHost {
  state: HostState = {
    ready: false,
    percent: 0,
    activities: [],
    since: null,
    storageBlocked: false,
    orphaned: 0,
    leaseLost: false,
    nextId: null,
    sequenced: null,
  };
  /** Last sign of somebody being there, ms. */
  aliveAt = Date.now();
  readonly #launch: Launch;
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #ports: HostPorts;
  #port: MessagePort | null = null;
  #left: ((unsaved: number) => void) | null = null;
  #settled: (() => void) | null = null;

  constructor(frame: HTMLIFrameElement, playerUrl: string, launch: Launch, ports: HostPorts) {
    this.#frame = frame;
    this.#origin = new URL(playerUrl).origin;
    this.#launch = launch;
    this.#ports = ports;
    window.addEventListener("message", this.#greet);
    window.addEventListener("online", this.reconnected);
  }

  /** Stops listening; the player sends what is left by itself when its page goes. */
  dispose(): void {
    window.removeEventListener("message", this.#greet);
    window.removeEventListener("online", this.reconnected);
    this.#port?.close();
    this.#port = null;
  }

  open(activityId: string): void {
    this.#send({ type: "open", activityId });
  }

  /** SCORM 2004: asks for what comes after, before, or for the end. */
  navigate(request: "continue" | "previous" | "exitAll"): void {
    this.#send({ type: "navigate", request });
  }

  /** Gives the player new addresses for the same files. */
  renew({ contentBase, rtUrl, rtToken }: Pick<Launch, "contentBase" | "rtUrl" | "rtToken">): void {
    this.#send({ type: "renew", contentBase, rtUrl, rtToken });
  }

  /** Another opening has taken over: the player stops, and says so. */
  overtaken(): void {
    if (!this.state.leaseLost) this.#send({ type: "refuse", code: "LEASE_LOST", state: null });
  }

  readonly reconnected = (): void => this.#send({ type: "reconnected" });

  /** Ends the running activity and waits, briefly, until everything is saved. Answers how many changes are not. */
  async leave(): Promise<number> {
    if (!this.#port || this.state.leaseLost) return 0;
    const unsaved = await within(LEAVE_MS, 0, (done) => {
      this.#left = done;
      this.#send({ type: "leave" });
    });
    if (unsaved === 0 && this.state.since === null) return 0;
    return within(SAVE_MS, Math.max(1, unsaved), (done) => {
      this.#settled = () => done(0);
      if (this.state.since === null) done(0);
    });
  }

  readonly #greet = (event: MessageEvent<unknown>): void => {
    const ready = playerReadySchema.safeParse(event.data);
    if (event.origin !== this.#origin || event.source !== this.#frame.contentWindow || !ready.success) return;
    this.#port?.close();
    const channel = new MessageChannel();
    this.#port = channel.port1;
    channel.port1.onmessage = (message: MessageEvent<unknown>) => {
      const parsed = fromPlayerSchema.safeParse(message.data);
      if (parsed.success) this.#hear(parsed.data);
    };
    this.#frame.contentWindow?.postMessage({ type: "lyceum-player-port", registrationId: this.#launch.registrationId }, this.#origin, [
      channel.port2,
    ]);
    this.#send({ type: "init", launch: this.#launch, journal: readJournal(this.#launch.registrationId) });
    this.#change({ ready: true });
  };

  #send(message: ToPlayer): void {
    this.#port?.postMessage(message);
  }

  #change(change: Partial<HostState>): void {
    this.state = { ...this.state, ...change };
    this.#ports.changed(this.state);
  }

  #hear(message: FromPlayer): void {
    if (message.type !== "saved-state" && message.type !== "activities") this.aliveAt = Date.now();
    if (message.type === "delta") void this.#commit(message.delta);
    else if (message.type === "saved-state") this.#saved(message);
    else if (message.type === "activities") this.#shown(message);
    else if (message.type === "journal") this.#keep(message.key, message.value);
    else if (message.type === "lease-lost") this.#change({ leaseLost: true });
    else if (message.type === "call") this.#ports.called(message.activityId, message.call);
    else if (message.type === "left") this.#left?.(message.unsaved);
    else if (message.type === "navigation") {
      this.#change({ nextId: message.nextActivityId });
      if (message.request !== "opened") this.#ports.navigate(message.request, message.nextActivityId);
    }
  }

  #shown({ percent, activities, sequenced }: Extract<FromPlayer, { type: "activities" }>): void {
    this.#change({ percent, activities, sequenced });
  }

  #keep(key: string, value: string | null): void {
    const storageBlocked = !keepInJournal(this.#launch.registrationId, key, value);
    if (storageBlocked !== this.state.storageBlocked) this.#change({ storageBlocked });
  }

  #saved({ since, orphaned }: Extract<FromPlayer, { type: "saved-state" }>): void {
    const { state } = this;
    if (state.since !== since || state.orphaned !== orphaned) this.#change({ since, orphaned });
    if (since === null) this.#settled?.();
  }

  async #commit(delta: Delta): Promise<void> {
    const answer = await this.#ports.commit(delta);
    if (answer.kind === "silent") return;
    if (answer.kind === "refused") return this.#send({ type: "refuse", code: answer.code, state: answer.state });
    this.#send({ type: "ack", lastSeq: answer.lastSeq });
    this.#send({ type: "locked", locked: answer.locked });
  }
}

/** Waits for an answer, but not longer than `ms`: then it is `otherwise`. */
function within(ms: number, otherwise: number, begin: (done: (value: number) => void) => void): Promise<number> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    begin((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
