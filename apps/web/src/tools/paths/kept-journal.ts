/** Where the journal of one registration lies in this site's own storage; the player page uses the same names in its own. */
const prefixOf = (registrationId: string): string => `lyceum.journal.${registrationId}.`;

/** What is kept here for a player whose own storage is blocked. */
export function readJournal(registrationId: string): Record<string, string> {
  const prefix = prefixOf(registrationId);
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key) ?? ""]));
  } catch {
    return {};
  }
}

/** Keeps or takes away one entry; false when the browser refused. Entries of another registration are passed over. */
export function keepInJournal(registrationId: string, key: string, value: string | null): boolean {
  if (!key.startsWith(prefixOf(registrationId))) return true;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
