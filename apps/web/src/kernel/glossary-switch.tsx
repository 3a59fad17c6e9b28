import { Button, type ButtonProps } from "@mantine/core";
import { IconHighlight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "./course-place";
import { useGlossaryChoices } from "./glossary-choices";

/** The button that marks terms in a course's texts, where the course leaves it to the reader; nothing for who wants no marks at all. */
export function GlossarySwitch({ place, ...look }: { place: CoursePlace } & ButtonProps) {
  const { t } = useTranslation("glossary");
  const choices = useGlossaryChoices(place);
  if (!choices || choices.off) return null;
  return (
    <Button
      variant={choices.on ? "light" : "default"}
      leftSection={<IconHighlight size={18} aria-hidden />}
      aria-pressed={choices.on}
      onClick={() => choices.setOn(!choices.on)}
      {...look}
    >
      {t("highlighting.switch")}
    </Button>
  );
}
