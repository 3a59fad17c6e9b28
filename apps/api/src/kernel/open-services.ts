import type { Env } from "../env";
import { openDatabase } from "./database";
import { diskBlobStore } from "./disk-blob-store";
import { ensureEventPartitions } from "./events";
import { pgBossJobs } from "./pg-boss-jobs";
import { Realtime } from "./realtime";
import type { Services } from "./services";

/** The services of a process, and the way to stop them: `close` takes what does not close by itself. */
export interface OpenServices {
  services: Services;
  close(): Promise<void>;
}

/** Opens what a process works with: database, fan-out, job queue, files. The fan-out listens at once; the queue waits for its `start`. */
export async function openServices(env: Env): Promise<OpenServices> {
  const database = openDatabase(env.databaseUrl, env.databasePool);
  await ensureEventPartitions(database.db);
  const realtime = new Realtime(env.databaseUrl, database.db);
  const blobs = diskBlobStore(env.dataDir);
  const services: Services = { env, db: database.db, pool: database.pool, realtime, blobs, jobs: undefined as never };
  services.jobs = pgBossJobs(services);
  await realtime.start();
  return {
    services,
    async close() {
      await realtime.stop();
      await database.close();
    },
  };
}
