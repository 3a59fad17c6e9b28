import { zipTexts } from "@lyceum/courseware/make-package";

const PAGE = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Unit</title><h1>Unit</h1><p id="entry"></p><p id="data"></p>
<button id="work">Work</button> <button id="finish">Finish</button><script>${script}</script>`;

// What both generations do alike; `c` maps the calls and `e` the elements.
const UNIT = (
  c: { api: string; start: string; get: string; set: string; save: string; end: string },
  e: Record<string, string>,
): string => `
var api = window.parent.${c.api};
var show = function (id, text) { document.getElementById(id).textContent = text; };
api.${c.start}("");
show("entry", "entry:" + api.${c.get}("${e["entry"]}"));
show("data", "data:" + api.${c.get}("cmi.suspend_data") + ":" + api.${c.get}("${e["location"]}"));
document.getElementById("work").onclick = function () {
  api.${c.set}("${e["location"]}", "page 2");
  api.${c.set}("cmi.suspend_data", "\u00e9|1\\n");
  api.${c.set}("cmi.interactions.0.id", "q1");
  api.${c.set}("cmi.interactions.0.type", "true-false");
  api.${c.set}("cmi.interactions.0.${e["response"]}", "${e["right"]}");
  api.${c.set}("cmi.interactions.0.result", "correct");
  show("entry", "saved:" + api.${c.save}(""));
};
document.getElementById("finish").onclick = function () {
  ${e["finish"]}
  show("entry", "ended:" + api.${c.end}(""));
};`;

const CALLS_12 = { api: "API", start: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", save: "LMSCommit", end: "LMSFinish" };
const CALLS_2004 = { api: "API_1484_11", start: "Initialize", get: "GetValue", set: "SetValue", save: "Commit", end: "Terminate" };

const UNIT_12 = UNIT(CALLS_12, {
  entry: "cmi.core.entry",
  location: "cmi.core.lesson_location",
  response: "student_response",
  right: "t",
  finish: `api.LMSSetValue("cmi.core.score.raw", "80"); api.LMSSetValue("cmi.core.lesson_status", "passed"); api.LMSSetValue("cmi.core.session_time", "00:00:03");`,
});
const UNIT_2004 = UNIT(CALLS_2004, {
  entry: "cmi.entry",
  location: "cmi.location",
  response: "learner_response",
  right: "true",
  finish: `api.SetValue("cmi.score.scaled", "0.8"); api.SetValue("cmi.completion_status", "completed"); api.SetValue("cmi.success_status", "passed");
  api.SetValue("cmi.session_time", "PT3S"); api.SetValue("cmi.exit", "normal");`,
});

/** A SCORM 2004 (4th edition) package of two units that report by themselves. */
export const scorm2004Package = (): Promise<Buffer> =>
  zipTexts({
    "imsmanifest.xml": `<?xml version="1.0"?><manifest identifier="m" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Two units</title>
<item identifier="one" identifierref="r"><title>First</title></item><item identifier="two" identifierref="r"><title>Second</title></item>
<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="unit.html"><file href="unit.html"/></resource></resources></manifest>`,
    "unit.html": PAGE(UNIT_2004),
    "more.txt": "more",
  });

/** An AICC course of two units that use its API. */
export const aiccPackage = (): Promise<Buffer> =>
  zipTexts({
    "course.crs": `[Course]\r\nCourse_ID=c1\r\nCourse_Title=Two units\r\nLevel=1\r\nMax_Fields_CST=3\r\nVersion=4.0\r\n`,
    "course.au": `"System_ID","Type","Command_Line","Max_Time_Allowed","Time_Limit_Action","File_Name","Max_Score","Mastery_Score","System_Vendor","Core_Vendor","Web_Launch","AU_Password"
