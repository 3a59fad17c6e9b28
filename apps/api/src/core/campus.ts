import type { Services } from "../kernel/services";

/** Gives an empty database its first people: the demo campus, or one administrator whose one-time password is printed. */
export async function prepareCampus(services: Services): Promise<void> {
  // Loaded only when there is something to look at: it is the demo's texts.
  const { prepare } = await import("../../../../prisma/seed/prepare");
  await prepare(services, (line) => void process.stdout.write(`${line}\n`));
}
