import { lazy, Suspense, useCallback } from "react";
import type { GlossaryPlace } from "@lyceum/shared/inputs/glossary";
import { RichText, type RichTextProps } from "../ui/rich-text";
import { useOffersSwitch, useTermMarks } from "./glossary-highlights";
import { useItemLinks } from "./item-links";

const GlossarySwitch = lazy(async () => ({ default: (await import("./glossary-switch")).GlossarySwitch }));

interface CourseTextProps extends Omit<RichTextProps, "onRender"> {
  /** The kind of page: the course chooses on which kinds terms are marked. */
  place: GlossaryPlace;
  /** Terms to leave alone: a term's own page, whose header has the switch already. */
  except?: ReadonlySet<string>;
}

/**
 * Rich text of a course with its glossary's terms marked and its links to items leading within the session on screen: use it instead of `RichText` on every page of a course. Where the course leaves
 * marking to the reader, the first text of a page has the switch below it, where it moves nothing that is being read.
 */
export function CourseText({ place, except, ...text }: CourseTextProps) {
  const mark = useTermMarks(place, except);
  const lead = useItemLinks();
  const onRender = useCallback(
    (root: HTMLElement) => {
      lead(root);
      return mark?.(root);
    },
    [lead, mark],
  );
  const offered = useOffersSwitch(place, except !== undefined);
  return (
    <>
      <RichText {...text} onRender={onRender} />
      {offered && (
        <Suspense fallback={null}>
          <GlossarySwitch place={offered} className="lyceum-chrome" size="compact-sm" mt="xs" />
        </Suspense>
      )}
    </>
  );
}
