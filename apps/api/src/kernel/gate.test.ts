import { describe, expect, test } from "@jest/globals";
import { decide, type EnterOptions } from "./gate";
import type { GateRow } from "./gate-row";
import { Refusal } from "./errors";
import type { Viewer } from "./viewer";

const NOW = new Date("2026-06-15T12:00:00Z");
const viewer = (over: Partial<Viewer> = {}): Viewer => ({
  id: "u",
  login: "ana",
  roles: [],
  language: "en",
  timeZone: "UTC",
  isAdministrator: false,
  deviceId: "d",
  tokenId: null,
  scopes: null,
  impersonatorId: null,
  provedAt: null,
  termsOwed: false,
  ...over,
});
const admin = viewer({ roles: ["ADMINISTRATOR"], isAdministrator: true });
const row = (over: Partial<GateRow> = {}): GateRow => ({
  courseId: "c",
  code: "C",
  language: "en",
  visibility: "PRIVATE",
  trashedAt: null,
  approval: "APPROVED",
  createdById: null,
  opensAt: null,
  closesAt: null,
  durationDays: null,
  termsVersion: 0,
  acceptedVersion: null,
  runId: "base",
  baseRunId: "base",
  sessionId: null,
  sessionStartsAt: null,
  sessionEndsAt: null,
  sessionAfterEnd: null,
  tutorsEditBase: false,
  previewOwner: false,
  previewRunId: null,
  previewUserId: null,
  enrolments: [],
  groups: [],
  tools: [],
  hiddenTools: [],
  ...over,
});
const enrolled = (role: "TEACHER" | "TUTOR" | "LEARNER", over: Partial<GateRow["enrolments"][number]> = {}) => ({
  runId: "base",
  role,
  state: "ACTIVE" as const,
  from: null,
  until: null,
  firstAccessAt: null,
  ...over,
});
const inSession = (over: Partial<GateRow> = {}) => row({ runId: "s-run", sessionId: "s", sessionAfterEnd: "CLOSED", ...over });

function outcome(gate: GateRow, who: Viewer | null, options: EnterOptions = {}): string {
  try {
    const member = decide(gate, who, options, NOW);
    return member.readOnly ? `${member.role}/${member.readOnly}` : member.role;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reasons = error.extensions["reasons"] as { code: string }[] | undefined;
    return [error.refusal, ...(reasons?.map((reason) => reason.code) ?? [])].join(" ");
  }
}

describe("who enters, by visibility", () => {
  const people: [string, Viewer | null, GateRow["enrolments"]][] = [
    ["visitor", null, []],
    ["signed in", viewer(), []],
    ["learner", viewer(), [enrolled("LEARNER")]],
    ["tutor", viewer(), [enrolled("TUTOR")]],
    ["teacher", viewer(), [enrolled("TEACHER")]],
    ["learner of a session", viewer(), [enrolled("LEARNER", { runId: "s-run" })]],
    ["administrator", admin, []],
  ];
  const no = "NOT_FOUND";
  const reads = "VISITOR/NOT_ENROLLED";
  const table: Record<GateRow["visibility"], string[]> = {
    HIDDEN: [no, no, no, no, no, no, "TEACHER"],
    CLOSED: [no, no, no, no, "TEACHER", no, "TEACHER"],
    PRIVATE: [no, no, "LEARNER", "TUTOR", "TEACHER", no, "TEACHER"],
    PLATFORM: [no, reads, "LEARNER", "TUTOR", "TEACHER", reads, "TEACHER"],
    PUBLIC: [reads, reads, "LEARNER", "TUTOR", "TEACHER", reads, "TEACHER"],
  };
  for (const [visibility, expected] of Object.entries(table)) {
    test.each(people.map(([name, who, enrolments], index) => ({ name, who, enrolments, result: expected[index]! })))(
      `${visibility}: $name → $result`,
      ({ who, enrolments, result }) => {
        expect(outcome(row({ visibility: visibility as GateRow["visibility"], enrolments }), who)).toBe(result);
      },
    );
  }
});

