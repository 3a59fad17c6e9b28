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
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ")}] >>`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  for (const [index, text] of pages.entries()) {
    const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`, `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
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
  const made = await ask<{ createCourse: { id: string; code: string } }>(teacher, 'mutation { createCourse(input: { title: "Documents journey", language: "en" }) { id code } }');
  const me = await ask<{ viewer: { id: string } }>(learner, "{ viewer { id } }");
  const { id } = made.createCourse;
  await ask(teacher, "mutation ($courseId: ID!, $userIds: [ID!]!) { enrolUsers(input: { courseId: $courseId, userIds: $userIds, role: LEARNER }) { id } }", { courseId: id, userIds: [me.viewer.id] });
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
    for (const { name, type, base64 } of list) data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    return data;
  }, carried);
  const place = page.getByTestId("drop-place");
  await place.dispatchEvent("dragenter", { dataTransfer: transfer });
  await place.dispatchEvent("drop", { dataTransfer: transfer });
}

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const rowMenu = async (page: Page, name: string, entry: string) => {
  await row(page, name).getByRole("button", { name: `More for ${name}` }).click();
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

    const large = Buffer.alloc(36 * 1024 * 1024, "lyceum ");
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
  },
  180_000,
);
