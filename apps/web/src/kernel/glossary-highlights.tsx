import type { MatchTerm, TermMatcher } from "@lyceum/shared/glossary-matching";
import type { GlossaryPlace } from "@lyceum/shared/inputs/glossary";
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useId, useMemo, useState } from "react";
import type { RichTextProps } from "../ui/rich-text";
import type { CoursePlace } from "./course-place";
import type { GlossaryCard } from "./glossary-card";
import type { markText } from "./glossary-marks";
import type { GlossaryMatchListQuery } from "./glossary.generated";

/** What is to be marked in a place; `terms` is read from the answer's one text. */
export interface MatchList extends Omit<GlossaryMatchListQuery["glossaryMatches"], "packed"> {
  terms: MatchTerm[];
}

/** What marks: fetched with the first glossary that has terms, since most pages of the frame have none. */
export interface Marker {
  matcher: TermMatcher;
  mark: typeof markText;
  Card: typeof GlossaryCard;
}

export interface Highlights {
  place: CoursePlace;
  list: MatchList | null;
  marker: Marker | null;
  /** Whether screen readers hear marks as buttons. */
  announce: boolean;
  /** Whether marks are shown now, by the course's setting and the reader's choice. */
  shown: boolean;
  /** Whether it is left to the reader: then a text offers the switch. */
  asks: boolean;
}

const Context = createContext<Highlights | null>(null);

/** The texts on screen that would offer the switch; the first one does. */
interface Offers {
  ids: readonly string[];
  enter: (id: string) => () => void;
}
const OfferContext = createContext<Offers | null>(null);

function useOffers(): Offers {
  const [ids, setIds] = useState<readonly string[]>([]);
  const enter = useCallback((id: string) => {
    setIds((former) => [...former, id]);
    return () => setIds((former) => former.filter((other) => other !== id));
  }, []);
  return useMemo(() => ({ ids, enter }), [ids, enter]);
}

/** Whether this text is the one on its page that offers to switch marks on and off. */
export function useOffersSwitch(kind: GlossaryPlace, never: boolean): CoursePlace | null {
  const known = useContext(Context);
  const offers = useContext(OfferContext);
  const id = useId();
  const wants = !never && Boolean(known?.asks && known.list?.places.includes(kind));
  const enter = offers?.enter;
  useEffect(() => (wants ? enter?.(id) : undefined), [wants, enter, id]);
  return known && wants && offers?.ids[0] === id ? known.place : null;
}

// What reads, marks and explains is no part of the first load.
const Source = lazy(async () => ({ default: (await import("./glossary-source")).GlossarySource }));

/**
 * Makes the terms of a course's glossary known to every rich text inside, and shows their card. Put it once, around a course's pages.
 */
export function GlossaryHighlights({ place, children }: { place: CoursePlace; children: ReactNode }) {
  const [known, setKnown] = useState<Highlights | null>(null);
  const offers = useOffers();
  return (
    <Context.Provider value={known}>
      <OfferContext.Provider value={offers}>{children}</OfferContext.Provider>
      <Suspense fallback={null}>
        <Source key={`${place.courseId} ${place.sessionId}`} place={place} onKnown={setKnown} />
      </Suspense>
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
  const announced = active?.announce ?? false;
  return useMemo(() => {
    if (!marker) return undefined;
    const { matcher, mark } = marker;
    return (root: HTMLElement) => mark(root, { matcher, language, firstOnly, except, createMark: makeMark(announced) }).unmark;
  }, [marker, language, firstOnly, except, announced]);
}
