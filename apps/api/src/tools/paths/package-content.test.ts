import { describe, expect, test } from "@jest/globals";
import type { Launch } from "@lyceum/courseware/runtime/runtime-protocol";
import { zipTexts } from "@lyceum/courseware/make-package";
import { signPath } from "../../kernel/signed-url";
import { startTestApp } from "../../test/app";
import { buildPackageOf, buildPackageWorld, commit, deltaOf, open, type OpenedNode } from "./test-packages";

const app = await startTestApp();
const launchDocument = (opened: OpenedNode) => JSON.parse(opened.launch) as Launch;
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { redirect: "manual", headers });
const soon = () => new Date(Date.now() + 60_000);
const delta = (seq: number, set: Record<string, string>, ...events: string[]) => ({ seq, activityId: "item-1", set, events, at: 0 });

async function save(opened: OpenedNode, deltas: object[], over: { token?: string; lease?: string; body?: string } = {}) {
  const { rtUrl, rtToken } = launchDocument(opened);
  const token = over.token ?? rtToken;
  const body = over.body ?? JSON.stringify({ token, lease: over.lease ?? opened.lease, deltas });
  const response = await fetch(new URL(over.token ? `/rt/${token}` : rtUrl, app.contentOrigin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>),
    cookies: response.headers.getSetCookie(),
  };
}

describe("files", () => {
  test("are read with the opening's address only, and no cookie comes with them", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const { contentBase } = launchDocument(await open(learner, packageId));
    const page = await get(`${contentBase}pages/1.html`);
    expect([page.status, page.headers.get("content-type"), page.headers.getSetCookie()]).toEqual([200, "text/html", []]);
    expect(page.headers.get("content-security-policy")).toContain(`frame-ancestors 'self' ${app.origin}`);
    expect((await get(`${contentBase}nothing.html`)).status).toBe(404);
    const { revisionId } = await app.db.package.findUniqueOrThrow({ where: { id: packageId } });
    for (const url of [
      `${app.contentOrigin}/p/${revisionId}/pages/1.html`,
      `${app.contentOrigin}/p/x/pages/1.html`,
      contentBase.replace(/\.[\w-]{43}\//, `.${"A".repeat(43)}/`) + "pages/1.html",
    ]) {
      expect((await get(url, { cookie: learner.client.cookieHeader })).status).toBe(403);
    }
    const expired = signPath(app.services.env.secret, { kind: "package", id: revisionId, expires: new Date(Date.now() - 1_000) });
    expect((await get(`${app.contentOrigin}/p/${expired}/pages/1.html`)).status).toBe(403);
  });

  test("of one package are not reached with another's address", async () => {
    const [one, two] = [await buildPackageWorld(app), await buildPackageWorld(app)];
    const special = await buildPackageOf(
      app,
      two.teacher,
      two.course.id,
      await zipTexts({
        "imsmanifest.xml": `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>I</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="a b/É.html"/></resources></manifest>`,
        "a b/É.html": "<p>é</p>",
        "Upper.JS": "1",
        ".htaccess": "deny from all",
        "run.php": "<?php ?>",
        "pic.svg": "<svg/>",
      }),
    );
    const mine = launchDocument(await open(one.learner, one.packageId)).contentBase;
    expect((await get(`${mine}run.php`)).status).toBe(404);
    const theirs = launchDocument(await open(two.learner, special)).contentBase;
    expect(await (await get(`${theirs}a%20b/%C3%89.html`)).text()).toBe("<p>é</p>");
    expect(await (await get(`${theirs}a%20b/E%CC%81.html`)).text()).toBe("<p>é</p>");
    expect((await get(`${theirs}upper.js`)).headers.get("content-type")).toBe("text/javascript");
    for (const inert of [".htaccess", "run.php"])
      expect((await get(`${theirs}${inert}`)).headers.get("content-type")).toBe("application/octet-stream");
    expect((await get(`${theirs}pic.svg`)).headers.get("content-type")).toBe("image/svg+xml");
    expect((await get(`${theirs}pic.svg`, { range: "bytes=1-3" })).status).toBe(206);
  });
});

describe("saving on leaving", () => {
  test("takes several changes at once, for this registration and lease only", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const other = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    const stranger = await open(other.learner, other.packageId);
    const { rtToken } = launchDocument(opened);
    expect(
      (await save(stranger, [delta(1, {})], { body: JSON.stringify({ token: rtToken, lease: stranger.lease, deltas: [delta(1, {})] }) }))
        .status,
    ).toBe(400);
    expect((await save(opened, [delta(1, {})], { token: launchDocument(stranger).rtToken })).status).toBe(409);
    const forged = signPath("another-secret-another-secret-another", {
      kind: "rt",
      id: opened.registrationId,
      userId: learner.id,
      expires: soon(),
    });
    expect((await save(opened, [delta(1, {})], { token: forged })).status).toBe(403);
    const packageToken = launchDocument(opened).contentBase.split("/p/")[1]!.replace("/", "");
    expect((await save(opened, [delta(1, {})], { token: packageToken })).status).toBe(403);
    expect((await save(opened, [delta(1, {})], { lease: "old" })).body).toMatchObject({ code: "LEASE_LOST" });
    const stored = await save(opened, [
      delta(1, { "cmi.core.lesson_location": "4" }, "initialize"),
      delta(2, { "cmi.core.lesson_status": "completed" }, "finish", "suspend"),
    ]);
    expect(stored).toEqual({ status: 200, body: { lastSeq: 2 }, cookies: [] });
    expect(await app.db.registration.findUniqueOrThrow({ where: { id: opened.registrationId } })).toMatchObject({
      lastSeq: 2,
      percent: 33,
      lease: null,
      lastWriter: opened.lease,
    });
    expect((await save(opened, [delta(1, {}), delta(2, {})])).body).toEqual({ lastSeq: 2 });
    expect(await save(opened, [delta(5, {})])).toMatchObject({ status: 409, body: { code: "CONFLICT", state: { lastSeq: 2 } } });
    expect((await save(opened, [delta(3, { "cmi.suspend_data": "x".repeat(200_000) })])).status).toBe(413);
    expect((await save(opened, [], { body: "{" })).status).toBe(400);
    expect((await fetch(new URL(launchDocument(opened).rtUrl, app.contentOrigin))).status).toBe(404);
  });

  test("a lease that was given back is taken up by its holder, unless somebody has opened since", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const first = await open(learner, packageId);
    await save(first, [delta(1, {}, "initialize", "suspend")]);
    expect((await commit(learner, first, deltaOf(2, "item-1", { "cmi.core.lesson_location": "5" }))).lastSeq).toBe(2);
    await save(first, [delta(3, {}, "suspend")]);
    const second = await open(learner, packageId);
    expect((await save(first, [delta(4, {})])).body).toMatchObject({ code: "LEASE_LOST" });
    expect((await commit(learner, second, deltaOf(4, "item-1", {}))).lastSeq).toBe(4);
  });

  test("whoever was put out of the course saves no more", async () => {
    const { learner, packageId } = await buildPackageWorld(app);
    const opened = await open(learner, packageId);
    await app.db.enrolment.updateMany({ where: { userId: learner.id }, data: { state: "ENDED" } });
    expect((await save(opened, [delta(1, {}, "initialize")])).status).toBe(404);
  });
});
