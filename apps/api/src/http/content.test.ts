import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { contentAddress } from "../kernel/content-address";
import { registerContentRoute, registerContentSource, type ContentFile } from "../kernel/content-source";
import { signPath } from "../kernel/signed-url";
import { startTestApp } from "../test/app";

const playerDir = mkdtempSync(path.join(tmpdir(), "lyceum-player-"));
afterAll(() => rmSync(playerDir, { recursive: true }));
mkdirSync(path.join(playerDir, "assets"));
writeFileSync(
  path.join(playerDir, "index.html"),
  '<html><head><meta name="lyceum-app-origin" content="__LYCEUM_APP_ORIGIN__" /></head></html>',
);
writeFileSync(path.join(playerDir, "assets", "player-1a2b.js"), "export {};");

const files = new Map<string, ContentFile>();
const find = (_services: unknown, id: string, wanted: string) => Promise.resolve(files.get(`${id}/${wanted}`) ?? null);
registerContentSource("package", find, { trust: "package" });
registerContentSource("html", find, { trust: "page" });
registerContentRoute("POST", "/rt/:token", (_services, _request, response, token) => void response.end(`heard ${token}`));

const app = await startTestApp({ playerDir });
const soon = () => new Date(Date.now() + 60_000);
const scope = (kind: string, id = "one", prefix?: string) => ({ kind, id, prefix, expires: soon() });
const at = (address: string, init: RequestInit = {}) => fetch(address, { redirect: "manual", ...init });
const token = (kind = "package", id = "one") => signPath(app.services.env.secret, scope(kind, id));

/** Asks for a path exactly as written: fetch would tidy it first. */
const raw = (target: string) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { port } = new URL(app.contentOrigin);
    plainRequest({ host: "127.0.0.1", port, path: target }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });

async function keep(name: string, mediaType: string, text: string, id = "one"): Promise<void> {
  const kept = await app.services.blobs.put(Readable.from([Buffer.from(text)]));
  files.set(`${id}/${name}`, { ...kept, mediaType, name: path.basename(name) });
}

beforeAll(async () => {
  await keep("index.html", "text/html", "<script>parent.document</script>");
  await keep("a b/é.txt", "text/plain", "0123456789");
  await keep("shell.php", "application/octet-stream", "<?php system('id'); ?>");
  await keep("secret.txt", "text/plain", "of two", "two");
});

describe("what opens nothing", () => {
  test.each([
    ["forged", () => `${token().slice(0, -2)}AA`],
    ["expired", () => signPath(app.services.env.secret, { kind: "package", id: "one", expires: new Date(Date.now() - 1_000) })],
    ["signed with another secret", () => signPath("another-secret-another-secret-another", scope("package"))],
    ["of a kind that has no files", () => token("calendar")],
    ["not a token", () => "package"],
    ["for another path", () => signPath(app.services.env.secret, scope("package", "one", "lesson1"))],
  ])("an address that is %s: 403 with no detail", async (_what, make) => {
    const response = await at(`${app.contentOrigin}/p/${make()}/index.html`);
    expect([response.status, await response.text()]).toEqual([403, ""]);
  });

  test("a prefix is a folder, not the beginning of a name", async () => {
    await keep("lesson1/page.html", "text/html", "in");
    await keep("lesson10/page.html", "text/html", "out");
    const narrow = signPath(app.services.env.secret, scope("package", "one", "lesson1"));
    expect((await at(`${app.contentOrigin}/p/${narrow}/lesson1/page.html`)).status).toBe(200);
    expect((await at(`${app.contentOrigin}/p/${narrow}/lesson10/page.html`)).status).toBe(403);
  });

  test.each([
    "../two/secret.txt",
    "..%2ftwo%2fsecret.txt",
    "%2e%2e/two/secret.txt",
    "a%2fb",
    "a%5cb",
    "x%00.html",
    "x%0a.html",
    "%c3%28",
    "a//b",
    "./index.html",
    "%",
    "..%5c..%5cetc%5cpasswd",
  ])("a path that means another one is refused: %s", async (wanted) => {
    const { status, body } = await raw(`/p/${token()}/${wanted}`);
    expect([status, body]).toEqual([400, ""]);
  });

  test.each(["/_player/../../../../etc/passwd", "/_player/%2e%2e/%2e%2e/etc/passwd", "/_player/assets/..%2f..%2f..%2fetc/passwd"])(
    "the player's folder is not left: %s",
    async (target) => {
      const { status, body } = await raw(target);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).not.toContain("root:");
    },
  );

  test("a file that is not there, and another method", async () => {
    expect((await at(`${app.contentOrigin}/p/${token()}/nothing.html`)).status).toBe(404);
    expect((await at(`${app.contentOrigin}/p/${token()}/index.html`, { method: "POST" })).status).toBe(405);
  });
});

