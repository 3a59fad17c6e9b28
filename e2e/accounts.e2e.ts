import { createHmac } from "node:crypto";
import { describe, expect } from "@jest/globals";
import type { BrowserContext, Page } from "playwright-core";
import { appOrigin, ask, journey, signIn, words } from "./browser";

const entry = words("sign-in");
const profile = words("profile");
const admin = words("admin");
const ui = words("ui");
const password = "rings-and-ideals-1921";

/** The authenticator's code (RFC 6238, SHA-1, 30 s, six digits) of a seed in Base32, some steps from now. */
function codeOf(seed: string, stepsAhead = 0): string {
  const bits = [...seed.replaceAll(/\s/g, "")]
    .map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsAhead));
  const digest = createHmac("sha1", key).update(step).digest();
  const at = digest.at(-1)! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function register(page: Page, email: string): Promise<void> {
  await page.goto("/register");
  await page.getByLabel(entry("register.firstName")).fill("Emmy");
  await page.getByLabel(entry("register.lastName")).fill("Noether");
  await page.getByLabel(entry("register.email")).fill(email);
  await page.getByRole("button", { name: entry("register.next") }).click();
  await page.locator("input[autocomplete=new-password]").fill(password);
  await page.getByRole("button", { name: entry("register.submit") }).click();
  await page.getByRole("heading", { name: entry("mail.title") }).waitFor({ timeout: 60_000 });
}

/** What the newest mail to an address links to, as an administrator finds it among the kept mails. */
async function linkInMail(officer: Page, email: string): Promise<string> {
  await officer.goto("/admin/mails");
  await officer
    .getByRole("button", { name: new RegExp(email) })
    .first()
    .click();
  const href = await officer
    .getByRole("link", { name: /token=/ })
    .first()
    .getAttribute("href");
  return new URL(href ?? "").pathname + new URL(href ?? "").search;
}

const whoIs = async (context: BrowserContext): Promise<string | null> =>
  (await ask<{ viewer: { login: string } | null }>(context, "{ viewer { login } }")).viewer?.login ?? null;

