// node scripts/screenshots.mjs: takes the pictures of the README from a fresh demo campus. Look at them before committing.
import { mkdirSync } from "node:fs";
import { startDemoServer } from "../e2e/server.mjs";
import { fromRoot, importTypeScript } from "./workspace.mjs";

const folder = fromRoot("docs/images");
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 760 };

// name, who, address, and how it looks
const pictures = [
  ["home", "learner", "/", { viewport: wide }],
  ["course", "teacher", "/c/DEMO-101", { viewport: wide }],
  ["course-dark", "learner", "/c/DEMO-101", { viewport: wide, colorScheme: "dark" }],
  ["course-phone", "learner2", "/c/DEMO-101", { viewport: phone, isMobile: true, hasTouch: true, locale: "fr-FR" }],
  ["glossary", "learner", "/c/DEMO-101/glossary", { viewport: wide }],
  ["documents", "teacher", "/c/DEMO-101/documents", { viewport: wide }],
];

async function signIn(context, origin, login) {
  const query = 'mutation ($login: String!) { signIn(login: $login, password: "lyceum-demo") { viewer { id } } }';
  const headers = { "apollo-require-preflight": "true" };
  const answer = await context.request.post(`${origin}/graphql`, { data: { query, variables: { login } }, headers });
  const { errors } = await answer.json();
  if (errors) throw new Error(errors[0].message);
}

async function take(browser, origin, [name, login, address, look]) {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: "reduce", ...look });
  await signIn(context, origin, login);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
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
