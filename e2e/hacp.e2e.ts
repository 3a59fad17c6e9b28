import { expect } from "@jest/globals";
import { zipTexts } from "@lyceum/courseware/make-package";
import { journey, words } from "./browser";
import { attemptsOf, buildCourse, importBytes, play, viewerId } from "./package-world";

const t = words("paths");

/** An AICC course of one unit that speaks HTTP only: the API is not asked for. */
const speakingPackage = (): Promise<Buffer> =>
  zipTexts({
    "course.crs": "[Course]\r\nCourse_ID=c1\r\nCourse_Title=By HTTP\r\nLevel=1\r\nVersion=4.0\r\n",
    "course.au": `"System_ID","Type","Command_Line","File_Name","Web_Launch"\r\n"A1","lesson","","unit.html","page=1"`,
    "course.des": `"System_ID","Developer_ID","Title","Description"\r\n"A1","A1","First",""`,
    "course.cst": `"block","member"\r\n"root","A1"`,
    "unit.html": `<!doctype html><meta charset="utf-8"><title>Unit</title><p id="said"></p><button id="work">Work</button><button id="exit">Exit</button><script>
var query = new URLSearchParams(location.search);
var said = document.getElementById("said");
var speak = function (command, data) {
  var body = new URLSearchParams({ command: command, version: "4.0", session_id: query.get("aicc_sid"), aicc_data: data || "" });
  return fetch(query.get("aicc_url"), { method: "POST", body: body }).then(function (answer) { return answer.text(); });
};
speak("GetParam").then(function (text) { said.textContent = "began " + (/Lesson_Status=([^\\r\\n]*)/.exec(text) || [])[1] + " at " + (/Lesson_Location=([^\\r\\n]*)/.exec(text) || [])[1]; });
document.getElementById("work").onclick = function () {
  speak("PutParam", "[Core]\\r\\nLesson_Location=page 2\\r\\nLesson_Status=Incomplete\\r\\nTime=00:00:02").then(function (text) { said.textContent = "worked " + text.slice(0, 7); });
};
document.getElementById("exit").onclick = function () {
  speak("PutParam", "[Core]\\r\\nLesson_Status=Passed\\r\\nScore=75")
    .then(function () { return speak("ExitAU"); })
    .then(function () { return speak("GetParam"); })
    .then(function (text) { said.textContent = "after " + text.slice(0, 7); });
};
</script>`,
  });

journey("an AICC unit speaks HTTP: its place comes back, its result counts, its session dies with its exit", async ({ as }) => {
  const [teacher, learner] = [await as("teacher"), await as("learner")];
  const course = await buildCourse(teacher.context(), [await viewerId(learner.context())]);
  const made = await importBytes(teacher.context(), course.id, await speakingPackage());
  expect(made.standard).toBe("AICC");
  const unit = await play(learner, course.code, made.id);
  await unit.getByText("began not attempted, ab-initio at").waitFor();
  await unit.getByRole("button", { name: "Work" }).click();
  await unit.getByText("worked error=0").waitFor();
  await learner.getByRole("button", { name: t("player.leave"), exact: true }).click();
  await learner.waitForURL(/packages\/[\w-]+$/);

  const again = await play(learner, course.code, made.id);
  await again.getByText("at page 2").waitFor();
  await again.getByRole("button", { name: "Exit" }).click();
  await again.getByText("after error=3").waitFor();
  const [attempt] = await attemptsOf(learner.context(), made.id);
  expect(attempt).toMatchObject({ state: "PASSED", score: 75 });
  expect(attempt?.activities).toMatchObject([{ activityId: "A1", state: "PASSED", location: "page 2" }]);
});
