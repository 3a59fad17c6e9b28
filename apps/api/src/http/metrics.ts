import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { passwordChecks, passwordQueueLength } from "../core/accounts/passwords";

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const operations = new Histogram({
  name: "lyceum_graphql_operation_seconds",
  help: "Time of a GraphQL operation, by its outcome.",
  labelNames: ["outcome"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});
const refusals = new Counter({ name: "lyceum_refusals_total", help: "Refusals by code.", labelNames: ["code"], registers: [registry] });
new Gauge({
  name: "lyceum_password_queue",
  help: "Passwords that wait to be hashed.",
  registers: [registry],
  collect() {
    this.set(passwordQueueLength());
  },
});

new Counter({
  name: "lyceum_password_checks_total",
  help: "Passwords compared with a hash.",
  registers: [registry],
  collect() {
    this.reset();
    this.inc(passwordChecks());
  },
});

/** Counts one operation. The name is not a label: clients choose it, so it has no bound. */
export function observeOperation(_name: string, code: unknown, seconds: number): void {
  operations.observe({ outcome: code ? "refused" : "ok" }, seconds);
  if (typeof code === "string") refusals.inc({ code });
}
