import "reflect-metadata";
import { afterAll } from "@jest/globals";
import { cloneDatabase } from "./database";

// Before any test file is loaded, so that env.ts sees it.
const clone = await cloneDatabase();
process.env["DATABASE_URL"] = clone.url;

afterAll(() => clone.drop());
