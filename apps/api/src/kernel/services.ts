import type pg from "pg";
import type { Env } from "../env";
import type { Db } from "./database";
import type { Realtime } from "./realtime";
import type { Jobs } from "./jobs";
import type { BlobStore } from "./blob-store";

/** What lives as long as the process, handed to every Context. */
export interface Services {
  env: Env;
  db: Db;
  pool: pg.Pool;
  realtime: Realtime;
  jobs: Jobs;
  blobs: BlobStore;
}
