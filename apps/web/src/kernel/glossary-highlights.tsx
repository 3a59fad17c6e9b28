import type { TermMatcher } from "@lyceum/shared/glossary-matching";
import type { GlossaryPlace } from "@lyceum/shared/inputs/glossary";
import { useApolloClient } from "@apollo/client/react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { RichTextProps } from "../ui/rich-text";
import { type GlossaryChoices, useGlossaryChoices } from "./glossary-choices";
import { Definitions } from "./glossary-definitions";
import type { GlossaryCard } from "./glossary-card";
import type { markText } from "./glossary-marks";
import { GlossaryMatchListDocument, type GlossaryMatchListQuery, GlossaryNewsDocument } from "./glossary.generated";
import { useLive } from "./live";
import { loadWords } from "./i18n";
import type { CoursePlace } from "./course-place";

type MatchList = GlossaryMatchListQuery["glossaryMatches"];

/** What marks: fetched with the first glossary that has terms, since most pages of the frame have none. */
interface Marker {
  matcher: TermMatcher;
  mark: typeof markText;
  Card: typeof GlossaryCard;
}

interface Highlights {
  place: CoursePlace;
  list: MatchList | null;
  marker: Marker | null;
  choices: GlossaryChoices;
  /** Whether marks are shown now, by the course's setting and the reader's choice. */
  shown: boolean;
}

const Context = createContext<Highlights | null>(null);

/** The match list of a place: fetched once, kept until a live event names another version. A refusal (hidden tool) means: no marks. */
function useMatchList(place: CoursePlace): MatchList | null {
  const client = useApolloClient();
  const [list, setList] = useState<MatchList | null>(null);
  const known = useRef<MatchList | null>(null);
  const { courseId, sessionId } = place;
  const fetchList = useCallback(async () => {
    const variables = { courseId, sessionId, version: known.current?.version ?? null };
    const { data } = await client.query({ query: GlossaryMatchListDocument, variables, fetchPolicy: "network-only" });
    const next = data?.glossaryMatches;
    if (!next || next.version === known.current?.version) return;
    known.current = next;
    setList(next);
  }, [client, courseId, sessionId]);
  useEffect(() => {
    known.current = null;
    setList(null);
    fetchList().catch(() => setList(null));
  }, [fetchList]);
  useLive(GlossaryNewsDocument, {
    variables: { courseId, sessionId, after: null },
    skip: list === null,
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
    if (!terms?.length) return setMarker(null);
    let wanted = true;
    // No mark before its card can open.
    void Promise.all([import("@lyceum/shared/glossary-matching"), import("./glossary-marks"), import("./glossary-card"), loadWords("glossary")]).then(
      ([matching, marks, card]) => wanted && setMarker({ matcher: matching.buildMatcher(terms), mark: marks.markText, Card: card.GlossaryCard }),
    );
    return () => {
      wanted = false;
    };
  }, [list]);
  return marker;
}

/**
 * Makes the terms of a course's glossary known to every rich text inside, and shows their card. Put it once, around a course's pages.
 */
export function GlossaryHighlights({ place, children }: { place: CoursePlace; children: ReactNode }) {
  const client = useApolloClient();
  const list = useMatchList(place);
  const choices = useGlossaryChoices(place.courseId);
  const { courseId, sessionId } = place;
  const marker = useMarker(list);
  // A new version may word terms anew, so what was read before is forgotten with it.
  const definitions = useMemo(() => new Definitions(client, { courseId, sessionId }), [client, courseId, sessionId, list?.version]);
  const shown = !choices.off && (list?.mode === "AUTOMATIC" || (list?.mode === "ON_DEMAND" && choices.on));
  const value = useMemo(() => ({ place, list, marker, choices, shown }), [place, list, marker, choices, shown]);
  return (
    <Context.Provider value={value}>
      {children}
      {marker && <marker.Card definitions={definitions} place={place} />}
    </Context.Provider>
  );
}

/** What is known about marked terms here; null outside a course. */
export function useHighlights(): Highlights | null {
  return useContext(Context);
}

function makeMark(announced: boolean) {
  return (termId: string): HTMLElement => {
    const mark = document.createElement(announced ? "button" : "span");
    mark.dataset["glossaryTerm"] = termId;
    mark.className = "lyceum-term";
    if (mark instanceof HTMLButtonElement) {
      mark.type = "button";
      mark.setAttribute("aria-expanded", "false");
    } else {
      // Without a role it is read as the text it is; the keyboard reaches it all the same.
      mark.tabIndex = 0;
    }
    return mark;
  };
}

/**
 * What a rich text's `onRender` needs so that its terms are marked: undefined where nothing is to be marked. `except` names terms to
 * leave alone (a term's own page).
 */
export function useTermMarks(kind: GlossaryPlace, except?: ReadonlySet<string>): RichTextProps["onRender"] {
  const known = useContext(Context);
  const active = known?.shown && known.list?.places.includes(kind) ? known : null;
  const marker = active?.marker ?? null;
  const firstOnly = active?.list?.firstOnly ?? true;
  const language = active?.place.language ?? "en";
  const announced = active?.choices.announce ?? false;
  return useMemo(() => {
    if (!marker) return undefined;
    const { matcher, mark } = marker;
    return (root: HTMLElement) => mark(root, { matcher, language, firstOnly, except, createMark: makeMark(announced) }).unmark;
  }, [marker, language, firstOnly, except, announced]);
}
