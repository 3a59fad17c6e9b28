import { useEffect } from "react";
import { client } from "../../apollo";
import type { PlayerHost } from "./player-host";
import { RecordPresenceDocument, RenewAddressesDocument } from "./player.generated";
import type { Opening } from "./use-opening";

const BEAT_MS = 30_000;
/** Without a sign of life for so long, the learner is taken to be away. */
const IDLE_MS = 5 * 60_000;

/** When to ask for new addresses: half their time before the end, so that a lost answer costs nothing. */
const renewalOf = (expiresAt: number, now: number): number => now + Math.max(0, expiresAt - now) / 2;

/**
 * Tells the server every 30 seconds that the package is open and whether somebody is there, learns from it when another opening
 * has taken over, and renews the content's addresses before they end.
 */
export function usePresence({ launch, expiresAt }: Opening, host: React.RefObject<PlayerHost | null>): void {
  useEffect(() => {
    const { registrationId, lease } = launch;
    let renewAt = renewalOf(Date.parse(expiresAt), Date.now());
    const beat = async () => {
      const idle = Date.now() - (host.current?.aliveAt ?? 0) > IDLE_MS;
      const present = document.visibilityState === "visible" && !idle;
      const { data } = await client.mutate({ mutation: RecordPresenceDocument, variables: { registrationId, lease, present } });
      if (data?.recordPresence === false) host.current?.overtaken();
    };
    const renew = async () => {
      if (Date.now() < renewAt) return;
      const { data } = await client.mutate({ mutation: RenewAddressesDocument, variables: { registrationId, lease } });
      if (!data) return;
      host.current?.renew(data.renewAddresses);
      renewAt = renewalOf(Date.parse(data.renewAddresses.expiresAt), Date.now());
    };
    // A lost connection is the saved state's matter; the next beat tries again.
    const tick = () => void Promise.allSettled([beat(), renew()]);
    const timer = setInterval(tick, BEAT_MS);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [launch, expiresAt, host]);
}
