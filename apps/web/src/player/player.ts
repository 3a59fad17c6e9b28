import { byteLength } from "@lyceum/courseware/runtime/elements-12";
import { launchModel } from "@lyceum/courseware/runtime/launch-model";
import { LIMITS, type Activity, type FromPlayer, type Launch, type ToPlayer } from "@lyceum/courseware/runtime/runtime-protocol";
import type { NavigationRequest, Outcome } from "@lyceum/courseware/sequencing/navigation";
import { makeEngine } from "./engines";
import { LifeSigns, readdress, withParameters } from "./content-frames";
import { hacpAddress } from "./hacp-session";
import { Journal, type JournalStorage } from "./journal";
import { Outbox, UNSAVED_AFTER } from "./outbox";
import { requestOf, Sequencer, type SessionEnd } from "./sequencer";
import { SharedData } from "./shared-data";
import { statusReport } from "./status-report";

const URGENT = /^cmi\.(core\.(lesson_status|exit|score\..+)|completion_status|success_status|exit|score\..+)$/;

/** One running package: engine, content frame, outbox and notices, driven by messages from the application page. */
export class Player {
  readonly #launch: Launch;
  readonly #post: (message: FromPlayer) => void;
  readonly #outbox: Outbox;
  readonly #journal: Journal;
  readonly #byId: Map<string, Activity>;
  readonly #stage: HTMLElement;
  readonly #notice: HTMLElement;
  readonly #signs = new LifeSigns();
  #addresses: Pick<Launch, "contentBase" | "rtUrl" | "rtToken">;
  #locked: Set<string>;
  #current: Activity | null = null;
  #active = false;
  #leaving = false;
  /** SCORM 2004: decides what is delivered. */
  readonly #sequencer: Sequencer | null;
  /** What the content of the current activity has set, and how its session ended. */
  #heard = new Set<string>();
  #exit = "";

