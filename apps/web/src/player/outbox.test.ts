import { describe, expect, test } from "@jest/globals";
import { applyDelta } from "@lyceum/courseware/runtime/apply-delta";
import { activitySchema, type Delta, type Launch, type RuntimeState } from "@lyceum/courseware/runtime/runtime-protocol";
import fc from "fast-check";
import { Journal, type JournalStorage } from "./journal";
import { Outbox } from "./outbox";

class MemoryStorage implements JournalStorage {
  readonly rows = new Map<string, string>();
  broken = false;
  get length() {
    return this.rows.size;
  }
  key = (index: number) => [...this.rows.keys()][index] ?? null;
  getItem = (key: string) => this.rows.get(key) ?? null;
  removeItem = (key: string) => void this.rows.delete(key);
  setItem = (key: string, value: string) => {
    if (this.broken) throw new Error("quota");
    this.rows.set(key, value);
  };
}

const activities = ["a", "b"].map((identifier) =>
  activitySchema.parse({ identifier, title: identifier, depth: 0, launchable: true, href: `${identifier}.html`, scormType: "sco" }),
);
const rules = { standard: "SCORM_12", credit: "credit", mode: "normal", masteryOverridesStatus: false } as const;

/** What the platform does with deltas, in memory: one lease, the sequence rule, answers to be delivered or lost. */
class FakeServer {
  state: RuntimeState = { lastSeq: 0, currentActivityId: null, records: {}, sequencing: null };
  lease = "";
  lastWriter: string | null = null;
  applied: string[] = [];
  launch(lease: string): Launch {
    this.lease = lease;
    return {
      protocol: 1,
      registrationId: "r",
      lease,
      lastWriter: this.lastWriter,
      rules,
      activities,
      locked: [],
      state: this.state,
      tree: null,
      learner: { id: "1", name: "Ana" },
      contentBase: "/p/t/",
      rtUrl: "/rt",
      rtToken: "t",
      trace: false,
      strings: { loading: "", notSaved: "", storageBlocked: "", leaseLost: "", content: "", missing: "" },
      language: "en",
      direction: "ltr",
    };
  }
  receive(lease: string, delta: Delta) {
    if (lease !== this.lease) return { type: "refuse", code: "LEASE_LOST", state: null } as const;
    const result = applyDelta(this.state, delta, {
      rules,
      activities: new Map(activities.map((one) => [one.identifier, one])),
      now: 0,
      launchedAt: 0,
    });
    if (result.kind === "conflict") return { type: "refuse", code: "CONFLICT", state: this.state } as const;
    if (result.kind === "applied") {
      this.state = result.state;
      this.lastWriter = lease;
      this.applied.push(JSON.stringify(delta.set));
    }
    return { type: "ack", lastSeq: this.state.lastSeq } as const;
  }
}

/** One browser with its storage; `wire` holds what was sent and has not arrived. */
class Browser {
  storage = new MemoryStorage();
  wire: { lease: string; delta: Delta }[] = [];
  timers: (() => void)[] = [];
  clock = 0;
  outbox: Outbox;
  lease = "";
  readonly server: FakeServer;
  constructor(server: FakeServer, lease: string) {
    this.server = server;
    this.outbox = this.open(lease);
  }
  open(lease: string): Outbox {
    this.lease = lease;
    this.outbox = new Outbox(this.server.launch(lease), new Journal(this.storage, "r"), {
      send: (delta) => this.wire.push({ lease, delta }),
      now: () => this.clock,
      later: () => () => undefined,
      changed: () => undefined,
    });
    return this.outbox;
  }
  answer(answer: ReturnType<FakeServer["receive"]>) {
    if (answer.type === "ack") this.outbox.acknowledge(answer.lastSeq);
    else this.outbox.refuse(answer.code, answer.state);
  }
  settle() {
    this.outbox.flush();
    for (let turn = 0; turn < 500 && this.outbox.unacknowledged.length > 0 && !this.outbox.stopped; turn += 1) {
      this.outbox.resend();
      for (const sent of this.wire.splice(0)) {
        const answer = this.server.receive(sent.lease, sent.delta);
        // An answer to a window that is gone reaches nobody.
        if (sent.lease === this.lease) this.answer(answer);
      }
    }
  }
}

const models = (state: RuntimeState) => Object.fromEntries(Object.entries(state.records).map(([id, record]) => [id, record.model]));

