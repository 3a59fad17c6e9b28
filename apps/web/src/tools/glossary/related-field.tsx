import { useQuery } from "@apollo/client/react";
import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "../../kernel/course-place";
import { GlossaryTermChoicesDocument } from "./glossary.generated";

interface RelatedFieldProps {
  place: CoursePlace;
  exclude?: string;
  known: readonly { id: string; term: string }[];
  value: string[];
  onChange: (ids: string[]) => void;
}

/** "See also": terms chosen by typing a part of them. */
export function RelatedField({ place, exclude, known, value, onChange }: RelatedFieldProps) {
  const { t } = useTranslation("glossary");
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed, 200);
  const { courseId, sessionId } = place;
  const { data } = useQuery(GlossaryTermChoicesDocument, { variables: { courseId, sessionId, query }, skip: query === "" });
  const [chosen, setChosen] = useState(new Map(known.map((term) => [term.id, term.term])));
  const found = data?.glossaryTerms.nodes.filter((term) => term.id !== exclude) ?? [];
  const options = new Map([
    ...[...chosen].filter(([id]) => value.includes(id)),
    ...found.map((term): [string, string] => [term.id, term.term]),
  ]);
  const choose = (ids: string[]) => {
    setChosen(new Map([...chosen, ...options]));
    onChange(ids);
  };
  return (
    <MultiSelect
      label={t("form.related")}
      data={[...options].map(([id, label]) => ({ value: id, label }))}
      value={value}
      onChange={choose}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t("form.relatedNone")}
      maxValues={50}
    />
  );
}
