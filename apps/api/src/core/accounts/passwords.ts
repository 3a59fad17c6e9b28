import { hash as argonHash, verify as argonVerify } from "@node-rs/argon2";
import { availableParallelism } from "node:os";
import { randomBytes } from "node:crypto";
import { normalizePassword } from "@lyceum/shared/passwords";

/** argon2id (the library's default kind) as OWASP's cheat sheet has it: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = "$argon2id$v=19$m=19456,t=2,p=1$";

/** Hashing leaves the event loop, and takes at most one thread for each core: a rush of sign-ins queues here instead of starving the rest. */
class Queue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  constructor(private readonly most: number) {}

  get length(): number {
    return this.waiting.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

const queue = new Queue(availableParallelism());

/** How many passwords wait to be hashed; a metric. */
export const passwordQueueLength = (): number => queue.length;

/** Hashes a password (argon2id, 19 MiB, 2 passes, 1 lane); what comes back carries its own parameters and salt. */
export function hashPassword(password: string): Promise<string> {
  return queue.run(() => argonHash(normalizePassword(password), PARAMETERS));
}

let dummy: Promise<string> | undefined;
let checks = 0;

/** How many passwords were compared with a hash since the start; a metric, and what a flood of guesses shows in. */
export const passwordChecks = (): number => checks;

/** Whether the password is the one that was hashed. Without a hash it takes the same time, and the answer is no. */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(16).toString("hex"));
  const against = hash ?? (await dummy);
  checks += 1;
  const same = await queue.run(() => argonVerify(against, normalizePassword(password)));
  return same && hash !== null && hash !== undefined;
}

/** Whether a hash was made with other parameters than today's, and should be made again at the next sign-in. */
export const isOutdated = (hash: string): boolean => !hash.startsWith(CURRENT);
