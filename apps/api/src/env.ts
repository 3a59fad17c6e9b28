import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4000),
  CONTENT_PORT: port.optional(),
  APP_ORIGIN: z.url().optional(),
  CONTENT_ORIGIN: z.url().optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres://"),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  DEMO: flag.default(true),
  SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Lyceum <lyceum@localhost>"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  TRUST_PROXY: flag.default(false),
  WEB_DIR: z.string().optional(),
  PLAYER_DIR: z.string().optional(),
});

export type Env = ReturnType<typeof readEnv>;

/** The secret that signs addresses and encrypts second-factor seeds; without one from outside it is made once and kept in the data folder. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret");
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

/** Reads and validates the environment; throws an Error with one clear line when a value is invalid. */
export function readEnv(source: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Invalid environment: ${issues.join("; ")}`);
  }
  const values = parsed.data;
  const dataDir = path.resolve(values.DATA_DIR);
  const contentPort = values.CONTENT_PORT ?? (values.PORT === 0 ? 0 : values.PORT + 1);
  return {
    nodeEnv: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    contentPort,
    appOrigin: values.APP_ORIGIN ?? `http://localhost:${values.PORT}`,
    contentOrigin: values.CONTENT_ORIGIN ?? `http://127.0.0.1:${contentPort}`,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL,
    role: values.ROLE,
    demo: values.DEMO,
    secret: values.SECRET ?? keptSecret(dataDir),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    webDir: values.WEB_DIR,
    playerDir: values.PLAYER_DIR,
    secureCookies: (values.APP_ORIGIN ?? "http:").startsWith("https:"),
  };
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** Whether nobody but this machine reaches what listens there. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

let current: Env | undefined;

/** The process's environment, read once. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
