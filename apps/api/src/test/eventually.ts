/** Asks again until `look` answers with something, for at most ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined>, seconds = 10): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`nothing came in ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How long a live stream may outlast a lost right in a test, in milliseconds: the promise is one second on a machine that does nothing else. */
export const LOST_RIGHTS_MS = 5_000;
