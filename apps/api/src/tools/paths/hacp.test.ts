import { describe, expect, test } from "@jest/globals";
import { zipTexts } from "@lyceum/courseware/make-package";
import { startTestApp } from "../../test/app";
import { buildCourse } from "../../test/course-factories";
import { buildMember, buildPackageOf, buildPackageWorld, open, type OpenedNode, type Person } from "./test-packages";

const app = await startTestApp();

const course = () =>
  zipTexts({
    "c.crs": "[Course]\r\nCourse_ID=c1\r\nCourse_Title=Spoken to by HTTP\r\nLevel=1\r\nVersion=4.0\r\n",
    "c.au": `"System_ID","Type","Command_Line","File_Name","Mastery_Score","Core_Vendor"\r\n"A1","lesson","","unit.html","50","vendor words"`,
    "c.des": `"System_ID","Developer_ID","Title","Description"\r\n"A1","A1","First",""`,
    "c.cst": `"block","member"\r\n"root","A1"`,
    "unit.html": "<p>unit</p>",
  });

async function world(): Promise<{ learner: Person; other: Person; packageId: string }> {
  const built = await buildCourse(app.db);
  const [teacher, learner, other] = await Promise.all([
    buildMember(app, built, "TEACHER"),
    buildMember(app, built, "LEARNER"),
    buildMember(app, built, "LEARNER"),
  ]);
  return { learner, other, packageId: await buildPackageOf(app, teacher, built.id, await course()) };
}

const tokenOf = (opened: OpenedNode): string => (JSON.parse(opened.launch) as { rtToken: string }).rtToken;

async function begin(token: string, lease: string, activityId = "A1"): Promise<{ status: number; sessionId: string }> {
  const answer = await fetch(`${app.contentOrigin}/hacp-session/${token}`, { method: "POST", body: JSON.stringify({ lease, activityId }) });
  const body = answer.headers.get("content-type") === "application/json" ? ((await answer.json()) as { sessionId?: string }) : {};
  return { status: answer.status, sessionId: body.sessionId ?? "" };
}

async function say(fields: Record<string, string>): Promise<{ error: string; data: string }> {
  const answer = await fetch(`${app.contentOrigin}/hacp`, { method: "POST", body: new URLSearchParams(fields) });
  const text = await answer.text();
  return { error: /^error=(\d)\r\n/.exec(text)?.[1] ?? "none", data: text.split("aicc_data=")[1] ?? "" };
}

async function session(): Promise<{ learner: Person; packageId: string; opened: OpenedNode; sessionId: string }> {
  const { learner, packageId } = await world();
  const opened = await open(learner, packageId);
  return { learner, packageId, opened, sessionId: (await begin(tokenOf(opened), opened.lease)).sessionId };
}

describe("refusals", () => {
  test("no session for a forged token, another lease, an unknown unit, or a package that is no AICC course", async () => {
    const { learner, packageId } = await world();
    const opened = await open(learner, packageId);
    const token = tokenOf(opened);
    expect((await begin(`${token.slice(0, -2)}AA`, opened.lease)).status).toBe(403);
    expect((await begin(token, "another")).status).toBe(409);
    expect((await begin(token, opened.lease, "A2")).status).toBe(404);
    const scorm = await buildPackageWorld(app);
    const plain = await open(scorm.learner, scorm.packageId);
    expect((await begin(tokenOf(plain), plain.lease, "item-1")).status).toBe(404);
    expect(await app.db.hacpSession.count({ where: { registrationId: opened.registrationId } })).toBe(0);
  });

  test("3 without a session, with a guessed one, after ExitAU and after a take-over; 1 for no command; GET is nothing", async () => {
    const { learner, packageId, sessionId } = await session();
    expect((await say({ command: "GetParam" })).error).toBe("3");
    expect((await say({ command: "GetParam", session_id: "x".repeat(43) })).error).toBe("3");
    expect((await say({ command: "DropTables", session_id: sessionId })).error).toBe("1");
    expect((await fetch(`${app.contentOrigin}/hacp`)).status).toBe(404);
    await open(learner, packageId, { takeOver: true });
    expect((await say({ command: "GetParam", session_id: sessionId })).error).toBe("3");
    const second = await session();
    expect((await say({ command: "ExitAU", session_id: second.sessionId })).error).toBe("0");
    expect((await say({ command: "GetParam", session_id: second.sessionId })).error).toBe("3");
  });

  test("a session's token is kept as its hash only, and is as long as 256 bits", async () => {
    const { opened, sessionId } = await session();
    expect(Buffer.from(sessionId, "base64url")).toHaveLength(32);
    const [row] = await app.db.hacpSession.findMany({ where: { registrationId: opened.registrationId } });
    expect(JSON.stringify(row)).not.toContain(sessionId);
  });

  test("who is no longer in the course is told that the session has ended, and nothing is saved", async () => {
    const { learner, opened, sessionId } = await session();
    await app.db.enrolment.deleteMany({ where: { userId: learner.id } });
    expect((await say({ command: "PutParam", session_id: sessionId, aicc_data: "[Core]\r\nLesson_Status=P" })).error).toBe("3");
    expect(await app.db.activityAttempt.count({ where: { registrationId: opened.registrationId } })).toBe(0);
  });
});

