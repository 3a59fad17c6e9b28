import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { findCorpus } from "@lyceum/shared/test-corpora";
import { openArchive } from "@lyceum/courseware/safe-zip";
import type { BrowserContext, Page } from "playwright-core";
import { appOrigin, ask, journey, words } from "./browser";

const t = words("documents");
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** A PDF of so many pages, each with its own words, written by hand so that the journey needs no other file. */
function makePdf(pages: string[]): Buffer {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  for (const [index, text] of pages.entries()) {
    const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}

/** A course of the teacher's with the learner in it. */
async function makeCourse(teacher: BrowserContext, learner: BrowserContext): Promise<{ id: string; code: string }> {
  const made = await ask<{ createCourse: { id: string; code: string } }>(
    teacher,
    'mutation { createCourse(input: { title: "Documents journey", language: "en" }) { id code } }',
  );
  const me = await ask<{ viewer: { id: string } }>(learner, "{ viewer { id } }");
  const { id } = made.createCourse;
  await ask(
    teacher,
    "mutation ($courseId: ID!, $userIds: [ID!]!) { enrolUsers(input: { courseId: $courseId, userIds: $userIds, role: LEARNER }) { id } }",
    {
      courseId: id,
      userIds: [me.viewer.id],
    },
  );
  return made.createCourse;
}

interface Dropped {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Drops files on the page as a hand does, by one DataTransfer. */
async function drop(page: Page, files: Dropped[]): Promise<void> {
  const carried = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString("base64") }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of list)
      data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    return data;
  }, carried);
  const place = page.getByTestId("drop-place");
  await place.dispatchEvent("dragenter", { dataTransfer: transfer });
  await place.dispatchEvent("drop", { dataTransfer: transfer });
}

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const rowMenu = async (page: Page, name: string, entry: string) => {
  await row(page, name)
    .getByRole("button", { name: `More for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: entry }).click();
};

journey(
  "a teacher shares documents, and a learner reads them live",
  async ({ as, shot }) => {
    const [teacher, learner] = [await as("teacher", { acceptDownloads: true }), await as("learner", { acceptDownloads: true })];
    const course = await makeCourse(teacher.context(), learner.context());
    const address = `${appOrigin()}/c/${course.code}/documents`;
    await learner.goto(address);
    await learner.getByText(t("empty.title")).waitFor();
    await teacher.goto(address);
    await teacher.getByRole("button", { name: t("add.add") }).waitFor();

    const large = randomBytes(36 * 1024 * 1024);
    const sent = teacher.waitForResponse((response) => response.request().method() === "PATCH" && response.ok());
    await drop(teacher, [
      { name: "plan.pdf", type: "application/pdf", bytes: makePdf(["Volcanoes erupt", "Second page of geology"]) },
      { name: "notes.txt", type: "text/plain", bytes: Buffer.from("Granite is an igneous rock.") },
      { name: "rocks.png", type: "image/png", bytes: png },
    ]);
    for (const name of ["plan.pdf", "notes.txt", "rocks.png"]) await row(teacher, name).waitFor();
    await sent;
    for (const name of ["plan.pdf", "notes.txt", "rocks.png"]) await row(learner, name).waitFor();

    await drop(teacher, [{ name: "large.bin", type: "application/octet-stream", bytes: large }]);
    await teacher.waitForResponse((response) => response.request().method() === "PATCH" && response.ok());
    await teacher.context().setOffline(true);
    await shot(teacher, "documents upload cut");
    await teacher.context().setOffline(false);
    await row(teacher, "large.bin").waitFor({ timeout: 60_000 });
    await shot(teacher, "documents teacher");

    await teacher.getByRole("button", { name: t("add.add") }).click();
    await teacher.getByRole("menuitem", { name: t("add.page"), exact: true }).click();
    await teacher.getByLabel(t("title")).fill("Welcome");
    await teacher.getByRole("button", { name: t("create") }).click();
    const editor = teacher.getByRole("textbox", { name: "Welcome" });
    await editor.click();
    await editor.pressSequentially("Read this before the first week.");
    await teacher.locator('input[type="file"][accept*="image"]').setInputFiles({ name: "map.png", mimeType: "image/png", buffer: png });
    await editor.locator("img").waitFor();
    await teacher.getByText("Saved").waitFor();
    await shot(teacher, "documents editor");
    await teacher.getByRole("button", { name: t("editor.publish") }).click();
    await teacher.getByText("Read this before the first week.").waitFor();
    await row(learner, "Welcome").waitFor();
    await row(learner, "map.png").waitFor();

    await teacher.goto(address);
    await teacher.getByRole("button", { name: t("add.add") }).click();
    await teacher.getByRole("menuitem", { name: t("add.folder"), exact: true }).click();
    await teacher.getByLabel(t("title")).fill("Answers");
    await teacher.getByRole("button", { name: t("create") }).click();
    await row(learner, "Answers").waitFor();
    await rowMenu(teacher, "Answers", t("hide"));
    await row(learner, "Answers").waitFor({ state: "detached" });
    await shot(learner, "documents learner");

    const arriving = learner.waitForEvent("download");
    await learner.getByRole("button", { name: t("downloadAll") }).click();
    const archive = await openArchive(readFileSync(await (await arriving).path()));
    const names = archive.entries.map((entry) => entry.name);
    await archive.close();
    expect(names).toEqual(expect.arrayContaining(["plan.pdf", "notes.txt", "rocks.png", "Welcome.html", "map.png", "large.bin"]));
    expect(names).not.toContain("Answers/");

    await teacher.getByRole("link", { name: "plan.pdf" }).click();
    await teacher.getByRole("button", { name: t("details") }).click();
    await teacher.getByLabel(t("askConfirmation")).check();
    await teacher.getByRole("button", { name: t("save") }).click();
    await learner.getByRole("link", { name: "plan.pdf" }).click();
    await learner.getByText("Volcanoes erupt").waitFor();
    await learner.locator("[data-page='1'] canvas").waitFor();
    await learner.getByRole("button", { name: t("confirm.action") }).click();
    await learner.getByText(t("confirm.done")).waitFor();
    await shot(learner, "documents pdf");

    await teacher.getByRole("tab", { name: t("panel.versions") }).click();
    await teacher.getByLabel(t("versions.note")).fill("New figures");
    await teacher
      .locator(`input[type="file"][aria-label="${t("versions.replace")}"]`)
      .setInputFiles({ name: "other.pdf", mimeType: "application/pdf", buffer: makePdf(["Earthquakes shake"]) });
    await teacher.getByText("New figures").waitFor();
    await learner.getByText("Earthquakes shake").waitFor();
    await teacher.getByRole("tab", { name: t("panel.readers") }).click();
    const reader = teacher
      .getByRole("table", { name: t("readers.title") })
      .getByRole("row")
      .nth(1);
    await reader
      .getByText(/2026|\d/)
      .first()
      .waitFor();
    await shot(teacher, "documents readers");

    const film = findCorpus("documents/av-moodle/moodle-logo.webm");
    if (film) {
      await teacher.goto(address);
      await teacher.getByTestId("choose-files").setInputFiles(film);
      await row(teacher, "moodle-logo.webm").waitFor();
      await learner.goto(address);
      await learner.getByRole("link", { name: "moodle-logo.webm" }).click();
      const video = learner.locator("video");
      await video.waitFor();
      await video.evaluate(async (element) => {
        const player = element as HTMLVideoElement;
        player.muted = true;
        await player.play();
        await new Promise((resolve) => player.addEventListener("timeupdate", () => player.currentTime > 1 && resolve(null)));
      });
      await shot(learner, "documents video");
    }
  },
  180_000,
);
