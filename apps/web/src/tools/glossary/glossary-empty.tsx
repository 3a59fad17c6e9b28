import { useMutation } from "@apollo/client/react";
import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { CreateGlossaryTermDocument } from "./glossary.generated";

const SAMPLES = ["first", "second"] as const;

interface GlossaryEmptyProps {
  place: CoursePlace;
  /** Why there is nothing: the list was narrowed, no proposal waits, or nobody has written a term. */
  kind: "narrowed" | "proposals" | "none";
  manages: boolean;
  onAdd: () => void;
  onAdded: () => Promise<unknown>;
}

/** What stands where there is no term; whoever may write begins here, with a term of their own or with two to look at. */
export function GlossaryEmpty({ place, kind, manages, onAdd, onAdded }: GlossaryEmptyProps) {
  const { t, i18n } = useTranslation("glossary");
  const showError = useShowError();
  const [create, { loading }] = useMutation(CreateGlossaryTermDocument);
  const { courseId, sessionId } = place;
  const sample = async () => {
    try {
      for (const name of SAMPLES) {
        const input = { term: t(`sample.${name}.term`), definition: `<p>${t(`sample.${name}.definition`)}</p>`, language: i18n.language };
        await create({ variables: { courseId, sessionId, input } });
      }
      await onAdded();
    } catch (error) {
      showError(error);
    }
  };
  if (kind === "narrowed")
    return (
      <EmptyState tool="glossary" title={t("nothing.title")}>
        {t("nothing.text")}
      </EmptyState>
    );
  if (kind === "proposals")
    return (
      <EmptyState tool="glossary" title={t("proposals.none")}>
        {t("proposals.noneText")}
      </EmptyState>
    );
  const begin = manages && (
    <Group justify="center" gap="sm">
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
        {t("empty.add")}
      </Button>
      <Button variant="default" loading={loading} onClick={() => void sample()}>
        {t("empty.sample")}
      </Button>
    </Group>
  );
  return (
    <EmptyState tool="glossary" title={t("empty.title")} action={begin}>
      {t(manages ? "empty.text" : "empty.textLearner")}
    </EmptyState>
  );
}
