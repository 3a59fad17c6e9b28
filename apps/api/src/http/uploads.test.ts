import { describe, expect, test } from "@jest/globals";
import express from "express";
import { stat } from "node:fs/promises";
import { createServer, request as plainRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { collectFiles, sweepStorage } from "../kernel/file-collection";
import { Context } from "../kernel/context";
import { attachUpload, releaseFile, storeFile, useFile } from "../kernel/files";
import { newId } from "../kernel/ids";
import { defineTool } from "../kernel/manifest";
import { startTestApp } from "../test/app";
import type { TestClient } from "../test/client";
import { atEnd } from "../test/ending";
import { eventually } from "../test/eventually";
import { buildUser, signInAs } from "../test/factories";
import { JobResolver } from "../core/jobs/jobs.resolver";
import { mountUploads } from "./uploads";

const readers = new Map<string, string>();
defineTool({
  key: "test",
  resolvers: [JobResolver],
  files: {
    "test.row": async (ctx, rowIds) => {
      const viewer = await ctx.viewer();
      return new Set(rowIds.filter((id) => viewer && readers.get(id) === viewer.id));
    },
  },
});

const app = await startTestApp();
const TUS = { "tus-resumable": "1.0.0" };
const encode = (text: string) => Buffer.from(text).toString("base64");
const create = (client: TestClient, length: number, name = "notes.txt", headers: Record<string, string> = {}, body?: string) =>
  client.fetch("/uploads", {
    method: "POST",
    headers: { ...TUS, "upload-length": String(length), "upload-metadata": `filename ${encode(name)}`, ...headers },
    body,
  });
const whole = async (client: TestClient, bytes: string, name?: string): Promise<string> => {
  const response = await create(client, Buffer.byteLength(bytes), name, { "content-type": "application/offset+octet-stream" }, bytes);
  expect(response.status).toBe(201);
  return response.headers.get("location")!.split("/").at(-1)!;
};
const patch = (client: TestClient, id: string, offset: number, body: string) =>
  client.fetch(`/uploads/${id}`, {
    method: "PATCH",
    headers: { ...TUS, "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
    body,
  });
const offsetOf = async (client: TestClient, id: string) =>
  (await client.fetch(`/uploads/${id}`, { method: "HEAD", headers: TUS })).headers.get("upload-offset");
const contextOf = (userId: string) => new Context(app.services, { credentials: { onBehalfOf: userId }, address: "", userAgent: "" });
const attach = (userId: string, uploadId: string, rowId: string = newId()) =>
  app.db.$transaction((tx) => attachUpload(tx, contextOf(userId), uploadId, { kind: "test.row", rowId }));

const [ada, bob] = [await buildUser(app), await buildUser(app)];
const [asAda, asBob] = [await signInAs(app, ada), await signInAs(app, bob)];

describe("uploads that are refused", () => {
  test("nobody's, and one that another site's form could send", async () => {
    expect((await create(app.client(), 5)).status).toBe(401);
    expect((await asAda.fetch("/uploads", { method: "POST", headers: { "upload-length": "5" } })).status).toBe(412);
    expect(await app.db.upload.count()).toBe(0);
  });

  test("another person's: not seen, not written, not ended, not attached", async () => {
    const id = (await create(asAda, 5)).headers.get("location")!.split("/").at(-1)!;
    expect((await asBob.fetch(`/uploads/${id}`, { method: "HEAD", headers: TUS })).status).toBe(404);
    expect((await patch(asBob, id, 0, "hello")).status).toBe(404);
    expect((await asBob.fetch(`/uploads/${id}`, { method: "DELETE", headers: TUS })).status).toBe(404);
    expect((await patch(asAda, id, 0, "hello")).status).toBe(204);
    await expect(attach(bob.id, id)).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
  });

  test("too long, of no length, into a course that is not theirs", async () => {
    expect((await create(asAda, 2 * 1024 ** 3 + 1)).status).toBe(413);
    expect(
      (await asAda.fetch("/uploads", { method: "POST", headers: { ...TUS, "upload-defer-length": "1" } })).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await create(asAda, 5, "a", { "upload-metadata": `courseId ${encode(newId())}` })).status).toBe(404);
  });

  test("fewer or more bytes than announced: nothing to attach", async () => {
    const id = (await create(asAda, 10)).headers.get("location")!.split("/").at(-1)!;
    await patch(asAda, id, 0, "short");
    await expect(attach(ada.id, id)).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
    expect((await patch(asAda, id, 5, "much too long")).status).toBe(413);
    expect((await patch(asAda, id, 9, "x")).status).toBe(409);
    await expect(attach(ada.id, id)).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
    expect((await asAda.fetch(`/uploads/${id}`, { method: "DELETE", headers: TUS })).status).toBe(204);
    expect(await app.db.upload.findUnique({ where: { id } })).toBeNull();
  });
});

describe("uploads that arrive", () => {
  test("once, whole, and taken once", async () => {
    const id = await whole(asAda, "hello, world");
    expect(await offsetOf(asAda, id)).toBe("12");
    const file = await attach(ada.id, id);
    expect(file).toMatchObject({ name: "notes.txt", mediaType: "text/plain", bytes: 12n, createdById: ada.id });
    await expect(attach(ada.id, id)).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
    expect(await app.db.file.count({ where: { sha256: file.sha256 } })).toBe(1);
  });

  test("after a cut in the middle of a request, and another process taking over", async () => {
    const id = (await create(asAda, 100_000)).headers.get("location")!.split("/").at(-1)!;
    const { port } = new URL(app.origin);
    const headers = {
      ...TUS,
      cookie: asAda.cookieHeader,
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
      "content-length": "100000",
    };
    const cut = plainRequest({ host: "127.0.0.1", port, path: `/uploads/${id}`, method: "PATCH", headers });
    cut.on("error", () => undefined);
    cut.write("a".repeat(40_000));
    await eventually(async () => ((await bytesOnDisk(id)) >= 40_000 ? true : undefined));
    cut.destroy();
    const second = express();
    mountUploads(second, app.services);
    const other = createServer(second).listen(0, "127.0.0.1");
    atEnd(() => new Promise((resolve) => other.close(resolve)));
    await new Promise((resolve) => other.once("listening", resolve));
    const client = Object.assign(app.client(), { origin: `http://127.0.0.1:${(other.address() as AddressInfo).port}` });
    for (const [name, value] of asAda.cookies) client.cookies.set(name, value);
    const from = Number(await offsetOf(client, id));
    expect(from).toBe(40_000);
    expect((await patch(client, id, from, "b".repeat(60_000))).status).toBe(204);
    const file = await attach(ada.id, id);
    let text = "";
    for await (const chunk of app.services.blobs.open(file.sha256) as AsyncIterable<Buffer>) text += chunk.toString();
    expect(text).toBe("a".repeat(40_000) + "b".repeat(60_000));
  });
});

async function bytesOnDisk(id: string): Promise<number> {
  return (await stat(`${app.services.env.dataDir}/uploads/${id}`)).size;
}

describe("files", () => {
  const shown = async (bytes: string, name: string) => {
    const rowId = newId();
    readers.set(rowId, ada.id);
    return attach(ada.id, await whole(asAda, bytes, name), rowId);
  };

  test("only for who may read the row that uses it", async () => {
    const file = await shown("for ada", "mine.txt");
    for (const client of [asBob, app.client()]) expect((await client.fetch(`/files/${file.id}`)).status).toBe(404);
    expect((await asAda.fetch("/files/not-an-id")).status).toBe(404);
    expect(await (await asAda.fetch(`/files/${file.id}`)).text()).toBe("for ada");
  });

  test.each([
    ["page.html", "<html><script>1</script>"],
    ["picture.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>'],
    ["picture.png", "<html><script>1</script>"],
    ["gif.html", "GIF89a/*<script>alert(1)</script>*/=1"],
    ["shell.php", "<?php system('id');"],
    ["shell.php.jpg", "<?php system('id');"],
    [".htaccess", "AddType application/x-httpd-php .txt"],
    ["evil.html...", "<script>1</script>"],
    ["a\u0000b.html", "<script>1</script>"],
    ["invoice\u202Efdp.exe", "MZ"],
    ["notes.xml", '<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>'],
  ])("%j cannot run on the application's origin", async (name, bytes) => {
    const file = await shown(bytes, name);
    expect(file.name).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|[. ]$/u);
    const response = await asAda.fetch(`/files/${file.id}`);
    const type = response.headers.get("content-type") ?? "";
    const inline = response.headers.get("content-disposition")?.startsWith("inline");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(inline && /html|svg|xml|script/.test(type)).toBeFalsy();
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(bytes);
  });

  test("validators, ranges, several ranges as the whole, and one beyond the end", async () => {
    const { id } = await shown("0123456789", "é n.txt");
    const first = await asAda.fetch(`/files/${id}`);
    const etag = first.headers.get("etag")!;
    expect(first.headers.get("content-disposition")).toContain("filename*=UTF-8''%C3%A9%20n.txt");
    const ask = (headers: Record<string, string>, method = "GET") => asAda.fetch(`/files/${id}`, { headers, method });
    expect((await ask({ "if-none-match": etag })).status).toBe(304);
    const answers: [string, number, string][] = [
      ["bytes=0-0", 206, "0"],
      ["bytes=-3", 206, "789"],
      ["bytes=7-", 206, "789"],
      ["bytes=8-99", 206, "89"],
      ["bytes=0-1,4-5", 200, "0123456789"],
      ["bytes=10-", 416, ""],
      ["bytes=-0", 416, ""],
      ["lines=1-2", 200, "0123456789"],
    ];
    for (const [range, status, body] of answers) {
      const response = await ask({ range });
      expect([range, response.status, await response.text()]).toEqual([range, status, body]);
    }
    expect((await ask({ range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
    const head = await ask({}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
  });
});

describe("collection", () => {
  const DAY = 86_400_000;
  const store = (text: string) =>
    storeFile(app.services, { stream: Readable.from([Buffer.from(text)]), name: "x.txt", createdById: ada.id });

  test("forgets what nothing has used for a day, and keeps what something uses", async () => {
    const [used, unused, released] = [await store("used"), await store("unused"), await store("released")];
    const use = { kind: "test.row", rowId: newId() };
    await app.db.$transaction(async (tx) => {
      await useFile(tx, used.id, use);
      await useFile(tx, released.id, use);
    });
    await collectFiles(app.services);
    await app.db.$transaction((tx) => releaseFile(tx, released.id, use));
    await collectFiles(app.services, new Date(Date.now() + DAY + 1_000));
    const left = async () =>
      (await app.db.file.findMany({ where: { id: { in: [used.id, unused.id, released.id] } } })).map((file) => file.id);
    // The released one's day begins with the round that first saw it.
    expect(new Set(await left())).toEqual(new Set([used.id, released.id]));
    await collectFiles(app.services, new Date(Date.now() + 2 * DAY + 5_000));
    expect(await left()).toEqual([used.id]);
    expect(await app.services.blobs.has(used.sha256)).toBe(true);
  });

  test("bytes that were kept just now stay, even when no row names them yet", async () => {
    const kept = await app.services.blobs.put(Readable.from([Buffer.from("in the middle of something")]));
    await sweepStorage(app.services);
    expect(await app.services.blobs.has(kept.sha256)).toBe(true);
  });
});