test.each([
  ["a trashed course is not there, even for administrators", row({ trashedAt: "2026-01-01T00:00:00Z" }), admin, {}, "NOT_FOUND"],
  [
    "an ended-by-date enrolment is none",
    row({ enrolments: [enrolled("LEARNER", { until: "2026-06-01T00:00:00Z" })] }),
    viewer(),
    {},
    "NOT_FOUND",
  ],
  [
    "an enrolment that has not begun is none",
    row({ enrolments: [enrolled("LEARNER", { from: "2026-07-01T00:00:00Z" })] }),
    viewer(),
    {},
    "NOT_FOUND",
  ],
  ["a suspended learner is told so", row({ enrolments: [enrolled("LEARNER", { state: "SUSPENDED" })] }), viewer(), {}, "LOCKED SUSPENDED"],
  [
    "a learner before the opening",
    row({ opensAt: "2026-07-01T00:00:00Z", enrolments: [enrolled("LEARNER")] }),
    viewer(),
    {},
    "LOCKED COURSE_NOT_OPEN",
  ],
  [
    "a learner after the closing",
    row({ closesAt: "2026-06-01T00:00:00Z", enrolments: [enrolled("LEARNER")] }),
    viewer(),
    {},
    "LOCKED COURSE_CLOSED",
  ],
  ["a tutor stays after the closing", row({ closesAt: "2026-06-01T00:00:00Z", enrolments: [enrolled("TUTOR")] }), viewer(), {}, "TUTOR"],
  [
    "a learner whose days are over",
    row({ durationDays: 10, enrolments: [enrolled("LEARNER", { firstAccessAt: "2026-06-01T00:00:00Z" })] }),
    viewer(),
    {},
    "LOCKED DURATION_OVER",
  ],
  [
    "unaccepted terms lock teachers too",
    row({ termsVersion: 2, acceptedVersion: 1, enrolments: [enrolled("TEACHER")] }),
    viewer(),
    {},
    "LOCKED TERMS",
  ],
  [
    "terms are read before they are accepted",
    row({ termsVersion: 2, enrolments: [enrolled("LEARNER")] }),
    viewer(),
    { beforeTerms: true },
    "LEARNER",
  ],
  [
    "a hidden tool is forbidden to learners",
    row({ tools: [{ tool: "wiki", runId: "base", visible: false }], enrolments: [enrolled("LEARNER")] }),
    viewer(),
    { tool: "wiki" },
    "FORBIDDEN TOOL_HIDDEN",
  ],
  [
    "a hidden tool is open to teachers",
    row({ tools: [{ tool: "wiki", runId: "base", visible: false }], enrolments: [enrolled("TEACHER")] }),
    viewer(),
    { tool: "wiki" },
    "TEACHER",
  ],
  [
    "a hidden tool's item is reached through an open path",
    row({ tools: [{ tool: "wiki", runId: "base", visible: false }], enrolments: [enrolled("LEARNER")] }),
    viewer(),
    { tool: "wiki", via: "p" },
    "LEARNER",
  ],
  [
    "the platform's hidden tool wins over the course",
    row({ hiddenTools: ["wiki"], tools: [{ tool: "wiki", runId: "base", visible: true }], enrolments: [enrolled("LEARNER")] }),
    viewer(),
    { tool: "wiki" },
    "FORBIDDEN TOOL_HIDDEN",
  ],
  [
    "a session shows a tool that the course hides",
    inSession({
      tools: [
        { tool: "wiki", runId: "base", visible: false },
        { tool: "wiki", runId: "s-run", visible: true },
      ],
      enrolments: [enrolled("LEARNER", { runId: "s-run" })],
    }),
    viewer(),
    { tool: "wiki" },
    "LEARNER",
  ],
  ["a base learner is nobody in a session", inSession({ enrolments: [enrolled("LEARNER")] }), viewer(), {}, "NOT_FOUND"],
  ["a public course's session is not public", inSession({ visibility: "PUBLIC" }), viewer(), {}, "NOT_FOUND"],
  ["the course's teacher teaches in its sessions", inSession({ enrolments: [enrolled("TEACHER")] }), viewer(), {}, "TEACHER"],
  [
    "a session before its start",
    inSession({ sessionStartsAt: "2026-07-01T00:00:00Z", enrolments: [enrolled("LEARNER", { runId: "s-run" })] }),
    viewer(),
    {},
    "LOCKED SESSION_NOT_OPEN",
  ],
  [
    "a session after its end, closed",
    inSession({ sessionEndsAt: "2026-06-01T00:00:00Z", enrolments: [enrolled("LEARNER", { runId: "s-run" })] }),
    viewer(),
    {},
    "LOCKED SESSION_CLOSED",
  ],
  [
    "a session after its end, to read",
    inSession({
      sessionEndsAt: "2026-06-01T00:00:00Z",
      sessionAfterEnd: "READ_ONLY",
      enrolments: [enrolled("LEARNER", { runId: "s-run" })],
    }),
    viewer(),
    {},
    "LEARNER/SESSION_ENDED",
  ],
  [
    "a teacher plays the preview learner",
    row({ previewOwner: true, previewRunId: "p", previewUserId: "pu", enrolments: [enrolled("TEACHER")] }),
    viewer(),
    { preview: true },
    "LEARNER",
  ],
  [
    "who teaches no more plays no more",
    row({ previewOwner: true, previewRunId: "p", previewUserId: "pu", enrolments: [enrolled("LEARNER")] }),
    viewer(),
    { preview: true },
    "FORBIDDEN",
  ],
  [
    "a stranger with an old preview",
    row({ previewOwner: true, previewRunId: "p", previewUserId: "pu" }),
    viewer(),
    { preview: true },
    "NOT_FOUND",
  ],
  ["somebody else's preview", row({ previewRunId: null, enrolments: [enrolled("LEARNER")] }), viewer(), { preview: true }, "NOT_FOUND"],
])("%s", (_name, gate, who, options: EnterOptions, result) => {
  expect(outcome(gate, who, options)).toBe(result);
});

test("a tutor edits base content only where the session says so", () => {
  const enrolments = [enrolled("TUTOR", { runId: "s-run" })];
  expect(decide(inSession({ enrolments }), viewer(), {}, NOW).editsBase).toBe(false);
  expect(decide(inSession({ enrolments, tutorsEditBase: true }), viewer(), {}, NOW).editsBase).toBe(true);
});
