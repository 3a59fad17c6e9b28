import type { AddressInfo } from "node:net";
import { env, type Env } from "../env";
import type { Db } from "../kernel/database";
import { openServices } from "../kernel/open-services";
import type { Services } from "../kernel/services";
import { startServer } from "../server";
import { TestClient } from "./client";
import { atEnd } from "./ending";

/** A whole campus inside the test process: real HTTP, real PostgreSQL, the file's own database. */
export interface TestApp {
  origin: string;
  contentOrigin: string;
  services: Services;
  db: Db;
  /** A client that is nobody yet. */
  client(): TestClient;
}

/** Starts the server on free ports; it stops by itself after the file's last test. Call it once, at the top of a test file. */
export async function startTestApp(overrides: Partial<Env> = {}): Promise<TestApp> {
  const settings: Env = { ...env(), port: 0, contentPort: 0, host: "127.0.0.1", ...overrides };
  const { services, close } = await openServices(settings);
  const server = await startServer(services);
  const origin = `http://127.0.0.1:${(server.http.address() as AddressInfo).port}`;
  const contentOrigin = `http://127.0.0.1:${(server.content.address() as AddressInfo).port}`;
  Object.assign(settings, { appOrigin: overrides.appOrigin ?? origin, contentOrigin: overrides.contentOrigin ?? contentOrigin });
  atEnd(async () => {
    await services.jobs.stop();
    await server.stop();
    await close();
  });
  return { origin, contentOrigin, services, db: services.db, client: () => new TestClient(origin) };
}
