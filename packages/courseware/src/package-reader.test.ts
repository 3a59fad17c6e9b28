import { expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeScormPackage, zipTexts } from "./make-package";
import { resolveHref, withParameters } from "./package-path";
import { readPackage } from "./package-reader";
import { activityTree, type ParsedPackage } from "./package-types";
import { openArchive } from "./safe-zip";
import { corporaFolder, corpusCase } from "./test-corpora";

async function read(from: string | Buffer): Promise<ParsedPackage> {
  const archive = await openArchive(from);
  try {
    return await readPackage(archive);
  } finally {
    await archive.close();
  }
}

test("a package made here is read back", async () => {
  const parsed = await read(
    await makeScormPackage({
      title: "Ponds & lakes",
      pages: [{ title: "Water <1>" }, { title: "Fish" }],
      masteryScore: 80,
    }),
  );
  expect([parsed.standard, parsed.title, parsed.warnings]).toEqual(["SCORM_12", "Ponds & lakes", []]);
  expect(parsed.activities.map((one) => [one.identifier, one.title, one.href, one.file, one.scormType, one.masteryScore])).toEqual([
    ["item-1", "Water <1>", "pages/1.html", "pages/1.html", "sco", 80],
    ["item-2", "Fish", "pages/2.html", "pages/2.html", "sco", 80],
  ]);
});

const scorm2004 = (items: string, resources: string): string => `<?xml version="1.0"?>
<manifest identifier="M" xml:base="root/" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>T</title>${items}</organization></organizations>
<resources xml:base="res/">${resources}</resources>
<imsss:sequencingCollection><imsss:sequencing ID="S"><imsss:controlMode flow="true"/><imsss:deliveryControls tracked="false"/></imsss:sequencing></imsss:sequencingCollection>
</manifest>`;

test("bases, parameters, sequencing and its references", async () => {
  const manifest = scorm2004(
    `<item identifier="A" identifierref="R" parameters="?x=1"><title>A</title><imsss:sequencing IDRef="S"><imsss:deliveryControls completionSetByContent="true"/>
     <imsss:objectives><imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure><imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective></imsss:objectives>
     <adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/></adlseq:objective></adlseq:objectives></imsss:sequencing>
     <adlcp:completionThreshold>0.5</adlcp:completionThreshold><item identifier="B" identifierref="none"/></item>`,
    '<resource identifier="R" xml:base="a%20b/" adlcp:scormType="sco" href="../Index.html?q#f"><file href="missing.js"/></resource>',
  );
  const parsed = await read(await zipTexts({ "imsmanifest.xml": manifest, "root/res/index.html": "x" }));
  expect([parsed.standard, parsed.edition]).toEqual(["SCORM_2004", "3RD"]);
  const [a] = parsed.activities;
  expect(a).toMatchObject({
    href: "root/res/index.html?q&x=1#f",
    file: "root/res/index.html",
    scormType: "sco",
    completionThreshold: { completedByMeasure: true, minProgressMeasure: 0.5 },
  });
  expect(a?.sequencing?.controlMode?.flow).toBe(true);
  expect(a?.sequencing?.delivery).toEqual({
    tracked: true,
    completionSetByContent: true,
    objectiveSetByContent: false,
  });
  expect(a?.sequencing?.objectives?.primary).toMatchObject({
    minNormalizedMeasure: 0.6,
    maps: [
      {
        targetObjectiveId: "g",
        readSatisfiedStatus: true,
        readRawScore: true,
        writeRawScore: true,
      },
    ],
  });
  expect(parsed.warnings.map((one) => one.code).sort()).toEqual(["FILE_NAME_CASE", "MISSING_FILE", "UNKNOWN_RESOURCE"]);
  expect(activityTree(parsed.activities)[0]?.children[0]?.activity.identifier).toBe("B");
});

test.each([
  ["a.html", "?x=1", "a.html?x=1"],
  ["a.html", "x=1", "a.html?x=1"],
  ["a.html?y", "&&x=1", "a.html?y&x=1"],
  ["a.html#f", "#g", "a.html#f"],
  ["a.html", "#g", "a.html#g"],
  ["a.html#f", "x=1", "a.html?x=1#f"],
  ["a.html", null, "a.html"],
])("%s with %s is %s", (href, parameters, expected) => {
  expect(withParameters(href, parameters)).toBe(expected);
});

