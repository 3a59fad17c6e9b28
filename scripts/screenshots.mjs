// node scripts/screenshots.mjs: takes the pictures of the README from a fresh demo campus. Look at them before committing.
import { mkdirSync } from "node:fs";
import { startDemoServer } from "../e2e/server.mjs";
import { fromRoot, importTypeScript } from "./workspace.mjs";

const folder = fromRoot("docs/images");
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 760 };

// name, who, address (and what to open there), and how it looks
const pictures = [
  ["home", "learner", "/", { viewport: wide }],
  ["course", "teacher", "/c/DEMO-101", { viewport: wide }],
  ["course-dark", "learner", "/c/DEMO-101", { viewport: wide, colorScheme: "dark" }],
  ["page", "learner", "/c/DEMO-101", { viewport: wide, open: "Why the sky turns" }],
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

async function take(browser, origin, [name, login, address, { open, language, ...look }]) {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: "reduce", ...look });
  await ask(context, origin, SIGN_IN, { login });
  if (language) await ask(context, origin, SPEAK, { input: { language } });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  if (open) {
    await page.getByRole("main").getByRole("link", { name: open }).first().click();
    await page.waitForURL((url) => url.pathname !== address);
    await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
  }
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
