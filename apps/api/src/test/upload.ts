import type { TestClient } from "./client";

/** Sends bytes as tus does; gives the id that mutations take. */
export async function sendFile(client: TestClient, bytes: Buffer | string, name: string): Promise<string> {
  const body = Buffer.from(bytes as string);
  const tus = { "tus-resumable": "1.0.0" };
  const metadata = `filename ${Buffer.from(name).toString("base64")}`;
  const made = await client.fetch("/uploads", {
    method: "POST",
    headers: { ...tus, "upload-length": String(body.length), "upload-metadata": metadata },
  });
  const place = made.headers.get("location") ?? "";
  const headers = { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  const sent = await client.fetch(place, { method: "PATCH", headers, body: new Uint8Array(body) });
  if (!sent.ok) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
  return place.split("/").at(-1)!;
}
