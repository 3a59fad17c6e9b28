import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CoursePlace } from "./course-place";
import { useGlossaryChoices } from "./glossary-choices";
import { Definitions } from "./glossary-definitions";
import type { Highlights, Marker, MatchList } from "./glossary-highlights";
import { GlossaryMatchListDocument, GlossaryNewsDocument } from "./glossary.generated";
import { loadWords } from "./i18n";
import { useLive } from "./live";

/** The match list of a place: fetched once, kept until a live event names another version. A refusal (hidden tool) means: no marks. */
function useMatchList(place: CoursePlace): MatchList | null {
  const client = useApolloClient();
  const [list, setList] = useState<MatchList | null>(null);
  const known = useRef<MatchList | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const { courseId, sessionId } = place;
  const fetchList = useCallback(async () => {
    const variables = { courseId, sessionId, version: known.current?.version ?? null };
    const { data } = await client.query({ query: GlossaryMatchListDocument, variables, fetchPolicy: "network-only" });
    const next = data?.glossaryMatches;
    setCursor(data?.liveCursor ?? null);
    if (!next || next.version === known.current?.version) return;
    const { packed, ...rest } = next;
    known.current = { ...rest, terms: JSON.parse(packed ?? "[]") as MatchList["terms"] };
    setList(known.current);
  }, [client, courseId, sessionId]);
  useEffect(() => {
    // A hidden tool refuses: then nothing is marked.
    fetchList().catch(() => undefined);
  }, [fetchList]);
  useLive(GlossaryNewsDocument, {
    variables: { courseId, sessionId },
    after: cursor,
    onReload: () => void fetchList().catch(() => undefined),
    onEvent: ({ glossaryChanged }) => {
      if (glossaryChanged.version !== known.current?.version) fetchList().catch(() => undefined);
    },
  });
  return list;
}

function useMarker(list: MatchList | null): Marker | null {
  const [marker, setMarker] = useState<Marker | null>(null);
  useEffect(() => {
    const terms = list?.terms;
    if (!terms?.length) return;
    let wanted = true;
    // No mark before its card can open.
    void Promise.all([
      import("@lyceum/shared/glossary-matching"),
      import("./glossary-marks"),
      import("./glossary-card"),
      loadWords("glossary"),
    ]).then(
      ([matching, marks, card]) =>
        wanted && setMarker({ matcher: matching.buildMatcher(terms), mark: marks.markText, Card: card.GlossaryCard }),
    );
    return () => {
      wanted = false;
    };
  }, [list]);
  return list?.terms?.length ? marker : null;
}

/** Reads what is to be marked in a place, keeps it up to date, tells it, and shows the card of the mark that is open. */
export function GlossarySource({ place, onKnown }: { place: CoursePlace; onKnown: (known: Highlights) => void }) {
  const client = useApolloClient();
  const list = useMatchList(place);
  const choices = useGlossaryChoices(place);
  const { courseId, sessionId } = place;
  const marker = useMarker(list);
  // A new version may word terms anew, so what was read before is forgotten with it.
  const version = list?.version ?? "";
  const definitions = useMemo(() => new Definitions(client, { courseId, sessionId }, version), [client, courseId, sessionId, version]);
  // Until the reader's choices are known nothing is marked: marks that come and go again would be worse than late ones.
  const { on, off, announce } = choices ?? { on: false, off: true, announce: false };
  const shown = !off && (list?.mode === "AUTOMATIC" || (list?.mode === "ON_DEMAND" && on));
  const asks = !off && list?.mode === "ON_DEMAND" && marker !== null;
  useEffect(() => onKnown({ place, list, marker, announce, shown, asks }), [onKnown, place, list, marker, announce, shown, asks]);
  return marker && <marker.Card definitions={definitions} place={place} />;
}
