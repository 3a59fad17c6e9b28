import { env, isLoopback } from "./env";
import { configureLog, log } from "./kernel/log";
import { migrate } from "./kernel/migrate";
import { openServices } from "./kernel/open-services";
import { wakeMail } from "./core/accounts/mail-sender";
import { PREPARE, prepareApart, prepareCampus, refuseKnownPasswords } from "./core/campus";
import { startServer } from "./server";

/** What the process that prepares an empty database does; its parent is the server that will use it. */
async function prepareOnly(): Promise<void> {
  // A demo whose server was stopped meanwhile is made anew at the next start.
  process.on("disconnect", () => process.exit(1));
  const settings = env();
  configureLog(settings);
  await migrate(settings.databaseUrl);
  const { services, close } = await openServices(settings);
  await services.jobs.start();
  await prepareCampus(services);
  await services.jobs.stop();
  await close();
  process.exit(0);
}

async function main(): Promise<void> {
  const settings = env();
  // Said at once where it is certain; what the database holds is looked at before anything listens.
  if (settings.demo && !isLoopback(settings.host)) {
    throw new Error(`HOST is ${settings.host}, but the demo accounts have known passwords: set DEMO=0, or keep HOST on loopback.`);
  }
  configureLog(settings);
  await prepareApart(settings.databaseUrl);
  await migrate(settings.databaseUrl);
  const { services, close } = await openServices(settings);
  await services.jobs.start();
  if (settings.role !== "worker") await refuseKnownPasswords(services);
  // What an earlier process left in the outbox.
  wakeMail(services);
  const server = settings.role === "worker" ? undefined : await startServer(services);
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    // Each may take five seconds, and all of it ten.
    await Promise.all([server?.stop(), services.jobs.stop()]);
    await close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // The start command holds a channel to this process: when it dies, nothing may be left behind.
  process.on("disconnect", () => void stop("disconnect"));
  process.stdout.write(`Lyceum is ready at ${settings.appOrigin}\n`);
}

(process.argv[2] === PREPARE ? prepareOnly() : main()).catch((error: unknown) => {
  log.fatal({ err: error }, "the start failed");
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
