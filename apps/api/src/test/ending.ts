type End = () => Promise<unknown> | unknown;

const ends: End[] = [];

/** Runs `end` after the file's last test, before its database is dropped; the last one given runs first. */
export function atEnd(end: End): void {
  ends.push(end);
}

/** Runs what was given to `atEnd`; called by setup.ts. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}
