import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const SET =
  "mutation ($uploadId: String!, $crop: PictureCropInput) { setMyPicture(uploadId: $uploadId, crop: $crop) { pictureUrl version } }";
type Set = { setMyPicture: { pictureUrl: string } };

async function upload(client: TestClient, bytes: Buffer, name = "me.jpg"): Promise<string> {
  const response = await client.fetch("/uploads", {
    method: "POST",
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  expect(response.status).toBe(201);
  return response.headers.get("location")!.split("/").at(-1)!;
}

/** Left half red, right half blue, with a place and a camera in its metadata. */
const photo = (width = 800, height = 400): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#ff0000" } })
    .composite([{ input: { create: { width: width / 2, height, channels: 3, background: "#0000ff" } }, left: width / 2, top: 0 }])
    .jpeg()
    .withExif({ IFD0: { Make: "Secret Camera", Copyright: "At home" } })
    .toBuffer();

const issueOf = async (operation: Promise<unknown>) =>
  ((await expectRefusal(operation, "INVALID_INPUT")).extensions["issues"] as { code: string }[])[0]!.code;

test("a photo becomes a square without metadata, which everybody signed in may see", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const { setMyPicture } = await client.run<Set>(SET, {
    uploadId: await upload(client, await photo()),
    crop: { left: 0.5, top: 0, width: 0.5, height: 1 },
  });
  expect((await app.client().fetch(setMyPicture.pictureUrl)).status).toBe(404);
  const other = await signInAs(app, await buildUser(app));
  const response = await other.fetch(setMyPicture.pictureUrl);
  expect(response.headers.get("content-type")).toBe("image/webp");
  const bytes = Buffer.from(await response.arrayBuffer());
  const metadata = await sharp(bytes).metadata();
  expect([metadata.width, metadata.height, metadata.exif, metadata.icc]).toEqual([512, 512, undefined, undefined]);
  expect(bytes.includes("Secret Camera")).toBe(false);
  const { dominant } = await sharp(bytes).stats();
  expect(dominant.b).toBeGreaterThan(dominant.r);
});

test("a new picture replaces the old one, and taking it away leaves none", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const first = await client.run<Set>(SET, { uploadId: await upload(client, await photo()) });
  const second = await client.run<Set>(SET, { uploadId: await upload(client, await photo(300, 900)) });
  expect(second.setMyPicture.pictureUrl).not.toBe(first.setMyPicture.pictureUrl);
  expect(await app.db.fileUse.count({ where: { rowId: user.id } })).toBe(1);
  expect(await client.run("mutation { removeMyPicture { pictureUrl } }")).toEqual({ removeMyPicture: { pictureUrl: null } });
  expect(await app.db.fileUse.count({ where: { rowId: user.id } })).toBe(0);
});

test("what is no picture, or too much of one, is refused whatever its name says", async () => {
  const client = await signInAs(app, await buildUser(app));
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>');
  const html = Buffer.from("<html><script>alert(1)</script></html>");
  const torn = (await photo()).subarray(0, 900);
  const cases: [Buffer, string, string][] = [
    [svg, "me.svg", "picture.unreadable"],
    [svg, "me.png", "picture.unreadable"],
    [html, "me.jpg", "picture.unreadable"],
    [torn, "me.jpg", "picture.unreadable"],
    [Buffer.concat([await photo(), Buffer.alloc(5 * 1024 * 1024)]), "me.jpg", "picture.tooLarge"],
    [
      await sharp({ create: { width: 8_000, height: 5_001, channels: 3, background: "#fff" } })
        .png()
        .toBuffer(),
      "me.png",
      "picture.tooManyPixels",
    ],
  ];
  for (const [bytes, name, code] of cases)
    expect([name, await issueOf(client.run(SET, { uploadId: await upload(client, bytes, name) }))]).toEqual([name, code]);
  expect(await issueOf(client.run(SET, { uploadId: "no-upload" }))).toBe("upload.unknown");
  const uploadId = await upload(client, await photo());
  expect(await issueOf((await signInAs(app, await buildUser(app))).run(SET, { uploadId }))).toBe("upload.unknown");
  expect(await issueOf(client.run(SET, { uploadId, crop: { left: -1, top: 0, width: 1, height: 1 } }))).toBe("crop.range");
  await client.run(SET, { uploadId, crop: { left: 1, top: 1, width: 1, height: 0 } });
  expect(await issueOf(client.run(SET, { uploadId }))).toBe("upload.unknown");
});
