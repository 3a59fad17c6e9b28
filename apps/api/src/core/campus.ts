import type { Services } from "../kernel/services";

/** Gives an empty database its first people: the demo campus, or one administrator whose one-time password is printed. */
export async function prepareCampus(services: Services): Promise<void> {
  // Loaded only when there is something to look at: it is the demo's texts.
  const { prepare } = await import("../../../../prisma/seed/prepare");
  await prepare(services, (line) => void process.stdout.write(`${line}\n`));
}

/** Throws where the server would be open to the network while accounts of the demo campus still have their known password. */
export async function refuseKnownPasswords(services: Services): Promise<void> {
  const known = await import("../../../../prisma/seed/known-passwords");
  await known.refuseKnownPasswords(services);
}
