import "reflect-metadata";
import { afterAll } from "@jest/globals";
import { cloneDatabase } from "./database";
import { endAll } from "./ending";

// Before any test file is loaded, so that env.ts sees it.
const clone = await cloneDatabase();
process.env["DATABASE_URL"] = clone.url;
process.env["LOG_LEVEL"] ??= "error";

afterAll(async () => {
  await endAll();
  await clone.drop();
});