describe("what is served", () => {
  test("a package's page: as it is, framed by the application and itself only, with no cookie", async () => {
    const address = contentAddress(app.services.env, scope("package"), "index.html");
    const response = await at(address, { headers: { cookie: "lyceum=stolen" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toBe(`frame-ancestors 'self' ${app.origin}`);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "origin-agent-cluster": "?1",
      "referrer-policy": "same-origin",
    });
    expect(response.headers.get("cache-control")).toContain("private");
  });

  test("the application's pages frame what teachers upload and three video services, nothing else", async () => {
    const policy = (await fetch(`${app.origin}/health`)).headers.get("content-security-policy") ?? "";
    expect(/frame-src ([^;]*)/.exec(policy)?.[1]?.split(" ")).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      "https://www.youtube-nocookie.com",
      "https://player.vimeo.com",
      "https://framatube.org",
    ]);
  });

  test("an uploaded page: in an origin of nobody", async () => {
    const response = await at(contentAddress(app.services.env, scope("html"), "index.html"));
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox allow-scripts /);
    expect(policy).not.toContain("allow-same-origin");
    expect(policy).toContain(`frame-ancestors ${app.origin}`);
  });

  test("a program is inert bytes", async () => {
    const response = await at(contentAddress(app.services.env, scope("package"), "shell.php"));
    expect([response.headers.get("content-type"), await response.text()]).toEqual(["application/octet-stream", "<?php system('id'); ?>"]);
  });

  test("a folder's index, a name with spaces and accents, a range, one beyond the end", async () => {
    expect((await at(`${app.contentOrigin}/p/${token()}/`)).status).toBe(200);
    const address = contentAddress(app.services.env, scope("package"), "a b/é.txt");
    const part = await at(address, { headers: { range: "bytes=2-4" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
    const beyond = await at(address, { headers: { range: "bytes=10-" } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  });

  test("the player's page knows the application's origin; its assets are kept for ever", async () => {
    const page = await at(`${app.contentOrigin}/_player/`);
    expect(await page.text()).toContain(`<meta name="lyceum-app-origin" content="${app.origin}" />`);
    expect(page.headers.get("content-security-policy")).toContain(`frame-ancestors ${app.origin}`);
    expect((await at(`${app.contentOrigin}/_player/assets/player-1a2b.js`)).headers.get("cache-control")).toContain("immutable");
  });

  test("a route that a module has added, by its method only", async () => {
    expect(await (await at(`${app.contentOrigin}/rt/abc`, { method: "POST" })).text()).toBe("heard abc");
    expect((await at(`${app.contentOrigin}/rt/abc`)).status).toBe(404);
  });

  test("with wildcard subdomains, each site has its own, and opens nowhere else", () => {
    const env = { ...app.services.env, contentOrigin: "https://*.content.example" };
    const [one, two] = ["one", "two"].map((id) => new URL(contentAddress(env, scope("package", id), "index.html")));
    expect(one!.host).toMatch(/^s[0-9a-f]{24}\.content\.example$/);
    expect(one!.host).not.toBe(two!.host);
  });
});
