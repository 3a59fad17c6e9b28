// The quick look at what becomes of people's work when processes go: real ones, in `npm test`. The long one is in the folder above.
import { afterAll, beforeAll, jest, test } from "@jest/globals";
import { openCampus } from "../campus.mjs";
import { killUnderLoad, stopUnderLoad, workAcross } from "../scenarios.mjs";

jest.setTimeout(300_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

test("kill -9 under load loses no acknowledged write, nor its event", () => killUnderLoad(campus, { rounds: 1, count: 4 }));

test("a graceful stop under load finishes what it has begun, and takes nothing new", () => stopUnderLoad(campus, { count: 4 }));

test("two API processes and a worker on one database", () => workAcross(campus));