  constructor(
    launch: Launch,
    storage: JournalStorage | null,
    stage: HTMLElement,
    notice: HTMLElement,
    post: (message: FromPlayer) => void,
  ) {
    this.#launch = launch;
    this.#post = post;
    this.#stage = stage;
    this.#notice = notice;
    this.#addresses = launch;
    this.#locked = new Set(launch.locked);
    this.#byId = new Map(launch.activities.map((activity) => [activity.identifier, activity]));
    this.#journal = new Journal(storage, launch.registrationId);
    this.#outbox = new Outbox(launch, this.#journal, {
      send: (delta) => post({ type: "delta", registrationId: launch.registrationId, lease: launch.lease, delta }),
      now: () => Date.now(),
      later: (action, ms) => {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
      },
      changed: () => queueMicrotask(() => this.#report()),
    });
    this.#sequencer = launch.tree && new Sequencer(launch.tree, this.#outbox.state.sequencing);
  }

  /** Sends what an earlier opening left, tells the tree, and opens the activity that was left. */
  start(): void {
    this.#outbox.resend();
    setInterval(() => this.#tick(), 5_000);
    if (this.#sequencer) {
      this.#follow(this.#sequencer.begin());
      return this.#report();
    }
    const last = this.#outbox.state.currentActivityId;
    const first = this.#launch.activities.find((activity) => activity.launchable && !this.#locked.has(activity.identifier));
    const target = last !== null && this.#byId.get(last)?.launchable ? last : first?.identifier;
    if (target !== undefined) this.open(target);
    this.#report();
  }

  #tick(): void {
    this.#report();
    if (this.#signs.look(this.#frame())) this.#post({ type: "alive" });
  }

  #frame = (): HTMLIFrameElement | null => this.#stage.querySelector("iframe");

  handle(message: ToPlayer): void {
    if (message.type === "open" && this.#sequencer) this.navigate({ kind: "choice", target: message.activityId });
    else if (message.type === "open") this.open(message.activityId);
    else if (message.type === "navigate") this.navigate({ kind: message.request });
    else if (message.type === "ack") this.#outbox.acknowledge(message.lastSeq);
    else if (message.type === "reconnected") this.#outbox.resend();
    else if (message.type === "refuse") this.#refused(message.code, message.state);
    else if (message.type === "renew") this.#renew(message);
    else if (message.type === "locked") {
      this.#locked = new Set(message.locked);
      this.#report();
    } else if (message.type === "leave") {
      if (this.#sequencer && this.#current) this.navigate({ kind: this.#sequencer.leaving });
      this.#closeCurrent();
      this.#outbox.flush();
      this.#post({ type: "left", unsaved: this.#outbox.unacknowledged.length });
    }
  }

  #renew(addresses: Pick<Launch, "contentBase" | "rtUrl" | "rtToken">): void {
    const absolute = (base: string) => new URL(base, location.href).href;
    readdress(this.#frame(), absolute(this.#addresses.contentBase), absolute(addresses.contentBase));
    this.#addresses = addresses;
  }

  #refused(code: "CONFLICT" | "LEASE_LOST" | "TOO_LARGE", state: Launch["state"] | null): void {
    this.#outbox.refuse(code, state);
    if (code !== "LEASE_LOST") return;
    this.#stage.replaceChildren();
    this.#current = null;
    this.#post({ type: "lease-lost" });
    this.#report();
  }

  /** Follows a request of the learner or of the content: what runs is left, what comes next is delivered. A request that is not valid does nothing. */
  navigate(request: NavigationRequest): void {
    const sequencer = this.#sequencer;
    if (!sequencer || this.#outbox.stopped || !sequencer.isValid(request)) return;
    const left = this.#current;
    if (request.kind === "suspendAll" && left) this.#outbox.change(left.identifier, "cmi.exit", "suspend", false);
    this.#closeCurrent();
    if (left) {
      const abandoned = request.kind === "abandon" || request.kind === "abandonAll";
      const model = this.#outbox.state.records[left.identifier]?.model ?? {};
      if (!abandoned) sequencer.hear(left.identifier, model, this.#heard, request.kind === "suspendAll" ? "suspend" : this.#exit);
    }
    this.#follow(sequencer.navigate(request), left);
  }

  #follow(outcome: Outcome, left: Activity | null = null): void {
    const sequencer = this.#sequencer;
    if (!sequencer) return;
    this.#outbox.flush();
    const delivered = outcome.kind === "delivered" ? outcome : null;
    const id = delivered?.activityId ?? left?.identifier;
    if (id !== undefined) this.#outbox.moved(id, sequencer.state);
    if (delivered && !delivered.resumed) this.#outbox.event(delivered.activityId, "begin");
    this.#outbox.flush();
    if (delivered) this.open(delivered.activityId, delivered.resumed);
    this.#report();
  }

  /** Opens an activity: the former one is left first, the model is there before the frame. Locked and unknown ones are ignored. */
  open(activityId: string, resumed = false): void {
    const activity = this.#byId.get(activityId);
    if (!activity?.launchable || activity.href === null || this.#locked.has(activityId) || this.#outbox.stopped) return;
    const address = this.#address(activity);
    this.#closeCurrent();
    if (!address) return this.#say(this.#launch.strings.missing);
    this.#current = activity;
    this.#active = true;
    this.#expose(activity, resumed);
    const frame = document.createElement("iframe");
    frame.title = activity.title || this.#launch.strings.content;
    frame.allow = "fullscreen; autoplay";
    this.#stage.replaceChildren(frame);
    if (this.#launch.rules.standard !== "AICC") frame.src = address;
    else
      void hacpAddress(address, this.#addresses.rtToken, this.#launch.lease, activityId).then((own) => {
        if (frame.isConnected) frame.src = own;
      });
    this.#post({ type: "navigation", request: "opened", activityId, nextActivityId: this.#next(activity) });
    this.#report();
  }

  #expose(activity: Activity, resumed: boolean): void {
    const id = activity.identifier;
    const sequencer = this.#sequencer;
    this.#heard = new Set();
    this.#exit = "";
    const model = launchModel(
      this.#outbox.state.records[id],
      activity,
      this.#launch.rules,
      this.#launch.learner,
      sequencer ? { resumed, objectives: sequencer.objectives(id) } : undefined,
    );
    const { name, api } = makeEngine(this.#launch.rules.standard, model, {
      initialized: () => this.#outbox.event(id, "initialize"),
      changed: (element, value) => {
        this.#heard.add(element);
        this.#outbox.change(id, element, value, URGENT.test(element) || this.#leaving);
      },
      commit: () => this.#outbox.event(id, "commit") && this.#outbox.trustworthy(),
      finished: (end) => this.#finished(activity, end),
      ...(sequencer && {
        valid: (kind: NavigationRequest["kind"], target: string) => sequencer.isValid({ kind, target } as NavigationRequest),
        data: new SharedData(sequencer.sharedData(id), sequencer.state.data, () => this.#outbox.moved(id, sequencer.state)),
      }),
      navigate: (request) => sequencer ?? this.#post({ type: "navigation", request, activityId: id, nextActivityId: this.#next(activity) }),
      called: (call) => {
        if (this.#launch.trace) this.#post({ type: "call", activityId: id, call });
        else if (call.code !== 0) this.#outbox.fault(call);
      },
    });
    Reflect.deleteProperty(window, "API");
    Reflect.deleteProperty(window, "API_1484_11");
    Reflect.set(window, name, api);
  }

  #finished(activity: Activity, end: SessionEnd): void {
    this.#exit = end.exit;
    this.#outbox.event(activity.identifier, "finish");
    const request = this.#sequencer && this.#current === activity ? requestOf(end) : null;
    // Its call is answered before its page is taken away.
    if (request && !this.#leaving) setTimeout(() => this.#current === activity && this.navigate(request));
    if (this.#leaving) this.#sendOnLeaving();
    else this.#post({ type: "navigation", request: "finished", activityId: activity.identifier, nextActivityId: this.#next(activity) });
  }

  #address(activity: Activity): string | null {
    const base = new URL(this.#addresses.contentBase, location.href);
    const target = new URL(activity.href ?? "", base);
    // A launch path must stay below the package's own files.
    if (target.origin !== base.origin || !target.pathname.startsWith(base.pathname)) return null;
    return withParameters(target.href, activity.parameters);
  }

  #next(activity: Activity): string | null {
    const position = this.#launch.activities.indexOf(activity);
    const next = this.#launch.activities.slice(position + 1).find((one) => one.launchable && !this.#locked.has(one.identifier));
    return next?.identifier ?? null;
  }

  #closeCurrent(): void {
    const activity = this.#current;
    if (!activity) return;
    this.#current = null;
    // Taking the frame away fires its unload handlers, where most packages call Finish.
    this.#stage.replaceChildren();
    if (this.#active) this.#outbox.event(activity.identifier, "leave");
    this.#active = false;
  }

  /** The page is going: counts as suspend, and the player itself sends what is left. */
  pageHidden(): void {
    this.#leaving = true;
    if (this.#current) this.#outbox.event(this.#current.identifier, "suspend");
    else this.#outbox.flush();
    this.#sendOnLeaving();
  }

  pageShown(): void {
    this.#leaving = false;
  }

  #sendOnLeaving(): void {
    const { lease } = this.#launch;
    const { rtToken, rtUrl } = this.#addresses;
    if (this.#outbox.stopped || this.#outbox.unacknowledged.length === 0) return;
    const body = JSON.stringify({ token: rtToken, lease, deltas: this.#outbox.unacknowledged });
    if (byteLength(body) > LIMITS.keepaliveBytes) return;
    void fetch(rtUrl, { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body }).catch(() => undefined);
  }

  #say(text: string): void {
    if (this.#notice.textContent !== text) this.#notice.textContent = text;
    this.#notice.hidden = text === "";
  }

  #report(): void {
    const { strings } = this.#launch;
    const since = this.#outbox.unsavedSince();
    const late = since !== null && Date.now() - since > UNSAVED_AFTER;
    if (this.#outbox.stopped) this.#say(strings.leaseLost);
    else if (this.#journal.blocked) this.#say(strings.storageBlocked);
    else this.#say(late ? strings.notSaved : "");
    this.#post({ type: "saved-state", since, storageBlocked: this.#journal.blocked, orphaned: this.#outbox.orphaned });
    this.#post(statusReport(this.#launch.activities, this.#outbox.state, this.#locked, this.#current, this.#sequencer?.offers() ?? null));
  }
}