"A1","lesson","","","","unit.html","100","","","","",""
"A2","lesson","","","","unit.html","100","","","","",""`,
    "course.des": `"System_ID","Developer_ID","Title","Description"\r\n"A1","A1","First",""\r\n"A2","A2","Second",""`,
    "course.cst": `"block","member","member"\r\n"root","A1","A2"`,
    "unit.html": PAGE(UNIT_12),
  });

const HOSTILE_2004 = `<?xml version="1.0"?><manifest identifier="h" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Trap</title><item identifier="trap" identifierref="r"><title>Trap</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="trap.html"><file href="trap.html"/></resource></resources></manifest>`;

/** A package of either generation whose page attacks what is around it; what it learns lies in `window.loot`. */
export const hostilePackage = (standard: "SCORM_12" | "SCORM_2004"): Promise<Buffer> =>
  zipTexts({
    "imsmanifest.xml":
      standard === "SCORM_2004"
        ? HOSTILE_2004
        : `<?xml version="1.0"?><manifest identifier="h" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<organizations default="o"><organization identifier="o"><title>Trap</title><item identifier="trap" identifierref="r"><title>Trap</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="trap.html"><file href="trap.html"/></resource></resources></manifest>`,
    "trap.html": PAGE(`
var loot = window.loot = {};
var attempt = function (name, act) { try { loot[name] = "got " + act(); } catch (error) { loot[name] = "refused"; } };
var calls = window.parent.${standard === "SCORM_2004" ? "API_1484_11" : "API"};
calls.${standard === "SCORM_2004" ? "Initialize" : "LMSInitialize"}("");
attempt("cookie", function () { return document.cookie === "" && parent.document.cookie === "" ? String(null.nothing) : document.cookie + parent.document.cookie; });
attempt("page", function () { return top.document.body.innerHTML; });
attempt("storage", function () { return top.localStorage.length; });
attempt("address", function () { return top.location.href; });
attempt("name", function () { return top.frames[0].parent.parent.document.title; });
window.attack = async function (app, otherRegistration) {
  var ask = function (url, init) { return fetch(url, init).then(function (answer) { return answer.type === "opaque" ? "refused" : "got " + answer.status; }, function () { return "refused"; }); };
  var query = JSON.stringify({ query: "{ viewer { login } }" });
  loot.api = await ask(app + "/graphql", { method: "POST", credentials: "include", headers: { "content-type": "application/json", "apollo-require-preflight": "true" }, body: query });
  loot.simple = await ask(app + "/graphql", { method: "POST", credentials: "include", mode: "no-cors", headers: { "content-type": "text/plain" }, body: query });
  // The player is of this origin: its own token can be caught, and must be good for nothing else.
  var caught = null;
  parent.fetch = function (url, init) { caught = { url: url, body: JSON.parse(init.body) }; return Promise.resolve(new Response("{}")); };
  calls.${standard === "SCORM_2004" ? 'SetValue("cmi.location"' : 'LMSSetValue("cmi.core.lesson_location"'}, "stolen");
  parent.dispatchEvent(new Event("pagehide"));
  loot.caught = caught ? "token" : "none";
  var parts = caught.body.token.split(".");
  var facts = JSON.parse(atob(parts[0].replace(/-/g, "+").replace(/_/g, "/")));
  facts[1] = otherRegistration;
  var forged = btoa(JSON.stringify(facts)).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "") + "." + parts[1];
  var send = function (token, lease) { return fetch("/rt/" + token, { method: "POST", body: JSON.stringify({ token: token, lease: lease, deltas: caught.body.deltas }) }).then(function (answer) { return answer.status; }); };
  loot.forged = await send(forged, "lease");
  loot.otherLease = await send(caught.body.token, "lease");
  loot.files = await fetch("/p/" + caught.body.token + "/trap.html").then(function (answer) { return answer.status; });
  attempt("framed", function () { var frame = document.createElement("iframe"); frame.id = "app"; frame.src = app; document.body.append(frame); return String(null.nothing); });
  attempt("navigate", function () { top.location.assign("about:blank"); return String(null.nothing); });
  return loot;
};`),
  });
