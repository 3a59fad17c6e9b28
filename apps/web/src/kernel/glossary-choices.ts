import { useLocalStorage } from "@mantine/hooks";

const choice = (key: string) => ({ key: `lyceum.glossary.${key}`, defaultValue: false, getInitialValueInEffect: false });

/** What a reader has chosen about marked terms, kept in this browser. */
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

/** The reader's choices; `on` is remembered for each course. */
export function useGlossaryChoices(courseId: string): GlossaryChoices {
  const [on, setOn] = useLocalStorage(choice(`on.${courseId}`));
  const [off, setOff] = useLocalStorage(choice("off"));
  const [announce, setAnnounce] = useLocalStorage(choice("announce"));
  return { on, setOn, off, setOff, announce, setAnnounce };
}
