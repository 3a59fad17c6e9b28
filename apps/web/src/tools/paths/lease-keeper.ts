/**
 * Remembers which opening of a package this browser has, so that a reload or a closed tab is followed without asking. While a
 * tab has the package open it holds a browser lock: another tab of the same browser then knows that it must ask first.
 */
export interface HeldTab {
  /** The lease that this browser had last, when none of its tabs has it any more. */
  formerLease: string | null;
  remember(lease: string): void;
  /** Forgets the lease: it was given back. */
  forget(): void;
  release(): void;
}

const storageKey = (key: string) => `lyceum.lease.${key}`;

function stored(key: string): string | null {
  try {
    return localStorage.getItem(storageKey(key)) ?? null;
  } catch {
    return null;
  }
}

function store(key: string, lease: string | null): void {
  try {
    if (lease === null) localStorage.removeItem(storageKey(key));
    else localStorage.setItem(storageKey(key), lease);
  } catch {
    // Without storage the next opening asks, which is right.
  }
}

/** Takes the browser's lock for a package, if no other tab holds it (`steal`: whoever holds it). */
export async function holdTab(key: string, steal = false): Promise<HeldTab> {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  const alone = await takeLock(`lyceum.package.${key}`, steal, until);
  return {
    formerLease: alone ? stored(key) : null,
    remember: (lease) => store(key, lease),
    forget: () => store(key, null),
    release,
  };
}

function takeLock(name: string, steal: boolean, until: Promise<void>): Promise<boolean> {
  // Only secure pages have locks; elsewhere the server's word alone decides.
  const { locks } = navigator;
  if (!locks) return Promise.resolve(false);
  return new Promise((resolve) => {
    const options = steal ? { steal: true } : { ifAvailable: true };
    locks
      .request(name, options, async (lock) => {
        resolve(lock !== null);
        if (lock) await until;
      })
      // A lock that was stolen rejects: its tab finds out by its lost lease.
      .catch(() => resolve(false));
  });
}
