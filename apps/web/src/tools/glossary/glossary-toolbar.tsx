import { ActionIcon, Chip, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { changed } from "./glossary-address";
import type { GlossaryPageQuery } from "./glossary.generated";
import classes from "./glossary.module.css";

type Glossary = GlossaryPageQuery["glossary"];

function SearchField() {
  const { t } = useTranslation("glossary");
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get("q") ?? "");
  const ask = useDebouncedCallback((q: string) => setSearch((current) => changed(current, { q, letter: null }), { replace: true }), 200);
  const type = (value: string) => {
    setText(value);
    ask(value);
  };
  const clear = (
    <ActionIcon variant="subtle" aria-label={t("search.clear")} onClick={() => type("")}>
      <IconX size={16} />
    </ActionIcon>
  );
  return (
    <TextInput
      type="search"
      label={t("search.label")}
      placeholder={t("search.placeholder")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text ? clear : undefined}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      flex="1 1 14rem"
      dir="auto"
    />
  );
}

function Letters({ letters }: Pick<Glossary, "letters">) {
  const { t } = useTranslation("glossary");
  const [search] = useSearchParams();
  const current = search.get("letter");
  const to = (letter: string | null) => ({ search: changed(search, { letter, q: null }).toString() });
  return (
    <nav aria-label={t("letters.label")}>
      <ul className={classes.letters}>
        <li>
          <Link to={to(null)} className={classes.letter} aria-current={current ? undefined : "true"} preventScrollReset>
            {t("letters.all")}
          </Link>
        </li>
        {letters.map(({ letter, count }) => (
          <li key={letter}>
            <Link
              to={to(letter)}
              className={classes.letter}
              aria-current={letter === current ? "true" : undefined}
              aria-label={t("letters.letter", { letter, count })}
              preventScrollReset
            >
              {letter}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Search, letters in use, categories, and the choice between panels and a table; all of it in the address. */
export function GlossaryToolbar({ glossary }: { glossary: Glossary }) {
  const { t } = useTranslation("glossary");
  const [search, setSearch] = useSearchParams();
  const { letters, categories, settings } = glossary;
  const set = (change: Record<string, string | null>) => setSearch((current) => changed(current, change), { replace: true });
  const view = search.get("view") ?? settings.view.toLowerCase();
  return (
    <Stack gap="sm" className="lyceum-chrome">
      <Group align="flex-end" gap="sm">
        <SearchField />
        <SegmentedControl
          aria-label={t("view.label")}
          value={view}
          onChange={(value) => set({ view: value === settings.view.toLowerCase() ? null : value })}
          data={[
            { value: "list", label: t("view.list") },
            { value: "table", label: t("view.table") },
          ]}
        />
      </Group>
      {letters.length > 1 && <Letters letters={letters} />}
      {categories.length > 0 && (
        <Chip.Group value={search.get("category") ?? ""} onChange={(category) => set({ category: String(category) || null })}>
          <Group gap={6} role="radiogroup" aria-label={t("categories.label")}>
            <Chip value="" size="xs">
              {t("categories.all")}
            </Chip>
            {categories.map((category) => (
              <Chip key={category} value={category} size="xs">
                {category}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </Stack>
  );
}