test.each(["../x", "a/../../x", "/x", "//h/x", "http://h/x", "javascript:x", "..\\x", "%2e%2e/x", "a%2f..%2f..%2fx", "C:\\x", "\u0000x"])(
  "%j is outside",
  (href) => {
    expect(() => resolveHref(href, [])).toThrow(expect.objectContaining({ code: "LAUNCH_OUTSIDE_PACKAGE" }));
  },
);

const aicc = {
  "C.CRS": "[Course]\r\nCourse_ID=c1\r\nCourse_Title=Caf\xe9\r\n",
  "c.au":
    'System_ID,Type,file_name,web_launch,mastery_score,core_vendor\r\n"A1","x","one.htm","p=1","70","data"\r\n"A2","x","two.htm","","",""\r\n',
  "c.des": '"system_id","title"\r\n"A1","One, ""first"""\r\n"A2","Two"\r\n"B1","Block"\r\n',
  "c.cst": '"block","member","member"\r\n"ROOT","B1"\r\n"b1","A1","A2"\r\n',
  "c.pre": '"structure_element","prerequisite"\r\n"A2","A1 & Z9"\r\n',
  "one.htm": "1",
  "two.htm": "2",
};

test("an AICC course in any letter case and in Windows-1252", async () => {
  const parsed = await read(await zipTexts({ ...aicc, "C.CRS": Buffer.from(aicc["C.CRS"], "latin1") }));
  expect([parsed.standard, parsed.identifier, parsed.title]).toEqual(["AICC", "c1", "Café"]);
  expect(parsed.activities.map((one) => [one.identifier, one.title, one.depth, one.href, one.masteryScore, one.prerequisites])).toEqual([
    ["B1", "Block", 0, null, null, null],
    ["A1", 'One, "first"', 1, "one.htm?p=1", 70, null],
    ["A2", "Two", 1, "two.htm", null, "A1 & Z9"],
  ]);
  expect(parsed.warnings.map((one) => one.code)).toEqual(["UNKNOWN_PREREQUISITE"]);
});

test.each<[string, Record<string, string>, object]>([
  ["nothing", { "a.txt": "" }, { code: "NO_MANIFEST" }],
  ["deeper", { "in/side/imsmanifest.xml": "<manifest/>" }, { code: "MANIFEST_NOT_AT_ROOT", detail: "in/side" }],
  ["cmi5", { "cmi5.xml": "" }, { code: "UNSUPPORTED_STANDARD", detail: "CMI5" }],
  ["TinCan", { "tincan.xml": "" }, { code: "UNSUPPORTED_STANDARD", detail: "XAPI" }],
  ["malformed", { "imsmanifest.xml": "<manifest>\n<a>" }, { code: "XML_MALFORMED", file: "imsmanifest.xml", line: 2 }],
  ["DTD", { "imsmanifest.xml": "<!DOCTYPE manifest><manifest/>" }, { code: "DTD_REFUSED", line: 1 }],
  ["other root", { "imsmanifest.xml": "<html/>" }, { code: "INVALID_MANIFEST" }],
  ["nothing launched", { "imsmanifest.xml": "<manifest/>" }, { code: "NOTHING_TO_LAUNCH" }],
  [
    "outside",
    {
      "imsmanifest.xml": scorm2004('<item identifier="A" identifierref="R"/>', '<resource identifier="R" href="../../../x"/>'),
    },
    { code: "LAUNCH_OUTSIDE_PACKAGE" },
  ],
  ["AICC in part", { "c.cst": "" }, { code: "AICC_INCOMPLETE", detail: ".crs, .au, .des" }],
])("refused: %s", async (_what, files, expected) => {
  await expect(read(await zipTexts(files))).rejects.toMatchObject(expected);
});

interface ScormFacts {
  identifier: string;
  title: string;
  items: number;
  launchable_items: number;
  max_depth: number;
  items_detail: {
    depth: number;
    identifier: string;
    title: string;
    href?: string;
    type?: string;
    visible?: boolean;
    parameters?: string;
    prerequisites?: string;
  }[];
}

