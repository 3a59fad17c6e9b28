import { pino } from "pino";
import { env } from "../env";

/** The process's log: JSON lines, with secrets redacted. */
export const log = pino({
  level: env().logLevel,
  base: { role: env().role },
  redact: ["password", "token", "secret", "*.password", "*.token", "*.secret", "req.headers.cookie", "req.headers.authorization"],
});