describe("an account", () => {
  journey(
    "register, confirm, profile, authenticator, sign in with its code, end the others",
    async ({ as, shot }) => {
      const email = `emmy-${Date.now()}@example.org`;
      const officer = await as("admin");
      await ask(officer.context(), "mutation { updateAccountSettings(input: { registration: OPEN }) { version } }");
      const page = await as(null);
      await register(page, email);
      await shot(page, "register look in your mail");

      await page.goto(await linkInMail(officer, email));
      await page.getByRole("button", { name: entry("confirm.submit") }).click();
      await page
        .getByRole("main")
        .getByRole("link", { name: entry("submit") })
        .click();
      await page.waitForURL(/\/sign-in/);
      await signIn(page, email, password);

      await page.goto("/profile");
      const phone = page.getByRole("textbox", { name: profile("me.phone") });
      await phone.fill("+33 1 23 45 67 89");
      await phone.press("Tab");
      await page.getByText(ui("saved.saved"), { exact: true }).waitFor();
      await shot(page, "profile");

      await page.goto("/profile/security");
      await page.getByRole("button", { name: profile("factor.enable") }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByAltText(profile("factor.qr")).waitFor();
      const seed = (await dialog.locator("pre").innerText()).replaceAll(/\s/g, "");
      await dialog.getByLabel(profile("factor.code")).fill(codeOf(seed));
      await dialog.getByRole("button", { name: profile("factor.confirm") }).click();
      await page.getByText(profile("recovery.text")).waitFor();
      const codes = await page.getByRole("dialog").locator("li code").allInnerTexts();
      expect(codes).toHaveLength(10);
      await page
        .getByRole("button", { name: profile("recovery.close"), exact: true })
        .last()
        .click();
      await page.getByText(profile("factor.on"), { exact: true }).waitFor();
      await shot(page, "security with a second factor");

      await page.goto("/sign-out");
      await page.waitForURL(/\/sign-in/);
      expect(await whoIs(page.context())).toBeNull();
      await page.getByLabel(entry("login")).fill(email);
      await page.locator("input[autocomplete=current-password]").fill(password);
      await page
        .getByRole("main")
        .getByRole("button", { name: entry("submit") })
        .click();
      await page.getByRole("heading", { name: entry("second.title") }).waitFor();
      expect(await whoIs(page.context())).toBeNull();
      await page.getByLabel(entry("second.code")).fill(codeOf(seed, 1));
      await page.getByRole("button", { name: entry("second.submit") }).click();
      await page.waitForURL((url) => url.pathname !== "/sign-in");

      const other = await as(null);
      await ask(
        other.context(),
        "mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { viewer { id } } }",
        {
          login: email,
          password,
          code: codes[0],
        },
      );
      expect(await whoIs(other.context())).not.toBeNull();
      await page.goto("/profile/devices");
      await page.getByRole("button", { name: profile("devices.endOthers") }).click();
      await page.getByText(profile("devices.onlyThis")).waitFor();
      expect(await whoIs(other.context())).toBeNull();
      expect(await whoIs(page.context())).not.toBeNull();
      await shot(page, "devices");
    },
    120_000,
  );

  journey("a forgotten password is chosen anew by mail, and everybody else is out", async ({ as }) => {
    const officer = await as("admin");
    const login = `sofja${Date.now()}`;
    await ask(officer.context(), "mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }", {
      input: { login, email: `${login}@example.org`, firstName: "Sofja", password },
    });
    const device = await as(null);
    await signIn(device, login, password);
    const page = await as(null);
    await page.goto("/forgotten-password");
    await page.getByLabel(entry("login")).fill(login);
    await page.getByRole("button", { name: entry("forgotten.submit") }).click();
    await page.getByRole("heading", { name: entry("forgotten.askedTitle") }).waitFor({ timeout: 60_000 });
    await page.goto(await linkInMail(officer, `${login}@example.org`));
    await page.locator("input[autocomplete=new-password]").fill("another-ring-of-integers-7");
    await page.getByRole("button", { name: entry("reset.submit") }).click();
    await page.getByRole("heading", { name: entry("reset.doneTitle") }).waitFor();
    expect(await whoIs(device.context())).toBeNull();
    await signIn(page, login, "another-ring-of-integers-7");
  });

  journey("an administrator finds, adds, changes and closes an account", async ({ as, shot }) => {
    const officer = await as("admin");
    const login = `kurt${Date.now()}`;
    await officer.goto("/admin/users");
    await officer.getByRole("button", { name: admin("users.add") }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel(admin("field.firstName")).fill("Kurt");
    await dialog.getByLabel(admin("field.lastName")).fill("Gödel");
    await dialog.getByLabel(admin("field.login")).fill(login);
    await dialog.getByLabel(admin("field.email")).fill(`${login}@example.org`);
    await dialog.getByRole("button", { name: admin("create.submit") }).click();
    await dialog.waitFor({ state: "detached" });
    await officer.getByRole("link", { name: new RegExp(login) }).waitFor();
    await officer.getByLabel(admin("users.search")).fill(login);
    await officer.getByRole("link", { name: new RegExp(login) }).click();
    await officer.getByRole("checkbox", { name: admin("role.TEACHER") }).check();
    await officer.getByRole("button", { name: admin("user.save") }).click();
    await officer.getByText(admin("user.saved")).waitFor();
    await shot(officer, "one account");
    await officer.getByRole("button", { name: admin("action.deactivate") }).click();
    await officer.getByText(admin("state.INACTIVE"), { exact: true }).waitFor();
    await officer.getByRole("button", { name: ui("undo") }).click();
    await officer.getByText(admin("state.ACTIVE"), { exact: true }).waitFor();
    expect(new URL(officer.url()).origin).toBe(appOrigin());
  });
});
