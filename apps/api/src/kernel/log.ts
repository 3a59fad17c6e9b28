import { pino } from "pino";
import type { Env } from "../env";

/** The process's log: JSON lines, with secrets redacted. Silent until `configureLog`, so that scripts and tests stay quiet. */
export const log = pino({
  level: "silent",
  redact: ["password", "token", "secret", "*.password", "*.token", "*.secret", "req.headers.cookie", "req.headers.authorization"],
});

/** Sets the level once the environment is known. */
export function configureLog(settings: Env): void {
  log.level = settings.logLevel;
  log.setBindings({ role: settings.role });
}
