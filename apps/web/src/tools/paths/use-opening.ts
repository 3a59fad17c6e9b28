import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { launchSchema, runtimeStateSchema, type Delta, type Launch } from "@lyceum/courseware/runtime/runtime-protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { directionOf } from "../../kernel/i18n";
import { refusalOf } from "../../kernel/refusals";
import { holdTab, type HeldTab } from "./lease-keeper";
import type { CommitAnswer } from "./player-host";
import { CommitRuntimeDocument, LeaveRegistrationDocument, OpenRegistrationDocument } from "./player.generated";

export interface Opening {
  playerUrl: string;
  /** When the addresses in the launch end. */
  expiresAt: string;
  launch: Launch;
}

/** `held`: open elsewhere, and may be taken over. */
export type OpeningState =
  | { phase: "opening" }
  | { phase: "held" }
  | { phase: "failed"; error: unknown }
  | { phase: "open"; opening: Opening };

const reasonOf = (error: unknown): string | undefined => refusalOf(error)?.reasons[0]?.code;

/** Opens a package for playing, keeps the opening alive, and gives it back when the page goes. */
export function useOpening(
  packageId: string,
  sessionId: string | null,
): { state: OpeningState; open: (takeOver: boolean) => Promise<void>; giveBack: () => Promise<void> } {
  const { t, i18n } = useTranslation("paths");
  const [state, setState] = useState<OpeningState>({ phase: "opening" });
  const tab = useRef<HeldTab | null>(null);
  const open = useCallback(
    async (takeOver: boolean) => {
      setState({ phase: "opening" });
      try {
        tab.current?.release();
        tab.current = await holdTab(`${packageId}.${sessionId ?? ""}`, takeOver);
        const variables = { packageId, sessionId, takeOver, formerLease: tab.current.formerLease };
        const { data } = await client.mutate({ mutation: OpenRegistrationDocument, variables });
        if (!data) throw new Error("no opening");
        const { launch, playerUrl, expiresAt, lease } = data.openRegistration;
        tab.current.remember(lease);
        const words = ["loading", "notSaved", "storageBlocked", "leaseLost", "content", "missing"] as const;
        const strings = Object.fromEntries(words.map((word) => [word, t(`player.strings.${word}`)]));
        const parsed = launchSchema.parse({
          ...(JSON.parse(launch) as object),
          strings,
          language: i18n.language,
          direction: directionOf(i18n.language),
        });
        setState({ phase: "open", opening: { playerUrl, expiresAt, launch: parsed } });
      } catch (error) {
        setState(reasonOf(error) === "LEASE_HELD" ? { phase: "held" } : { phase: "failed", error });
      }
    },
    [packageId, sessionId, t, i18n.language],
  );
  const launch = state.phase === "open" ? state.opening.launch : null;
  useEffect(() => () => tab.current?.release(), []);
  const giveBack = useCallback(async () => {
    if (!launch) return;
    tab.current?.forget();
    const { registrationId, lease } = launch;
    await client.mutate({ mutation: LeaveRegistrationDocument, variables: { registrationId, lease } }).catch(() => undefined);
  }, [launch]);
  return { state, open, giveBack };
}

function stateIn(error: unknown) {
  if (!CombinedGraphQLErrors.is(error)) return null;
  const parsed = runtimeStateSchema.safeParse(error.errors[0]?.extensions?.["current"]);
  return parsed.success ? parsed.data : null;
}

/** Sends one change to the server. Nothing is answered when it did not arrive, or the server is at fault: the player tries again. */
export async function commitDelta({ registrationId, lease }: Launch, delta: Delta): Promise<CommitAnswer> {
  const set = Object.entries(delta.set).map(([element, value]) => ({ element, value }));
  const events = delta.events.map((event) => event.toUpperCase() as Uppercase<typeof event>);
  try {
    const { data } = await client.mutate({
      mutation: CommitRuntimeDocument,
      variables: {
        registrationId,
        lease,
        delta: { ...delta, set, events, sequencing: delta.sequencing && JSON.stringify(delta.sequencing) },
      },
      fetchPolicy: "no-cache",
    });
    return data ? { kind: "stored", ...data.commitRuntime } : { kind: "silent" };
  } catch (error) {
    const reason = reasonOf(error);
    const refusal = refusalOf(error);
    if (reason === "LEASE_LOST" || refusal?.code === "NOT_FOUND") return { kind: "refused", code: "LEASE_LOST", state: null };
    if (reason === "SEQUENCE") return { kind: "refused", code: "CONFLICT", state: stateIn(error) };
    if (refusal?.code === "INVALID_INPUT") return { kind: "refused", code: "TOO_LARGE", state: stateIn(error) };
    return { kind: "silent" };
  }
}
