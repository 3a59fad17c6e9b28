import { env } from "../../apps/api/src/env";
import { configureLog } from "../../apps/api/src/kernel/log";
import { migrate } from "../../apps/api/src/kernel/migrate";
import { openServices } from "../../apps/api/src/kernel/open-services";
import { emptyCampus, prepare } from "./prepare";

/** Empties the campus of the environment, whatever is in it, and makes the demo campus anew. The server must not be running on it. */
export async function resetDemo(say: (line: string) => void): Promise<void> {
  const settings = { ...env(), demo: true };
  configureLog(settings);
  await migrate(settings.databaseUrl);
  const { services, close } = await openServices(settings);
  await services.jobs.start();
  try {
    await emptyCampus(services);
    await prepare(services, say);
  } finally {
    await services.jobs.stop();
    await close();
  }
}
