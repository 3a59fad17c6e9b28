import { Select, TextInput } from "@mantine/core";
import { FILTERED_FIELDS_MAX } from "@lyceum/shared/inputs/enrolments";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useOwnWords } from "../../core/profile-fields/value-field";
import { fieldPart, readColumns, readFieldFilters } from "./people-columns";
import { useFieldChoices } from "./use-field-choices";
import { usePut } from "./use-put";
import type { PeopleFieldFragment } from "./people.generated";

const TYPING_MS = 400;

interface FieldFilterProps {
  field: PeopleFieldFragment;
  /** What is asked now; empty = nothing. */
  value: string;
}

/** Narrows the list by what one extra field says: one of its choices, or a part of a text. */
function FieldFilter({ field, value }: FieldFilterProps) {
  const { t } = useTranslation("people");
  const words = useOwnWords();
  const put = usePut();
  const choices = useFieldChoices();
  const data = choices(field);
  const label = words(field.labels);
  const [text, setText] = useState(value);
  const [former, setFormer] = useState(value);
  if (value !== former) {
    setFormer(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (data || text.trim() === value) return undefined;
    const later = setTimeout(() => put({ [fieldPart(field.id)]: text.trim() }), TYPING_MS);
    return () => clearTimeout(later);
  });
  if (!data)
    return (
      <TextInput
        label={label}
        type={field.kind === "DATE" ? "date" : "text"}
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        flex="1 1 8rem"
        maw="24rem"
        miw="8rem"
      />
    );
  return (
    <Select
      label={label}
      placeholder={t("filter.all")}
      clearable
      searchable={data.length > 10}
      clearButtonProps={{ "aria-label": t("filter.clear", { name: label }) }}
      data={data}
      value={value || null}
      onChange={(chosen) => put({ [fieldPart(field.id)]: chosen })}
      flex="1 1 8rem"
      miw="8rem"
    />
  );
}

/** One narrowing for each extra field that is a column, and for each that an address asks for. */
export function FieldFilters({ fields }: { fields: readonly PeopleFieldFragment[] }) {
  const [search] = useSearchParams();
  const asked = new Map(readFieldFilters(search).map(({ fieldId, value }) => [fieldId, value]));
  const columns = new Set(readColumns(search));
  const shown = fields.filter(({ id }) => asked.has(id) || columns.has(id));
  // Only so many may be asked for at once; those that are stay where they can be taken back.
  const first = [...shown].sort((a, b) => Number(asked.has(b.id)) - Number(asked.has(a.id))).slice(0, FILTERED_FIELDS_MAX);
  return shown
    .filter((field) => first.includes(field))
    .map((field) => <FieldFilter key={field.id} field={field} value={asked.get(field.id) ?? ""} />);
}
