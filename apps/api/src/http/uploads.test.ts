import { expect, test } from "@jest/globals";
import { startTestApp } from "../test/app";
import { buildUser, signInAs } from "../test/factories";
import { attachUpload } from "../kernel/files";
import { newId } from "../kernel/ids";
import { Context } from "../kernel/context";
import type { TestClient } from "../test/client";

const app = await startTestApp();
const TUS = { "tus-resumable": "1.0.0" };
const base64 = (text: string) => Buffer.from(text).toString("base64");
const create = (client: TestClient, length: number, name = "notes.txt", extra: Record<string, string> = {}) =>
  client.fetch("/uploads", { method: "POST", headers: { ...TUS, "upload-length": String(length), "upload-metadata": `filename ${base64(name)}`, ...extra } });
const patch = (client: TestClient, place: string, offset: number, body: Uint8Array | string) =>
  client.fetch(place, { method: "PATCH", headers: { ...TUS, "upload-offset": String(offset), "content-type": "application/offset+octet-stream" }, body: body as BodyInit });
const idOf = (response: Response) => response.headers.get("location")!.split("/").at(-1)!;

async function uploaded(client: TestClient, body: Uint8Array | string, name: string): Promise<string> {
  const bytes = Buffer.from(body as string);
  const response = await create(client, bytes.length, name);
  await patch(client, response.headers.get("location")!, 0, bytes);
  return idOf(response);
}

async function attached(client: TestClient, userId: string, body: Uint8Array | string, name: string) {
  const uploadId = await uploaded(client, body, name);
  const ctx = new Context(app.services, { credentials: { cookieToken: [...client.cookies.values()][0]! }, address: "", userAgent: "" });
  return ctx.write(async (tx) => {
    const file = await attachUpload(tx, ctx, uploadId, { kind: "test", rowId: newId() });
    await tx.fileUse.deleteMany({ where: { fileId: file.id } });
    return file;
  });
}

test("an anonymous person cannot upload", async () => {
  expect((await create(app.client(), 3)).status).toBe(401);
});

test("another person's upload is not there", async () => {
  const mine = await signInAs(app, await buildUser(app));
  const other = await signInAs(app, await buildUser(app));
  const place = (await create(mine, 3)).headers.get("location")!;
  expect((await patch(other, place, 0, "abc")).status).toBe(404);
  expect((await other.fetch(place, { method: "HEAD", headers: TUS })).status).toBe(404);
  expect((await other.fetch(place, { method: "DELETE", headers: TUS })).status).toBe(404);
});

test("a page of another site cannot upload: without the tus header nothing is taken", async () => {
  const client = await signInAs(app, await buildUser(app));
  expect((await client.fetch("/uploads", { method: "POST", headers: { "upload-length": "3" } })).status).toBe(412);
});

test("more than 2 GB is refused before the first byte", async () => {
  const client = await signInAs(app, await buildUser(app));
  expect((await create(client, 2 * 1024 ** 3 + 1)).status).toBe(413);
});

test("an upload that was cut goes on where it stopped, and counts as used space meanwhile", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const place = (await create(client, 10)).headers.get("location")!;
  await patch(client, place, 0, "01234");
  expect((await client.fetch(place, { method: "HEAD", headers: TUS })).headers.get("upload-offset")).toBe("5");
  expect((await patch(client, place, 3, "xx")).status).toBe(409);
  expect(await app.db.upload.findFirstOrThrow({ where: { userId: user.id } })).toMatchObject({ state: "RECEIVING", bytes: 10n });
  expect((await patch(client, place, 5, "56789")).status).toBe(204);
  expect(await app.db.upload.findFirstOrThrow({ where: { userId: user.id } })).toMatchObject({ state: "COMPLETE", mediaType: "text/plain" });
});

test("bytes beyond the announced length are not taken", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const place = (await create(client, 3)).headers.get("location")!;
  expect((await patch(client, place, 0, "abcdef")).status).toBeGreaterThanOrEqual(400);
  expect((await app.db.upload.findFirstOrThrow({ where: { userId: user.id } })).state).toBe("RECEIVING");
});

test("an upload is taken once, and only by whoever made it", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const uploadId = await uploaded(client, "hello", "a.txt");
  const as = (who: TestClient) => new Context(app.services, { credentials: { cookieToken: [...who.cookies.values()][0]! }, address: "", userAgent: "" });
  const take = (who: TestClient) => as(who).write((tx) => attachUpload(tx, as(who), uploadId, { kind: "test", rowId: newId() }));
  await expect(take(await signInAs(app, await buildUser(app)))).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
  expect((await take(client)).bytes).toBe(5n);
  await expect(take(client)).rejects.toMatchObject({ refusal: "INVALID_INPUT" });
});

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
test.each([
  ["a page named as a picture", "<!doctype html><script>1</script>", "x.png", "text/html", false],
  ["a page with two extensions", "<html><script>1</script>", "x.html.txt", "text/html", false],
  ["a vector picture", '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "x.svg", "image/svg+xml", false],
  ["a server's script", "<?php echo 1;", "x.php", "text/plain", false],
  ["a name with a trailing dot and a NUL", "<html>", "x.html.\u0000 ", "text/html", false],
  ["a name that reads backwards", "<html>", "\u202Egnp.html", "text/html", false],
  ["a real picture", png, "x.png", "image/png", true],
  ["plain text", "hello", "x.txt", "text/plain", true],
])("%s: the type is decided by its bytes, and nothing that can run is shown in place", async (_name, body, name, mediaType, inline) => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const file = await attached(client, user.id, body, name);
  expect(file.mediaType).toBe(mediaType);
  const response = await client.fetch(`/files/${file.id}`);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  expect(response.headers.get("content-disposition")?.startsWith(inline ? "inline" : "attachment")).toBe(true);
  if (!inline) expect(response.headers.get("content-type")).not.toMatch(/html|svg|xml/);
});

test("a file is read whole, in part, or not again; others do not see it", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const file = await attached(client, user.id, "0123456789", "ten.txt");
  const get = (headers: Record<string, string> = {}) => client.fetch(`/files/${file.id}/ten.txt`, { headers });
  const whole = await get();
  expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
  const part = await get({ range: "bytes=2-4" });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
  expect(await (await get({ range: "bytes=-3" })).text()).toBe("789");
  expect((await get({ range: "bytes=10-" })).status).toBe(416);
  expect((await get({ range: "bytes=0-1,3-4" })).status).toBe(200);
  expect((await get({ "if-none-match": whole.headers.get("etag")! })).status).toBe(304);
  expect((await app.client().fetch(`/files/${file.id}`)).status).toBe(404);
  expect((await (await signInAs(app, await buildUser(app))).fetch(`/files/${file.id}`)).status).toBe(404);
  expect((await client.fetch("/files/..%2f..%2fetc%2fpasswd")).status).toBe(404);
});
