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
