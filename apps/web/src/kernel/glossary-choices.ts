import { useMutation, useQuery } from "@apollo/client/react";
import { useLocalStorage } from "@mantine/hooks";
import { addTypePolicies } from "../apollo";
import type { SetGlossaryReadingInput } from "../graphql-types.generated";
import type { CoursePlace } from "./course-place";
import { useShowError } from "./errors";
import { GlossaryReadingDocument, SetGlossaryReadingDocument } from "./glossary.generated";
import { useViewer } from "./session";

/** What a reader has chosen about marked terms. */
export interface GlossaryChoices {
  /** "On demand" switched on, for one course. */
  on: boolean;
  setOn: (value: boolean) => void;
  /** No marks anywhere. */
  off: boolean;
  setOff: (value: boolean) => void;
  /** Screen readers hear marks as buttons. */
  announce: boolean;
  setAnnounce: (value: boolean) => void;
}

// A person has one, so every answer is the same row of the cache.
addTypePolicies({ GlossaryReading: { keyFields: [] } });

const choice = (key: string) => ({ key: `lyceum.glossary.${key}`, defaultValue: false, getInitialValueInEffect: false });

/** A visitor's choices, kept in this browser. */
function useBrowserChoices(courseId: string): GlossaryChoices {
  const [on, setOn] = useLocalStorage(choice(`on.${courseId}`));
  const [off, setOff] = useLocalStorage(choice("off"));
  const [announce, setAnnounce] = useLocalStorage(choice("announce"));
  return { on, setOn, off, setOff, announce, setAnnounce };
}

/** A person's choices, kept with their account; null until they are known. */
function useAccountChoices({ courseId, sessionId }: CoursePlace, skip: boolean): GlossaryChoices | null {
  const showError = useShowError();
  const { data } = useQuery(GlossaryReadingDocument, { skip });
  const [set] = useMutation(SetGlossaryReadingDocument);
  if (!data) return null;
  const { off, announce, courseIds } = data.glossaryReading;
  const change = (input: SetGlossaryReadingInput, shown: Partial<typeof data.glossaryReading>) => {
    // Marks come and go at the press, not after the answer.
    const optimisticResponse = { setGlossaryReading: { ...data.glossaryReading, ...shown } };
    set({ variables: { input }, optimisticResponse }).catch(showError);
  };
  const others = courseIds.filter((id) => id !== courseId);
  return {
    on: courseIds.includes(courseId),
    setOn: (on) => change({ courseId, sessionId, on }, { courseIds: on ? [...others, courseId] : others }),
    off,
    setOff: (value) => change({ off: value }, { off: value }),
    announce,
    setAnnounce: (value) => change({ announce: value }, { announce: value }),
  };
}

/** The reader's choices: of their account, or of this browser for visitors; null until they are known. `on` is remembered for each course. */
export function useGlossaryChoices(place: CoursePlace): GlossaryChoices | null {
  const visitor = useViewer() === null;
  const browser = useBrowserChoices(place.courseId);
  const account = useAccountChoices(place, visitor);
  return visitor ? browser : account;
}