describe("outbox", () => {
  test("journals before it sends, and forgets what is acknowledged", () => {
    const browser = new Browser(new FakeServer(), "L1");
    browser.outbox.event("a", "initialize");
    expect([...browser.storage.rows.keys()]).toContain("lyceum.journal.r.d.1");
    browser.settle();
    expect([...browser.storage.rows.keys()]).toEqual(["lyceum.journal.r.leases"]);
    expect(browser.outbox.unsavedSince()).toBeNull();
  });

  test("Commit is vouched for until something is unacknowledged for over 30 s", () => {
    const browser = new Browser(new FakeServer(), "L1");
    browser.outbox.event("a", "commit");
    browser.clock = 30_000;
    expect(browser.outbox.trustworthy()).toBe(true);
    browser.clock = 30_001;
    expect(browser.outbox.trustworthy()).toBe(false);
    browser.settle();
    expect(browser.outbox.trustworthy()).toBe(true);
  });

  test("blocked storage is noticed and never vouched for", () => {
    const browser = new Browser(new FakeServer(), "L1");
    browser.storage.broken = true;
    expect(browser.outbox.event("a", "commit")).toBe(false);
    expect(browser.outbox.trustworthy()).toBe(false);
  });

  test("a second place that wrote meanwhile wins; what was overtaken is counted", () => {
    const server = new FakeServer();
    const first = new Browser(server, "L1");
    first.outbox.change("a", "cmi.core.lesson_location", "old", true);
    const second = new Browser(server, "L2");
    second.outbox.change("a", "cmi.core.lesson_location", "new", true);
    second.settle();
    first.settle();
    expect(first.outbox.stopped).toBe(true);
    first.open("L3");
    expect(first.outbox.orphaned).toBe(1);
    expect(models(server.state)).toEqual({ a: { "cmi.core.lesson_location": "new" } });
  });

  test("a restored server that lost numbers gets them again", () => {
    const server = new FakeServer();
    const browser = new Browser(server, "L1");
    browser.outbox.change("a", "cmi.core.lesson_location", "1", true);
    browser.settle();
    server.state = { lastSeq: 0, currentActivityId: null, records: {}, sequencing: null };
    browser.outbox.change("a", "cmi.suspend_data", "x", true);
    browser.settle();
    expect(models(server.state)).toEqual(models(browser.outbox.state));
  });

  test("lost, repeated and reordered deltas, crashes and take-over leave both sides with the same model", () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant("change" as const),
          activity: fc.constantFrom("a", "b"),
          value: fc.string({ maxLength: 6 }),
          urgent: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant("event" as const),
          activity: fc.constantFrom("a", "b"),
          event: fc.constantFrom("initialize" as const, "finish" as const, "suspend" as const),
        }),
      },
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constantFrom("deliver" as const, "repeat" as const, "lose" as const, "loseAnswer" as const),
          at: fc.nat(9),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("crash" as const, "takeOver" as const, "resend" as const) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const server = new FakeServer();
        let leases = 1;
        const browser = new Browser(server, "L1");
        for (const one of steps) {
          if (one.kind === "change") browser.outbox.change(one.activity, "cmi.suspend_data", one.value, one.urgent);
          else if (one.kind === "event") browser.outbox.event(one.activity, one.event);
          else if (one.kind === "crash") browser.open(`L${(leases += 1)}`);
          else if (one.kind === "takeOver") {
            const other = new Browser(server, `L${(leases += 1)}`);
            other.outbox.change("a", "cmi.core.lesson_location", String(leases), true);
            other.settle();
            browser.settle();
            browser.open(`L${(leases += 1)}`);
          } else if (one.kind === "resend") browser.outbox.resend();
          else if ("at" in one && browser.wire.length > 0) {
            const place = one.at % browser.wire.length;
            const sent = browser.wire[place];
            if (one.kind !== "repeat") browser.wire.splice(place, 1);
            if (!sent || one.kind === "lose") continue;
            const answer = server.receive(sent.lease, sent.delta);
            if (one.kind !== "loseAnswer" && sent.lease === browser.lease) browser.answer(answer);
          }
        }
        browser.settle();
        expect(browser.outbox.unacknowledged).toEqual([]);
        expect(models(server.state)).toEqual(models(browser.outbox.state));
        expect(server.state.lastSeq).toBe(server.applied.length);
      }),
      { numRuns: 400 },
    );
  });
});
