import { Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useHotkeys } from "../../kernel/hotkeys";
import { usePut } from "./use-put";
import { FieldFilters } from "./field-filters";
import { ROLES, STATES } from "./people-filter";
import type { PeopleFieldFragment } from "./people.generated";

const TYPING_MS = 250;

/** A choice among the filters: it shares its row with the others, and wraps before its words are cut. */
const narrow = { flex: "1 1 8rem", miw: "8rem" } as const;

interface PeopleFiltersProps {
  isStaff: boolean;
  groups: readonly { id: string; title: string }[];
  classes: readonly { classId: string; title: string }[];
  fields: readonly PeopleFieldFragment[];
}

/** Weeks of absence that one filters by, in days. */
const ABSENT = ["7", "14", "30"] as const;

/** Who has never been here, or not for so long: one choice, as nobody is both. */
function SeenChoice() {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const put = usePut();
  const never = search.get("access") === "never";
  return (
    <Select
      label={t("filter.access")}
      placeholder={t("filter.all")}
      clearable
      clearButtonProps={{ "aria-label": t("filter.clear", { name: t("filter.access") }) }}
      data={[
        { value: "never", label: t("filter.never") },
        ...ABSENT.map((days) => ({ value: days as string, label: t("filter.absentFor", { count: Number(days) }) })),
      ]}
      value={never ? "never" : search.get("absent")}
      onChange={(value) => put(value === "never" ? { access: value, absent: null } : { access: null, absent: value })}
      {...narrow}
    />
  );
}

/** The searched words: typed here, or brought by a link. */
function SearchField({ label }: { label: string }) {
  const [search] = useSearchParams();
  const put = usePut();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.get("q") ?? "");
  useHotkeys([["/", () => field.current?.focus()]]);
  // A link (a view, a search result) changes the address under the field.
  const asked = search.get("q") ?? "";
  const [former, setFormer] = useState(asked);
  if (asked !== former) {
    setFormer(asked);
    if (asked !== text.trim()) setText(asked);
  }
  useEffect(() => {
    if (text.trim() === (search.get("q") ?? "")) return undefined;
    const later = setTimeout(() => put({ q: text.trim() }), TYPING_MS);
    return () => clearTimeout(later);
  });
  return (
    <TextInput
      ref={field}
      type="search"
      label={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      flex="2 1 14rem"
    />
  );
}

/** What narrows the list; all of it lives in the address. `/` goes to the search field. */
export function PeopleFilters({ isStaff, groups, classes, fields }: PeopleFiltersProps) {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const put = usePut();
  const choice = (name: string, data: { value: string; label: string }[]) => (
    <Select
      label={t(`filter.${name}`)}
      placeholder={t("filter.all")}
      clearable
      clearButtonProps={{ "aria-label": t("filter.clear", { name: t(`filter.${name}`) }) }}
      data={data}
      value={search.get(name)}
      onChange={(value) => put({ [name]: value })}
      {...narrow}
    />
  );
  return (
    <Group mb="sm" gap="sm" align="flex-end" className="lyceum-chrome" role="search" aria-label={t("filter.label")}>
      <SearchField label={t(isStaff ? "filter.textStaff" : "filter.text")} />
      {choice(
        "role",
        ROLES.map((value) => ({ value, label: t(`roles.${value}`) })),
      )}
      {groups.length > 0 &&
        choice(
          "group",
          groups.map(({ id, title }) => ({ value: id, label: title })),
        )}
      {classes.length > 0 &&
        choice(
          "class",
          classes.map(({ classId, title }) => ({ value: classId, label: title })),
        )}
      {isStaff &&
        choice(
          "state",
          STATES.map((value) => ({ value, label: t(`states.${value}`) })),
        )}
      {isStaff && <SeenChoice />}
      {isStaff && <FieldFilters fields={fields} />}
    </Group>
  );
}
