import { ActionIcon, Anchor, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { RichText } from "../ui/rich-text";
import type { CoursePlace } from "./course-place";
import { directionOf } from "@lyceum/shared/locales";
import type { Definition, Definitions } from "./glossary-definitions";
import { useOpenMark } from "./glossary-open";
import classes from "./glossary-card.module.css";

/** Puts the card below its mark, or above where there is no room; inside the window always. */
function place(card: HTMLElement, mark: HTMLElement) {
  const at = mark.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const below = at.bottom + 8 + height <= window.innerHeight || at.top < height + 8;
  const start = getComputedStyle(mark).direction === "rtl" ? at.right - width : at.left;
  card.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - height - 4)}px`;
  // Physical on purpose: these are coordinates of the window, not of the writing.
  card.style.setProperty("left", `${Math.min(Math.max(8, start), Math.max(8, window.innerWidth - width - 8))}px`);
}

function useDefinition(definitions: Definitions, id: string | undefined): Definition | null | "failed" | undefined {
  const [found, setFound] = useState<{ id: string; definition: Definition | null | "failed" }>();
  useEffect(() => {
    if (!id) return;
    let wanted = true;
    const keep = (definition: Definition | null | "failed") => wanted && setFound({ id, definition });
    definitions.of(id).then(keep, () => keep("failed"));
    return () => {
      wanted = false;
    };
  }, [definitions, id]);
  return found?.id === id ? found?.definition : undefined;
}

function CardBody({ definition, to }: { definition: Definition | null | "failed" | undefined; to: (id: string) => string }) {
  const { t } = useTranslation("glossary");
  if (definition === undefined) return <Skeleton h={48} aria-label={t("card.loading")} />;
  if (definition === "failed") return <Text>{t("card.failed")}</Text>;
  if (definition === null) return <Text>{t("card.gone")}</Text>;
  const { term, language, aliases } = definition;
  return (
    <Stack gap="xs" lang={language} dir={directionOf(language)}>
      {aliases.length > 0 && (
        <Text size="sm" c="dimmed">
          {aliases.map((alias) => alias.text).join(" · ")}
        </Text>
      )}
      {definition.pictureUrl && <img className={classes.picture} src={definition.pictureUrl} alt={term} />}
      <RichText html={definition.definition} lang={language} dir={directionOf(language)} />
      {definition.audioUrl && (
        <audio className={classes.sound} controls preload="none" src={definition.audioUrl} aria-label={t("term.audio", { term })} />
      )}
      <Anchor component={Link} to={to(definition.id)} size="sm">
        {t("card.more")}
      </Anchor>
    </Stack>
  );
}

/** The definition of the term that is pointed at, focused and entered, or tapped: beside it, on phones at the bottom. Esc closes it. */
export function GlossaryCard({ definitions, place: coursePlace }: { definitions: Definitions; place: CoursePlace }) {
  const { t } = useTranslation("glossary");
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const { open, close, hold } = useOpenMark(card);
  const definition = useDefinition(definitions, open?.termId);
  const name = definition && definition !== "failed" ? definition.term : (open?.mark.textContent ?? "");
  useLayoutEffect(() => {
    const element = card.current;
    if (!open || !element) return;
    const { mark } = open;
    const follow = () => place(element, mark);
    follow();
    if (mark instanceof HTMLButtonElement) mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-describedby", id);
    window.addEventListener("scroll", follow, { passive: true, capture: true });
    window.addEventListener("resize", follow);
    return () => {
      if (mark instanceof HTMLButtonElement) mark.setAttribute("aria-expanded", "false");
      mark.removeAttribute("aria-describedby");
      window.removeEventListener("scroll", follow, { capture: true });
      window.removeEventListener("resize", follow);
    };
  }, [open, definition, id]);
  // Whoever opened it by keys reads it next: the focus goes in, and comes back by Esc.
  useEffect(() => {
    if (open?.byKey) card.current?.focus();
  }, [open]);
  if (!open) return null;
  return (
    <div ref={card} id={id} role="dialog" aria-label={t("card.label", { term: name })} tabIndex={-1} className={classes.card} {...hold}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={4}>
        <Text fw={650} size="lg">
          <bdi>{name}</bdi>
        </Text>
        <ActionIcon aria-label={t("card.close")} onClick={() => close(true)} size={28}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <CardBody definition={definition} to={(termId) => `${coursePlace.address}/glossary/${termId}`} />
    </div>
  );
}
