import { ActionIcon, Button, Fieldset, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { directionOf } from "@lyceum/shared/locales";
import { useTranslation } from "react-i18next";
import { htmlOfText, textOfHtml } from "./plain-definition";
import type { VariantValue } from "./term-values";

interface VariantFieldsProps {
  value: VariantValue[];
  languages: { value: string; label: string }[];
  onChange: (variants: VariantValue[]) => void;
}

interface VariantLineProps {
  variant: VariantValue;
  languages: VariantFieldsProps["languages"];
  onChange: (part: Partial<VariantValue>) => void;
  onRemove: () => void;
}

function VariantLine({ variant, languages, onChange, onRemove }: VariantLineProps) {
  const { t } = useTranslation("glossary");
  const written = { lang: variant.language, dir: directionOf(variant.language) };
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label={t("form.language")}
        data={languages}
        value={variant.language}
        onChange={(language) => language && onChange({ language })}
        allowDeselect={false}
        w="9rem"
      />
      <TextInput
        label={t("form.term")}
        value={variant.term}
        onChange={(event) => onChange({ term: event.currentTarget.value })}
        {...written}
        flex="1 1 9rem"
        maxLength={200}
      />
      <Textarea
        label={t("form.definition")}
        defaultValue={textOfHtml(variant.definition)}
        onChange={(event) => onChange({ definition: htmlOfText(event.currentTarget.value) })}
        {...written}
        autosize
        minRows={1}
        flex="2 1 14rem"
      />
      <ActionIcon aria-label={t("form.removeVariant", { language: variant.language })} onClick={onRemove} mb={4}>
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

/** The same term in other languages: a line each. */
export function VariantFields({ value, languages, onChange }: VariantFieldsProps) {
  const { t } = useTranslation("glossary");
  const taken = new Set(value.map((variant) => variant.language));
  const free = languages.find(({ value: code }) => !taken.has(code));
  return (
    <Fieldset legend={t("form.variants")}>
      <Stack gap="sm">
        {value.map((variant, index) => (
          <VariantLine
            key={variant.language}
            variant={variant}
            // A language once: the server keeps one text for each.
            languages={languages.filter(({ value: code }) => code === variant.language || !taken.has(code))}
            onChange={(part) => onChange(value.with(index, { ...variant, ...part }))}
            onRemove={() => onChange(value.filter((_, at) => at !== index))}
          />
        ))}
        {free && (
          <Button
            variant="default"
            size="compact-sm"
            style={{ alignSelf: "start" }}
            onClick={() => onChange([...value, { language: free.value, term: "", definition: "" }])}
          >
            {t("form.addVariant")}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
