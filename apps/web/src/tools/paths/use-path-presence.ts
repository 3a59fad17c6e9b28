import { useEffect } from "react";
import { client } from "../../apollo";
import { RecordPathPresenceDocument } from "./path-player.generated";

const BEAT_MS = 30_000;
/** Without a sign of life for so long, the learner is taken to be away. */
const IDLE_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll"] as const;

/** Who works inside a frame gives no signs out here, but the frame has the focus. */
const inFrame = (): boolean => document.activeElement instanceof HTMLIFrameElement;

/** Tells the server every 30 seconds that a path's player is open and whether somebody is there. */
export function usePathPresence(pathRunId: string | undefined): void {
  useEffect(() => {
    if (!pathRunId) return;
    let aliveAt = Date.now();
    const alive = () => void (aliveAt = Date.now());
    const beat = () => {
      if (inFrame()) alive();
      const present = document.visibilityState === "visible" && Date.now() - aliveAt < IDLE_MS;
      // A beat that is lost is no harm: the next one tries again.
      client.mutate({ mutation: RecordPathPresenceDocument, variables: { pathRunId, present } }).catch(() => undefined);
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    document.addEventListener("visibilitychange", beat);
    for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", beat);
      for (const sign of SIGNS) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [pathRunId]);
}
