import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** What the page has to know of an extra field of the profile. */
export interface FieldLike {
  id: string;
  kind: "TEXT" | "LONG_TEXT" | "NUMBER" | "DATE" | "YES_NO" | "CHOICE" | "LINK";
  labels: readonly { language: string; text: string }[];
  hints: readonly { language: string; text: string }[];
  choices: readonly string[];
  required: boolean;
}

/** Returns a function that picks words in the person's language, else in English, else in any. */
export function useOwnWords(): (words: readonly { language: string; text: string }[]) => string {
  const { i18n } = useTranslation();
  const find = (words: readonly { language: string; text: string }[], language: string) =>
    words.find((one) => one.language === language)?.text;
  return (words) => find(words, i18n.language) ?? find(words, "en") ?? words[0]?.text ?? "";
}

interface ValueFieldProps {
  field: FieldLike;
  value: string;
  onChange: (value: string) => void;
  /** Called with the value when the field is left, or when something was chosen. */
  onDone?: (value: string) => void;
  error?: ReactNode;
  readOnly?: boolean;
}

/** The control that suits an extra field's kind. */
export function ValueField({ field, value, onChange, onDone, error, readOnly }: ValueFieldProps) {
  const { t } = useTranslation("ui");
  const words = useOwnWords();
  const common = {
    label: words(field.labels),
    description: words(field.hints) || undefined,
    required: field.required,
    error,
    value,
  };
  const typed = {
    ...common,
    readOnly,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    onBlur: (event: { currentTarget: { value: string } }) => onDone?.(event.currentTarget.value),
  };
  if (field.kind === "CHOICE" || field.kind === "YES_NO") {
    const choices =
      field.kind === "CHOICE"
        ? field.choices.map((choice) => ({ value: choice, label: choice }))
        : [
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ];
    const choose = (chosen: string) => {
      onChange(chosen);
      onDone?.(chosen);
    };
    return (
      <NativeSelect
        {...common}
        disabled={readOnly}
        data={[{ value: "", label: "–" }, ...choices]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    );
  }
  if (field.kind === "LONG_TEXT") return <Textarea {...typed} autosize minRows={2} maxRows={10} maxLength={5000} dir="auto" />;
  const looks = {
    TEXT: { maxLength: 300, dir: "auto" },
    NUMBER: { inputMode: "decimal", dir: "ltr" },
    DATE: { type: "date" },
    LINK: { type: "url", dir: "ltr", maxLength: 2000 },
  } as const;
  return <TextInput {...typed} {...looks[field.kind]} />;
}
