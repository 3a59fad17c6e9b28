import DataLoader from "dataloader";
import { randomUUID } from "node:crypto";
import { Forbidden, Locked, NotFound, Unauthenticated } from "./errors";
import { noteEntry } from "./entries";
import { draftEvent, writeEvents, type Emit, type EventDraft } from "./events";
import { decide, enterCourses, loadGateRow, type EnterOptions, type Member } from "./gate";
import type { GateRow } from "./gate-row";
import { mayDo, type Permission } from "./permissions";
import { findViewer, type Credentials, type Viewer } from "./viewer";
import type { Db, Tx } from "./database";
import type { Services } from "./services";

/** What the HTTP layer knows of the caller. */
export interface Caller {
  credentials: Credentials;
  address: string;
  userAgent: string;
  requestId?: string;
  /** Sets or clears the sign-in cookie; absent on a WebSocket. */
  setCookie?: (token: string | null, maxAgeSeconds: number | null) => void;
  /** The browser's own cookie that remembers a former sign-in. */
  browserToken?: string;
  setBrowserCookie?: (token: string) => void;
  /** The course in which the caller plays the preview learner, and as member of which group. */
  preview?: { courseId: string; groupId: string | null };
  /** The Accept-Language choice for people who are not signed in. */
  language?: string;
}

/** One operation's world: who asks, what they may enter, and how to write. Lives as long as the request. */
export class Context {
  readonly db: Db;
  readonly requestId: string;
  /** Whether the operation has passed a gate; a root field that has not is refused (schema.ts). */
  entered = false;
  private viewerOnce: Promise<Viewer | null> | undefined;
  private readonly members = new Map<string, Promise<Member>>();
  private readonly gateRows = new Map<string, Promise<GateRow>>();
  private readonly settled = new Map<string, Member>();
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();
  private readonly memos = new Map<string, Promise<unknown>>();

  constructor(
    readonly services: Services,
    readonly caller: Caller,
  ) {
    this.db = services.db;
    this.requestId = caller.requestId ?? randomUUID();
  }

  /** Who asks, or null; looked up once, and only when somebody wants to know. */
  viewer(): Promise<Viewer | null> {
    this.viewerOnce ??= findViewer(this.services, this.caller.credentials);
    return this.viewerOnce;
  }

  private async admitted(beforeTerms = false): Promise<Viewer | null> {
    const viewer = await this.viewer();
    if (viewer?.termsOwed && !beforeTerms) throw Locked([{ code: "TERMS_OF_USE" }]);
    return viewer;
  }

  /** The gate of a course: a Member, or NOT_FOUND, FORBIDDEN (hidden tool), LOCKED. Memoised for the request. */
  enter(courseId: string, asked: EnterOptions = {}): Promise<Member> {
    const played = this.caller.preview?.courseId === courseId ? this.caller.preview : null;
    const options: EnterOptions = { ...asked, preview: asked.preview ?? played !== null, previewGroupId: played?.groupId ?? null };
    const key = JSON.stringify([
      courseId,
      options.sessionId ?? null,
      options.preview,
      options.tool ?? null,
      options.via ?? null,
      options.beforeTerms ?? false,
    ]);
    let member = this.members.get(key);
    if (!member) {
      member = this.decided(courseId, options);
      this.members.set(key, member);
    }
    return member.then((entered) => {
      this.entered = true;
      this.settled.set(courseId, entered);
      noteEntry(this.db, entered);
      return entered;
    });
  }

  /** Pages ask about several tools of one place: the row is read once, and each tool is decided from it. */
  private async decided(courseId: string, options: EnterOptions): Promise<Member> {
    const viewer = await this.admitted();
    const key = JSON.stringify([courseId, options.sessionId ?? null, options.preview, options.previewGroupId]);
    let row = this.gateRows.get(key);
    if (!row) {
      row = loadGateRow(this.db, viewer, courseId, options);
      this.gateRows.set(key, row);
    }
    return decide(await row, viewer, options, new Date());
  }

