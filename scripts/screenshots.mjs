// node scripts/screenshots.mjs: takes the pictures of the README from a fresh demo campus. Look at them before committing.
import { mkdirSync } from "node:fs";
import { startDemoServer } from "../e2e/server.mjs";
import { fromRoot, importTypeScript } from "./workspace.mjs";

const folder = fromRoot("docs/images");
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 760 };

const toPackage = 'main a[href*="/paths/packages/"]';

// name, who, address (with what to follow from there, and whether a package plays in the end), and how it looks
const pictures = [
  ["home", "learner", "/", { viewport: wide }],
  ["course", "teacher", "/c/DEMO-101", { viewport: wide }],
  ["course-dark", "learner", "/c/DEMO-101", { viewport: wide, colorScheme: "dark" }],
  ["page", "learner", "/c/DEMO-101", { viewport: wide, follow: ['main a:has-text("Why the sky turns")'] }],
  ["player", "learner", "/c/DEMO-101/paths", { viewport: wide, follow: [toPackage, 'main a[href$="/play"]'], plays: true }],
  ["grid", "teacher", "/c/DEMO-101/paths", { viewport: wide, follow: [toPackage, 'main a[href$="/grid"]'] }],
  ["people", "teacher", "/c/DEMO-101/people", { viewport: wide }],
  ["glossary", "learner", "/c/DEMO-101/glossary", { viewport: wide }],
  ["documents", "teacher", "/c/DEMO-101/documents", { viewport: wide }],
  ["course-phone", "learner2", "/c/PHOTO-110", { viewport: phone, isMobile: true, hasTouch: true, locale: "fr-FR" }],
  ["arabic", "omar", "/c/AID-120", { viewport: wide, locale: "ar-EG", language: "ar" }],
];

async function ask(context, origin, query, variables) {
  const headers = { "apollo-require-preflight": "true" };
  const answer = await context.request.post(`${origin}/graphql`, { data: { query, variables }, headers });
  const { errors } = await answer.json();
  if (errors) throw new Error(errors[0].message);
}

const SIGN_IN = 'mutation ($login: String!) { signIn(login: $login, password: "lyceum-demo") { viewer { id } } }';
const SPEAK = "mutation ($input: ProfileInput!) { updateMyProfile(input: $input) { id } }";

/** Waits until the page shows itself: its heading, no skeleton, every picture, its letters. */
async function settle(page) {
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".mantine-Skeleton-root, [aria-busy=true]"));
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.fonts.status === "loaded" && [...document.images].every((image) => image.complete));
}

/** Waits for the words and pictures of the package that the player holds; they live in a frame within its frame. */
async function untilPlaying(page) {
  const content = () => page.frames().find((frame) => frame.url().includes("/p/") && frame.parentFrame()?.url().includes("/_player"));
  while (!content()) await page.waitForEvent("framenavigated");
  await content().waitForFunction(() => document.body?.innerText.length > 40 && [...document.images].every((image) => image.complete));
  await page.waitForLoadState("networkidle");
}

async function take(browser, origin, [name, login, address, { follow = [], plays, language, ...look }]) {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: "reduce", ...look });
  await ask(context, origin, SIGN_IN, { login });
  if (language) await ask(context, origin, SPEAK, { input: { language } });
  const page = await context.newPage();
  await page.goto(address);
  await settle(page);
  for (const link of follow) {
    const before = page.url();
    await page.locator(link).first().click();
    await page.waitForURL((url) => url.href !== before);
    await settle(page);
  }
  if (plays) await untilPlaying(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

const { launchBrowser } = await importTypeScript("e2e/chromium.ts");
mkdirSync(folder, { recursive: true });
const server = await startDemoServer();
const browser = await launchBrowser();
try {
  const wanted = process.argv.slice(2);
  for (const picture of pictures) {
    if (wanted.length === 0 || wanted.includes(picture[0])) await take(browser, server.origin, picture);
  }
} finally {
  await browser.close();
  await server.stop();
}
