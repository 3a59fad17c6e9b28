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

/** The same term in other languages: a line each. */
export function VariantFields({ value, languages, onChange }: VariantFieldsProps) {
  const { t } = useTranslation("glossary");
  const change = (index: number, part: Partial<VariantValue>) =>
    onChange(value.map((variant, at) => (at === index ? { ...variant, ...part } : variant)));
  const free = languages.find(({ value: code }) => !value.some((variant) => variant.language === code));
  return (
    <Fieldset legend={t("form.variants")}>
      <Stack gap="sm">
        {value.map((variant, index) => {
          const dir = directionOf(variant.language);
          return (
            <Group key={variant.language} align="flex-end" gap="xs">
              <Select
                label={t("form.language")}
                data={languages}
                value={variant.language}
                onChange={(language) => language && change(index, { language })}
                allowDeselect={false}
                w="9rem"
              />
              <TextInput
                label={t("form.term")}
                value={variant.term}
                onChange={(event) => change(index, { term: event.currentTarget.value })}
                lang={variant.language}
                dir={dir}
                flex="1 1 9rem"
                maxLength={200}
              />
              <Textarea
                label={t("form.definition")}
                defaultValue={textOfHtml(variant.definition)}
                onChange={(event) => change(index, { definition: htmlOfText(event.currentTarget.value) })}
                lang={variant.language}
                dir={dir}
                autosize
                minRows={1}
                flex="2 1 14rem"
              />
              <ActionIcon
                aria-label={t("form.removeVariant", { language: variant.language })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
                mb={4}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Group>
          );
        })}
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