const good = ["s12-golf-minimum-calls", "s12-golf-basic-calls", "s12-golf-single-sco-packaging", "s12-moodle-complexscorm"];
(corporaFolder() ? test : test.skip).each(good)("corpus: %s is read as recorded", async (name) => {
  const corpus = corpusCase<ScormFacts>(`scorm/${name}`)!;
  const parsed = await read(join(corpus.folder, corpus.files[0]!));
  const { expected } = corpus;
  expect([parsed.standard, parsed.identifier, parsed.title]).toEqual(["SCORM_12", expected.identifier, expected.title]);
  expect([parsed.activities.length, parsed.activities.filter((one) => one.launchable).length]).toEqual([
    expected.items,
    expected.launchable_items,
  ]);
  expect(Math.max(...parsed.activities.map((one) => one.depth)) + 1).toBe(expected.max_depth);
  expect(parsed.activities.map((one) => [one.depth, one.identifier, one.title, one.href, one.isVisible, one.prerequisites])).toEqual(
    expected.items_detail.map((one) => [
      one.depth,
      one.identifier,
      one.title,
      one.href ? withParameters(one.href, one.parameters ?? null) : null,
      one.visible ?? true,
      one.prerequisites ?? null,
    ]),
  );
  expect(parsed.warnings.filter((one) => one.code === "MISSING_FILE")).toEqual([]);
});

(corporaFolder() ? test : test.skip).each([
  ["scorm/moodle-validation-badscorm", { code: "MANIFEST_NOT_AT_ROOT", detail: "badscorm" }],
  ["scorm/moodle-validation-validscorm", { code: "XML_EMPTY", file: "imsmanifest.xml", line: 2 }],
  ["scorm/exe-elp-project", { code: "UNSUPPORTED_STANDARD", detail: "EXELEARNING" }],
  ["aicc/moodle-validaicc", { code: "AICC_INCOMPLETE" }],
])("corpus: %s is refused as recorded", async (path, expected) => {
  const corpus = corpusCase(path)!;
  await expect(read(join(corpus.folder, corpus.files[0]!))).rejects.toMatchObject(expected);
});

async function manifestText(path: string): Promise<string> {
  const archive = await openArchive(path);
  const text = await archive.read(archive.find("imsmanifest.xml")!, 1e7);
  await archive.close();
  return text.toString();
}

const suite = corporaFolder() && join(corporaFolder()!, "scorm2004-adl-cts/open-half/packages");
(suite ? test : test.skip)("corpus: every package of the SCORM 2004 suite is read", async () => {
  const names = readdirSync(suite as string);
  expect(names.length).toBeGreaterThan(90);
  for (const name of names) {
    const parsed = await read(join(suite as string, name));
    expect([name, parsed.standard, parsed.edition]).toEqual([name, "SCORM_2004", "4TH"]);
    expect(parsed.activities.filter((one) => one.launchable && one.file !== null).length).toBeGreaterThan(0);
    expect([name, parsed.warnings.filter((one) => one.code !== "MISSING_FILE")]).toEqual([name, []]);
    const source = (await manifestText(join(suite as string, name))).replaceAll(
      /<!--[\s\S]*?-->|<imsss:sequencingCollection[\s\S]*<\/imsss:sequencingCollection>/g,
      "",
    );
    const count = (pattern: RegExp): number => source.match(pattern)?.length ?? 0;
    const owners = [...parsed.organizations, ...parsed.activities];
    const sequencings = owners.flatMap((one) => (one.sequencing ? [one.sequencing] : []));
    expect([name, sequencings.length]).toEqual([name, count(/<imsss:sequencing[\s>/]/g)]);
    expect([name, parsed.activities.length]).toEqual([name, count(/<item[\s>]/g)]);
    expect([name, parsed.activities.flatMap((one) => one.hideLmsUi).length]).toEqual([name, count(/<adlnav:hideLMSUI>/g)]);
    expect([name, parsed.activities.flatMap((one) => one.sharedData).length]).toEqual([name, count(/<adlcp:map /g)]);
    const rules = sequencings.flatMap((one) => [...(one.rules?.pre ?? []), ...(one.rules?.exit ?? []), ...(one.rules?.post ?? [])]);
    expect(rules.every((rule) => rule.action !== "" && rule.conditions.length > 0)).toBe(true);
  }
});
