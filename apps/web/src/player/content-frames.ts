/** What counts as a sign of life inside content. */
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchstart"] as const;

/** A frame's window and those inside it, as far as they are of this origin. */
export function* contentWindows(frame: HTMLIFrameElement | null): Generator<Window> {
  const waiting: (Window | null)[] = [frame?.contentWindow ?? null];
  for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) {
    if (!view || !isOurs(view)) continue;
    yield view;
    for (let index = 0; index < view.length; index += 1) waiting.push(view[index] ?? null);
  }
}

function isOurs(view: Window): boolean {
  try {
    return view.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** Hears whether somebody is there: input in the content's own pages, or a film that runs in them. */
export class LifeSigns {
  readonly #heard = new WeakSet<Document>();
  #last = 0;

  /** Looks at pages that have come since the last time. True when there was a sign of life since then. */
  look(frame: HTMLIFrameElement | null): boolean {
    const before = this.#last;
    this.#last = 0;
    let plays = false;
    for (const { document } of contentWindows(frame)) {
      if (!this.#heard.has(document)) {
        this.#heard.add(document);
        for (const sign of SIGNS) document.addEventListener(sign, this.#note, { capture: true, passive: true });
      }
      plays ||= [...document.querySelectorAll<HTMLMediaElement>("video, audio")].some((media) => !media.paused && !media.ended);
    }
    return plays || before > 0;
  }

  readonly #note = (): void => {
    this.#last = 1;
  };
}

/**
 * Moves content that is open to the new signed address of the same file, without loading it again: what it asks for from now on
 * is asked for there.
 */
export function readdress(frame: HTMLIFrameElement | null, formerBase: string, base: string): void {
  for (const { location: at, history } of contentWindows(frame)) {
    if (!at.href.startsWith(formerBase)) continue;
    history.replaceState(history.state, "", base + at.href.slice(formerBase.length));
  }
}

/** Adds a manifest's `parameters` to an address, by the rule of the content packaging specification. */
export function withParameters(address: string, parameters: string): string {
  const text = parameters.replace(/^[?&]+/, "");
  if (text === "") return address;
  if (text.startsWith("#")) return address.includes("#") ? address : address + text;
  const [path = "", fragment] = address.split("#", 2);
  return `${path}${path.includes("?") ? "&" : "?"}${text}${fragment === undefined ? "" : `#${fragment}`}`;
}
