// Run before a campus opens, as a process of its own: builds what is stale, fills the site's database, and makes the packages that tests upload.
import { writeFileSync } from "node:fs";
import { ensureSite } from "../bench/site.mjs";
import { buildAll } from "../scripts/build.mjs";
import { codegen } from "../scripts/codegen.mjs";
import { importTypeScript } from "../scripts/workspace.mjs";

const [address, folder] = process.argv.slice(2);
await codegen(() => undefined);
await buildAll(() => undefined, ["api"]);
await ensureSite({ url: (database) => address.replace("{database}", database) }, "S");
const { makeScormPackage } = await importTypeScript("packages/courseware/src/make-package.ts");
const page = (title, body = []) => ({ title, body });
writeFileSync(
  `${folder}/small.zip`,
  await makeScormPackage({ title: "Bench", pages: ["One", "Two", "Three"].map((title) => page(title)) }),
);
// Many files, so that its import has a half-way.
const many = Array.from({ length: 1_500 }, (_, n) => page(`Page ${n}`, [`Text ${n} ${"x".repeat(3_000)}`]));
writeFileSync(`${folder}/many.zip`, await makeScormPackage({ title: "Killed half-way", pages: many }));
