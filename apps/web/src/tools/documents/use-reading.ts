import { useEffect, useMemo, useRef } from "react";
import { client } from "../../apollo";
import { useViewer } from "../../kernel/session";
import { RecordReadingDocument } from "./viewer.generated";

const FLUSH_MS = 10_000;
const IDLE_MS = 5 * 60_000;

interface Range {
  from: number;
  to: number;
}

/** How a view tells what is being read. */
export interface Reading {
  /** Seconds into media, page of a PDF, or share of a text; and the whole. */
  at(position: number, total: number): void;
  /** A stretch that was seen: seconds, or page n as n to n + 1. */
  seen(from: number, to: number): void;
}

/** Collects what is read and how long, and sends it every ten seconds and on leaving. Time counts while the page is in sight and somebody is there. */
export function useReading(documentId: string, sessionId: string | null, open: boolean): Reading {
  const signedIn = useViewer() !== null;
  const state = useRef({ position: 0, total: 0, ranges: [] as Range[], seconds: 0, active: 0, changed: true });
  useEffect(() => {
    if (!open || !signedIn) return;
    state.current = { position: 0, total: 0, ranges: [], seconds: 0, active: Date.now(), changed: true };
    const here = state.current;
    const flush = (leaving: boolean) => {
      if (!here.changed && here.seconds === 0 && here.ranges.length === 0) return;
      const { position, total, ranges } = here;
      const seconds = Math.round(here.seconds);
      here.ranges = [];
      here.seconds = 0;
      here.changed = false;
      const variables = { id: documentId, sessionId, input: { position, total: total || null, ranges, seconds } };
      client
        .mutate({ mutation: RecordReadingDocument, variables, context: leaving ? { fetchOptions: { keepalive: true } } : {} })
        .catch(() => {
          // What could not be sent goes with the next try.
          here.ranges.push(...ranges);
          here.seconds += seconds;
        });
    };
    const touch = () => void (here.active = Date.now());
    const tick = setInterval(() => {
      if (document.visibilityState === "visible" && Date.now() - here.active < IDLE_MS) here.seconds += 1;
    }, 1_000);
    const timer = setInterval(() => flush(false), FLUSH_MS);
    const first = setTimeout(() => flush(false), 300);
    const hide = () => document.visibilityState === "hidden" && flush(true);
    const events = ["pointerdown", "keydown", "scroll", "pointermove"] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true, capture: true });
    document.addEventListener("visibilitychange", hide);
    return () => {
      clearInterval(tick);
      clearInterval(timer);
      clearTimeout(first);
      for (const name of events) window.removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", hide);
      flush(true);
    };
  }, [documentId, sessionId, open, signedIn]);
  return useMemo(
    () => ({
      at(position, total) {
        const here = state.current;
        if (here.position === position && here.total === total) return;
        Object.assign(here, { position, total, changed: true, active: Date.now() });
      },
      seen(from, to) {
        const last = state.current.ranges.at(-1);
        if (last && from >= last.from && from <= last.to + 0.5) last.to = Math.max(last.to, to);
        else state.current.ranges.push({ from, to });
      },
    }),
    [],
  );
}
