import { env } from "../../apps/api/src/env";
import { openDatabase } from "../../apps/api/src/kernel/database";
import { diskBlobStore } from "../../apps/api/src/kernel/disk-blob-store";
import { ensureEventPartitions } from "../../apps/api/src/kernel/events";
import { configureLog } from "../../apps/api/src/kernel/log";
import { migrate } from "../../apps/api/src/kernel/migrate";
import { pgBossJobs } from "../../apps/api/src/kernel/pg-boss-jobs";
import { Realtime } from "../../apps/api/src/kernel/realtime";
import type { Services } from "../../apps/api/src/kernel/services";
import { emptyCampus, prepare } from "./prepare";

/** Empties the campus of the environment, whatever is in it, and makes the demo campus anew. The server must not be running on it. */
export async function resetDemo(say: (line: string) => void): Promise<void> {
  const settings = { ...env(), demo: true };
  configureLog(settings);
  await migrate(settings.databaseUrl);
  const database = openDatabase(settings.databaseUrl, settings.databasePool);
  await ensureEventPartitions(database.db);
  const realtime = new Realtime(settings.databaseUrl, database.db);
  const blobs = diskBlobStore(settings.dataDir);
  const services: Services = { env: settings, db: database.db, pool: database.pool, realtime, blobs, jobs: undefined as never };
  services.jobs = pgBossJobs(services);
  await Promise.all([realtime.start(), services.jobs.start()]);
  try {
    await emptyCampus(services);
    await prepare(services, say);
  } finally {
    await services.jobs.stop();
    await realtime.stop();
    await database.close();
  }
}
