import type { TestClient } from "./client";

/** Uploads bytes as a browser does (tus 1.0, in one piece); gives the upload's id. */
export async function upload(client: TestClient, body: Uint8Array | string, name = "list.csv"): Promise<string> {
  const bytes = Buffer.from(body as string);
  const tus = { "tus-resumable": "1.0.0" };
  const created = await client.fetch("/uploads", {
    method: "POST",
    headers: { ...tus, "upload-length": String(bytes.length), "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` },
  });
  const place = created.headers.get("location")!;
  await client.fetch(place, {
    method: "PATCH",
    headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    body: bytes as unknown as BodyInit,
  });
  return place.split("/").at(-1)!;
}
