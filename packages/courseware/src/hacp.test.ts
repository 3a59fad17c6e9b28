import { expect, test } from "@jest/globals";
import { hacpAnswer, objectiveElements, paramElements, readHacp } from "./hacp";
import { interactionElements } from "./hacp-tables";

test.each([
  ["COMMAND=GetParam&SESSION_ID=s", "getparam", "s"],
  ["command=EXITAU&session_id=+s+", "exitau", "s"],
  ["command=nothing", null, ""],
  ["", null, ""],
])("reads %s", (body, command, sessionId) => {
  expect(readHacp(body)).toMatchObject({ command, sessionId });
});

test("an answer has its error, its words and its data, in lines", () => {
  expect(hacpAnswer(3)).toBe("error=3\r\nerror_text=Invalid Session ID\r\nversion=4.0\r\n");
  expect(hacpAnswer(0, "x")).toContain("\r\naicc_data=x\r\n");
});

test.each<[string, Record<string, string>]>([
  ["[Core]\r\nLesson_Status=C", { "cmi.core.lesson_status": "completed" }],
  ["[core]\nLESSON_STATUS=failed, S", { "cmi.core.lesson_status": "failed", "cmi.core.exit": "suspend" }],
  ["[Core]\nLesson_Status=not attempted", {}],
  ["[Core]\nLesson_Status=?", {}],
  ["[Core]\nScore=8,10,1", { "cmi.core.score.raw": "8", "cmi.core.score.max": "10", "cmi.core.score.min": "1" }],
  ["[Core]\nScore=eight", {}],
  ["[Core]\nTime=1:2:3.4", { "cmi.core.session_time": "0001:02:03.4" }],
  ["[Core]\nTime=soon", {}],
  ["[Core]\n; Lesson_Location=2", {}],
  ["[Core_Lesson]\na=[b]\n\nc", { "cmi.suspend_data": "a=[b]\n\nc" }],
  ["nothing", {}],
])("%j sets %j", (data, elements) => {
  expect(paramElements(data)).toEqual(elements);
});

test("objectives by their own numbers, interactions by the names of their columns; rows without a name are left out", () => {
  expect(objectiveElements("[Objectives_Status]\nJ_ID.2=b\nJ_ID.1=a\nJ_Score.1=3;4", 5)).toEqual({
    "cmi.objectives.5.id": "a",
    "cmi.objectives.5.score.raw": "4",
    "cmi.objectives.6.id": "b",
  });
  expect(interactionElements('"result","interaction_id"\n"W","q"\n"C",""\n', 0)).toEqual({
    "cmi.interactions.0.id": "q",
    "cmi.interactions.0.result": "wrong",
  });
  expect(interactionElements("", 0)).toEqual({});
});
