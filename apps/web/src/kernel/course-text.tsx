import type { GlossaryPlace } from "@lyceum/shared/inputs/glossary";
import { RichText, type RichTextProps } from "../ui/rich-text";
import { useTermMarks } from "./glossary-highlights";

interface CourseTextProps extends Omit<RichTextProps, "onRender"> {
  /** The kind of page: the course chooses on which kinds terms are marked. */
  place: GlossaryPlace;
  /** Terms to leave alone: a term's own page. */
  except?: ReadonlySet<string>;
}

/** Rich text of a course with its glossary's terms marked: use it instead of `RichText` on every page of a course. */
export function CourseText({ place, except, ...text }: CourseTextProps) {
  const onRender = useTermMarks(place, except);
  return <RichText {...text} onRender={onRender} />;
}