test("a unit's whole conversation, in any letter case, is what the API would have saved", async () => {
  const { learner, packageId, opened, sessionId } = await session();
  const first = await say({ COMMAND: "getparam", Session_ID: sessionId, version: "4.0" });
  expect(first.error).toBe("0");
  expect(first.data).toContain("Lesson_Status=not attempted, ab-initio");
  expect(first.data).toContain(`Student_ID=${learner.id}`);
  expect(first.data).toContain("vendor words");
  const data = "[CORE]\r\nLesson_Location=page 2\r\nlesson_status=i\r\nScore=40,100\r\nTime=0:0:3\r\n[Core_Lesson]\r\nline 1\r\nline 2";
  expect((await say({ command: "PUTPARAM", session_id: sessionId, aicc_data: data })).error).toBe("0");
  const table =
    '"course_id","interaction_id","type_interaction","student_response","result","latency"\r\n"c1","q1","c","a, or ""b""","C","00:00:02"';
  expect((await say({ command: "PutInteractions", session_id: sessionId, aicc_data: table })).error).toBe("0");
  const objectives = "[Objectives_Status]\r\nJ_ID.1=O-1\r\nJ_Score.1=7\r\nJ_Status.1=Passed";
  expect((await say({ command: "PutObjectives", session_id: sessionId, aicc_data: objectives })).error).toBe("0");
  expect((await say({ command: "PutComments", session_id: sessionId, aicc_data: "[Comments]\r\n<1>fine</1>" })).error).toBe("0");
  for (const command of ["PutPath", "PutPerformance"]) expect((await say({ command, session_id: sessionId })).error).toBe("0");
  const again = await say({ command: "GetParam", session_id: sessionId });
  expect(again.data).toContain("Lesson_Location=page 2");
  expect(again.data).toContain("Score=40,100");
  expect(again.data).toContain("line 1\nline 2");
  expect((await say({ command: "PutParam", session_id: sessionId, aicc_data: "[Core]\r\nLesson_Status=Passed\r\nScore=80" })).error).toBe(
    "0",
  );
  expect((await say({ command: "ExitAU", session_id: sessionId })).error).toBe("0");
  const attempt = await app.db.activityAttempt.findUniqueOrThrow({
    where: { registrationId_activityId: { registrationId: opened.registrationId, activityId: "A1" } },
    include: { interactions: true },
  });
  expect(attempt).toMatchObject({ state: "PASSED", score: 80, location: "page 2", finished: true, hundredths: 300n });
  expect(attempt.model).toMatchObject({
    "cmi.objectives.0.id": "O-1",
    "cmi.objectives.0.status": "passed",
    "cmi.suspend_data": "line 1\nline 2",
  });
  expect(attempt.interactions).toMatchObject([{ identifier: "q1", type: "choice", response: 'a, or "b"', result: "correct" }]);
  expect(await app.db.progress.findFirst({ where: { itemId: packageId, userId: learner.id } })).toMatchObject({
    state: "PASSED",
    score: 80,
  });
});
