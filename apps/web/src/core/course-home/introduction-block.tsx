import { useMutation } from "@apollo/client/react";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import type { GlossaryPlace } from "@lyceum/shared/inputs/glossary";
import { CourseText } from "../../kernel/course-text";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { DeleteIntroductionDocument, type IntroductionBlock_introductionFragment, SaveIntroductionDocument } from "./course-home.generated";
import classes from "./course-home.module.css";

type Introduction = IntroductionBlock_introductionFragment | null;

interface IntroductionProps {
  introduction: Introduction;
  /** `home`, or a tool's key. */
  tool: string;
  editing: boolean;
  refresh: () => Promise<unknown>;
}

function Editor({ introduction, tool, refresh, onDone }: Omit<IntroductionProps, "editing"> & { onDone: () => void }) {
  const { t } = useTranslation("courses");
  const place = useCoursePlace();
  const showError = useShowError();
  const [save, { loading }] = useMutation(SaveIntroductionDocument);
  const [html, setHtml] = useState(introduction?.source ?? "");
  // In a session that still shows the course's text, saving writes the session's own first text.
  const here = introduction && introduction.ofSession === (place.sessionId !== null) ? introduction.version : 0;
  const submit = () =>
    save({ variables: { courseId: place.courseId, sessionId: place.sessionId, tool, html, expectedVersion: here } })
      .then(refresh)
      .then(onDone)
      .catch(showError);
  return (
    <Stack gap="sm" mb="xl">
      <RichTextEditor label={t("introduction.label")} value={html} onChange={setHtml} description={t("introduction.tags")} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button loading={loading} onClick={() => void submit()}>
          {t("save")}
        </Button>
      </Group>
    </Stack>
  );
}

/** Where the course chooses whether terms are marked: a tool's introduction goes with the tool's own texts. */
const PLACES: Record<string, GlossaryPlace> = { documents: "DOCUMENTS", paths: "PATHS", quizzes: "QUIZZES", forums: "POSTS", wiki: "WIKI" };

/** The text at the top of the home page or of a tool. In a session its own text stands in place of the course's. */
export function IntroductionBlock({ introduction, tool, editing, refresh }: IntroductionProps) {
  const { t } = useTranslation("courses");
  const place = useCoursePlace();
  const [open, setOpen] = useState(false);
  const showError = useShowError();
  const offerUndo = useUndo();
  const [remove] = useMutation(DeleteIntroductionDocument);
  const [save] = useMutation(SaveIntroductionDocument);
  const at = { courseId: place.courseId, sessionId: place.sessionId, tool };
  if (editing && open) return <Editor introduction={introduction} tool={tool} refresh={refresh} onDone={() => setOpen(false)} />;
  const takeAway = () =>
    remove({ variables: at })
      .then(refresh)
      .then(() =>
        offerUndo(t("introduction.removed"), () => save({ variables: { ...at, html: introduction?.source ?? "" } }).then(refresh)),
      )
      .catch(showError);
  const ownHere = introduction !== null && introduction.ofSession === (place.sessionId !== null);
  return (
    <section className={classes.introduction} aria-label={t("introduction.label")}>
      {introduction && <CourseText place={PLACES[tool] ?? "PAGES"} html={introduction.html} lang={place.language} />}
      {editing && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="light" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setOpen(true)}>
            {t(ownHere ? "introduction.edit" : place.sessionId ? "introduction.writeHere" : "introduction.write")}
          </Button>
          {ownHere && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void takeAway()}>
              {t(introduction.replacesBase ? "introduction.bringBack" : "introduction.remove")}
            </Button>
          )}
          {introduction?.replacesBase && <Badge variant="outline">{t("introduction.ofSession")}</Badge>}
          {!introduction && tool === "home" && (
            <Text size="sm" c="dimmed">
              {t("introduction.none")}
            </Text>
          )}
        </Group>
      )}
    </section>
  );
}
