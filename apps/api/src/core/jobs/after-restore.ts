import { env } from "../../env";
import { configureLog } from "../../kernel/log";
import { openServices } from "../../kernel/open-services";
import { refillQueue } from "../../kernel/pg-boss-jobs";

/** Makes the queue of a campus that was just restored; nothing runs yet. Gives how many jobs wait. */
export async function jobsAfterRestore(): Promise<number> {
  const settings = { ...env(), role: "web" as const };
  configureLog(settings);
  const { services, close } = await openServices(settings);
  try {
    return await refillQueue(services);
  } finally {
    await close();
  }
}
