import { Fieldset, SimpleGrid, Switch, Select, Stack } from "@mantine/core";
import { TERM_COLUMNS } from "@lyceum/shared/inputs/glossary";
import { useTranslation } from "react-i18next";
import type { GlossaryColumn, GlossaryColumnsInput } from "../../graphql-types.generated";

interface FileColumn {
  header: string;
  samples: readonly string[];
  field: GlossaryColumn | null;
}

interface ColumnsFieldsProps {
  columns: readonly FileColumn[];
  hasHeader: boolean;
  disabled: boolean;
  onChange: (said: GlossaryColumnsInput) => void;
}

/** What each column of the file is: as it was found, and as the teacher says better. A column that another one becomes is left out. */
export function ColumnsFields({ columns, hasHeader, disabled, onChange }: ColumnsFieldsProps) {
  const { t } = useTranslation("glossary");
  const fields = columns.map((column) => column.field);
  const choices = TERM_COLUMNS.map((column) => ({ value: column.toUpperCase(), label: t(`import.column.${column}`) }));
  const choose = (at: number, chosen: GlossaryColumn | null) =>
    onChange({ hasHeader, columns: fields.map((field, index) => (index === at ? chosen : field === chosen ? null : field)) });
  return (
    <Fieldset legend={t("import.columns")}>
      <Stack gap="sm">
        <Switch
          label={t("import.hasHeader")}
          checked={hasHeader}
          disabled={disabled}
          onChange={(event) => onChange({ hasHeader: event.currentTarget.checked, columns: fields })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
          {columns.map(({ header, samples, field }, at) => (
            <Select
              // A column has no other name than its place.
              key={at}
              label={<bdi>{header || t("import.columnNumber", { number: at + 1 })}</bdi>}
              description={<bdi>{samples.join(" · ")}</bdi>}
              styles={{ description: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } }}
              inputWrapperOrder={["label", "input", "description"]}
              data={choices}
              value={field}
              placeholder={t("import.leftOut")}
              clearable={field !== "TERM" && field !== "DEFINITION"}
              allowDeselect={false}
              disabled={disabled}
              onChange={(chosen) => choose(at, chosen as GlossaryColumn | null)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
