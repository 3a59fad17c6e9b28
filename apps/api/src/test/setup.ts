import "reflect-metadata";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, jest } from "@jest/globals";
import { cloneDatabase } from "./database";
import { endAll } from "./ending";

// Before any test file is loaded, so that env.ts sees it.
const clone = await cloneDatabase();
process.env["DATABASE_URL"] = clone.url;
process.env["LOG_LEVEL"] ??= "error";
const dataDir = await mkdtemp(path.join(tmpdir(), "lyceum-test-"));
process.env["DATA_DIR"] = dataDir;

// Several suites share the machine with a database each.
jest.setTimeout(90_000);

afterAll(async () => {
  await endAll();
  await clone.drop();
  await rm(dataDir, { recursive: true, force: true });
});
