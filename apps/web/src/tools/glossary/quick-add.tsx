import { useMutation } from "@apollo/client/react";
import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { conflictOf } from "./conflicts";
import { CreateGlossaryTermDocument } from "./glossary.generated";
import { htmlOfText } from "./plain-definition";
import classes from "./glossary.module.css";

/** The two fields' state, and the adding itself: afterwards the first field is ready for the next term. */
function useQuickAdd(place: CoursePlace, onAdded: () => Promise<unknown>) {
  const { t } = useTranslation("glossary");
  const showError = useShowError();
  const [create, { loading }] = useMutation(CreateGlossaryTermDocument);
  const [term, setTerm] = useState("");
  const [definition, setDefinition] = useState("");
  const [fault, setFault] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLTextAreaElement>(null);
  const add = async () => {
    if (term.trim() === "") return first.current?.focus();
    if (definition.trim() === "") return second.current?.focus();
    setFault(undefined);
    try {
      const { courseId, sessionId } = place;
      await create({ variables: { courseId, sessionId, input: { term, definition: htmlOfText(definition) } } });
      announce(t("quick.added", { term }));
      setTerm("");
      setDefinition("");
      first.current?.focus();
      await onAdded();
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict) setFault(t(`conflict.${conflict.code}`, { term: conflict.term ?? term }));
      else showError(error);
    }
  };
  return { first, second, term, setTerm, definition, setDefinition, fault, loading, add };
}

/** The last row of the list: a term and its definition; Enter adds it, and the next one can be typed. Shift and Enter break a line. */
export function QuickAdd({ place, onAdded }: { place: CoursePlace; onAdded: () => Promise<unknown> }) {
  const { t } = useTranslation("glossary");
  const { first, second, term, setTerm, definition, setDefinition, fault, loading, add } = useQuickAdd(place, onAdded);
  const enter = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  };
  return (
    <section aria-label={t("quick.label")} className="lyceum-chrome">
      <div className={classes.quick}>
        <TextInput
          ref={first}
          label={t("form.term")}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value)}
          onKeyDown={enter}
          maxLength={200}
          dir="auto"
          aria-invalid={fault ? true : undefined}
        />
        <Textarea
          ref={second}
          label={t("form.definition")}
          value={definition}
          onChange={(event) => setDefinition(event.currentTarget.value)}
          onKeyDown={enter}
          autosize
          minRows={1}
          maxRows={6}
          dir="auto"
        />
        <Button variant="default" onClick={() => void add()} loading={loading}>
          {t("quick.add")}
        </Button>
      </div>
      <Text size="xs" c={fault ? "red" : "dimmed"} mt={4} role={fault ? "alert" : undefined}>
        {fault ?? t("quick.help")}
      </Text>
    </section>
  );
}