  /** The gate for lists over courses: those of `courseIds` that the viewer may enter (base run), one statement for all. */
  async enterMany(courseIds: string[]): Promise<Map<string, Member>> {
    const viewer = await this.admitted();
    this.entered = true;
    return enterCourses(this.db, viewer, courseIds);
  }

  /** The gate of the platform: the viewer, or UNAUTHENTICATED, FORBIDDEN. */
  async enterPlatform(permission: Permission): Promise<Viewer> {
    const viewer = await this.enterSelf();
    if (!mayDo(viewer.roles, permission)) throw Forbidden();
    await this.requireScope("admin");
    return viewer;
  }

  /** Refuses an API token without the scope: `read`, `write`, or `admin` for what platform roles allow. A person at a screen has all. */
  async requireScope(scope: "read" | "write" | "admin"): Promise<void> {
    if (!this.caller.credentials.bearer) return;
    const viewer = await this.viewer();
    if (viewer?.scopes && !viewer.scopes.includes(scope)) throw Forbidden("SCOPE");
  }

  /** The gate of one's own things: the viewer, or UNAUTHENTICATED; LOCKED, reason TERMS_OF_USE, before new terms are accepted. */
  async enterSelf({ beforeTerms = false }: { beforeTerms?: boolean } = {}): Promise<Viewer> {
    const viewer = await this.admitted(beforeTerms);
    this.entered = true;
    if (!viewer) throw Unauthenticated();
    return viewer;
  }

  /** The member as whom the operation entered this course; for fields such as viewerCan, after the gate. */
  memberOf(courseId: string): Member {
    const member = this.memberIn(courseId);
    if (!member) throw NotFound();
    return member;
  }

  /** The same, or null where the operation has not entered. */
  memberIn(courseId: string): Member | null {
    return this.settled.get(courseId) ?? null;
  }

  /** Runs `work` in a transaction; its rows and its events commit together, and are published by the commit. */
  async write<T>(work: (tx: Tx, emit: Emit) => Promise<T>): Promise<T> {
    const viewer = await this.viewer();
    const actor = {
      actorId: viewer?.id ?? null,
      impersonatorId: viewer?.impersonatorId ?? null,
      requestId: this.requestId,
      previewCourseId: this.caller.preview?.courseId ?? null,
    };
    // What is written may change who enters as what.
    this.gateRows.clear();
    const written = this.db.$transaction(
      async (tx) => {
        const events: EventDraft[] = [];
        const result = await work(tx, (name, subject) => events.push(draftEvent(name, subject)));
        await writeEvents(tx, actor, events);
        return result;
      },
      { timeout: 30_000, maxWait: 10_000 },
    );
    return written.finally(() => this.gateRows.clear());
  }

  /** One DataLoader per name for the request: `batch` gets the distinct ids and answers in their order. */
  loader<T>(name: string, batch: (ids: readonly string[]) => Promise<(T | null)[]>): DataLoader<string, T | null> {
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, unknown>(batch);
      this.loaders.set(name, loader);
    }
    return loader as DataLoader<string, T | null>;
  }

  /** Computes something once for the request. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T> {
    let value = this.memos.get(key);
    if (!value) {
      value = compute();
      this.memos.set(key, value);
    }
    return value as Promise<T>;
  }

  /** The same caller, known and entered as here, with nothing read yet: for a live event while rights are as they were. */
  within(): Context {
    const inside = this.fresh();
    inside.entered = this.entered;
    inside.viewerOnce = this.viewerOnce;
    for (const [key, member] of this.members) inside.members.set(key, member);
    for (const [courseId, member] of this.settled) inside.settled.set(courseId, member);
    return inside;
  }

  /** The same caller with nothing remembered: when rights may have changed. */
  fresh(): Context {
    return new Context(this.services, { ...this.caller, requestId: this.requestId });
  }
}
