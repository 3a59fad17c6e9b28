import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";

/** The mark whose card is open. */
export interface OpenMark {
  mark: HTMLElement;
  termId: string;
  byKey: boolean;
}

const OPEN_MS = 250;
const CLOSE_MS = 300;

const markOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-glossary-term]") : null;

interface Listener {
  card(): HTMLElement | null;
  open(): OpenMark | null;
  show(mark: HTMLElement | null, byKey?: boolean): void;
  close(giveBack?: boolean): void;
  later(work: () => void, wait: number): void;
}

/** Hears pointer, click and keys on the whole page; returns the way to stop. */
function listen({ card, open, show, close, later }: Listener): () => void {
  const inCard = (target: EventTarget | null) => target instanceof Node && card()?.contains(target);
  const over = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const mark = markOf(event.target);
    if (mark && mark !== open()?.mark) later(() => show(mark), OPEN_MS);
    else if (mark || inCard(event.target)) later(() => undefined, 0);
  };
  const out = (event: PointerEvent) => {
    if (event.pointerType === "touch" || open()?.byKey) return;
    if (markOf(event.target) || inCard(event.target)) later(() => close(), CLOSE_MS);
  };
  const click = (event: MouseEvent) => {
    const mark = markOf(event.target);
    // A click made by a key has no place.
    if (mark) show(mark, event.detail === 0);
    else if (open() && !inCard(event.target)) show(null);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open()) {
      event.stopPropagation();
      return close(true);
    }
    const mark = markOf(event.target);
    if (!mark || mark instanceof HTMLButtonElement || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    show(mark, true);
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("pointerout", out);
  document.addEventListener("click", click);
  document.addEventListener("keydown", key, true);
  return () => {
    document.removeEventListener("pointerover", over);
    document.removeEventListener("pointerout", out);
    document.removeEventListener("click", click);
    document.removeEventListener("keydown", key, true);
  };
}

/**
 * Which mark's card is open. Pointing opens after a moment and leaves time to reach the card; a click, a tap, or Enter and Space on the
 * focused mark open at once; Esc closes wherever the focus is (WCAG 1.4.13), and gives the focus back to the mark.
 */
export function useOpenMark(card: RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState<OpenMark | null>(null);
  const current = useRef<OpenMark | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback((mark: HTMLElement | null, byKey = false) => {
    clearTimeout(timer.current);
    const next = mark ? { mark, termId: mark.dataset["glossaryTerm"] ?? "", byKey } : null;
    current.current = next;
    setOpen(next);
  }, []);
  const close = useCallback(
    (giveBack = false) => {
      const { mark } = current.current ?? {};
      show(null);
      if (giveBack && mark?.isConnected) mark.focus();
    },
    [show],
  );
  const later = useCallback((work: () => void, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(work, wait);
  }, []);
  useEffect(() => {
    const stop = listen({ card: () => card.current, open: () => current.current, show, close, later });
    return () => {
      clearTimeout(timer.current);
      stop();
    };
  }, [card, close, later, show]);
  // A mark that goes away (the text changed, marks were switched off) takes its card along.
  useEffect(() => {
    if (!open) return;
    const watch = new MutationObserver(() => !open.mark.isConnected && show(null));
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [open, show]);
  const hold = useMemo(
    () => ({
      onBlur: (event: React.FocusEvent) => {
        if (current.current?.byKey && !event.currentTarget.contains(event.relatedTarget)) close();
      },
    }),
    [close],
  );
  return { open, close, hold };
}
