import { cleanFileName, fileNameKey } from "@lyceum/shared/file-names";
import { Readable } from "node:stream";
import { storeFile } from "../../kernel/files";
import { newId } from "../../kernel/ids";
import { buildItem } from "../../test/course-factories";
import { FOLDER_TYPE } from "./spaces";
import { VERSION_USE } from "./create";
import type { TestApp } from "../../test/app";
import type { TestClient } from "../../test/client";
import type { Course, CourseRun, DocumentSpace, Item, Prisma } from "../../generated/prisma/client.ts";

type BuiltCourse = Course & { run: CourseRun };

/** The course's own space, as the first upload makes it. */
export async function buildSpace(app: TestApp, course: BuiltCourse): Promise<DocumentSpace> {
  const where = { courseId: course.id, kind: "COURSE" as const };
  return (await app.db.documentSpace.findFirst({ where })) ?? app.db.documentSpace.create({ data: { ...where, runId: course.run.id } });
}

export interface BuiltDocument {
  kind?: "folder" | "file" | "page";
  title?: string;
  run?: CourseRun;
  space?: DocumentSpace;
  text?: string | Buffer;
  mediaType?: string;
  item?: Partial<Prisma.ItemUncheckedCreateInput>;
  document?: Partial<Prisma.DocumentUncheckedCreateInput>;
}

let count = 0;

/** A document straight in the database, with its bytes in the store: a text file of a few words unless something else is said. */
export async function buildDocument(app: TestApp, course: BuiltCourse, wanted: BuiltDocument = {}): Promise<Item> {
  count += 1;
  const kind = wanted.kind ?? "file";
  const run = wanted.run ?? course.run;
  const space = wanted.space ?? (await buildSpace(app, course));
  const title = wanted.title ?? `${kind} ${count}${kind === "file" ? ".txt" : ""}`;
  const item = await buildItem(app.db, run, { tool: "documents", kind, title, position: count, ...wanted.item });
  const text = Buffer.from(wanted.text ?? `Words of ${title}`);
  const file =
    kind === "file"
      ? await storeFile(app.services, {
          stream: Readable.from([text]),
          name: title,
          createdById: item.createdById,
          mediaType: wanted.mediaType,
        })
      : null;
  const body = kind === "page" ? String(wanted.text ?? "<p>Words</p>") : null;
  const bytes = kind === "folder" ? 0n : BigInt(text.length);
  const mediaType = file?.mediaType ?? (kind === "page" ? "text/html" : FOLDER_TYPE);
  const name = cleanFileName(title);
  await app.db.document.create({
    data: {
      ...{
        id: item.id,
        spaceId: space.id,
        courseId: course.id,
        runId: run.id,
        folderId: item.parentId,
        name,
        nameKey: fileNameKey(name),
        mediaType,
        bytes,
        body,
        fileId: file?.id ?? null,
      },
      versionNumber: kind === "folder" ? 0 : 1,
      ...wanted.document,
    },
  });
  if (kind === "folder") return item;
  const versionId = newId();
  await app.db.documentVersion.create({
    data: { id: versionId, documentId: item.id, spaceId: space.id, number: 1, fileId: file?.id ?? null, body, mediaType, bytes },
  });
  if (file) await app.db.fileUse.create({ data: { fileId: file.id, kind: VERSION_USE, rowId: versionId, itemId: item.id } });
  return item;
}

/** Uploads bytes as a person does, by tus, and gives the upload's id. */
export async function uploadBytes(client: TestClient, bytes: Buffer | string, name: string): Promise<string> {
  const body = Buffer.from(bytes as string);
  const tus = { "tus-resumable": "1.0.0" };
  const made = await client.fetch("/uploads", {
    method: "POST",
    headers: { ...tus, "upload-length": String(body.length), "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` },
  });
  const place = made.headers.get("location") ?? "";
  const headers = { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  const sent = body.length === 0 ? made : await client.fetch(place, { method: "PATCH", headers, body: new Uint8Array(body) });
  if (!sent.ok) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
  return place.split("/").at(-1)!;
}
