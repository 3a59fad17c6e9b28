import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { COURSE_SIGHTS, PROFILE_FIELD_KINDS, SIGHTS } from "@lyceum/shared/inputs/profile-fields";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";

type Words = readonly { language: string; text: string }[];

/** An extra field as its administrators see it: of the profile, or of courses (which have none of the last three). */
export interface EditableField {
  id: string;
  kind: (typeof PROFILE_FIELD_KINDS)[number];
  labels: Words;
  hints: Words;
  choices: readonly string[];
  required: boolean;
  ownerEdits: boolean;
  sight: (typeof COURSE_SIGHTS)[number];
  archivedAt: string | null;
  version: number;
  atRegistration?: boolean;
  mayChooseSight?: boolean;
  findable?: boolean;
}

/** Whose fields these are. */
export type FieldSubject = "profile" | "course";

const mapOf = (words: Words = []): Record<string, string> =>
  Object.fromEntries(languages.map(({ code }) => [code, words.find(({ language }) => language === code)?.text ?? ""]));
const listOf = (map: Record<string, string>) =>
  Object.entries(map)
    .map(([language, text]) => ({ language, text }))
    .filter(({ text }) => text.trim() !== "");

const valuesOf = (field: EditableField | null) => ({
  kind: field?.kind ?? ("TEXT" as EditableField["kind"]),
  labels: mapOf(field?.labels),
  hints: mapOf(field?.hints),
  choices: [...(field?.choices ?? [])],
  required: field?.required ?? false,
  atRegistration: field?.atRegistration ?? false,
  ownerEdits: field?.ownerEdits ?? true,
  sight: field?.sight ?? ("NOBODY" as EditableField["sight"]),
  mayChooseSight: field?.mayChooseSight ?? true,
  findable: field?.findable ?? false,
});
type Values = ReturnType<typeof valuesOf>;
type Form = UseFormReturnType<Values>;

/** A field as it is saved: its words as lists. */
export type FieldDraft = Omit<Values, "labels" | "hints"> & Record<"labels" | "hints", { language: string; text: string }[]>;

interface FieldDialogProps {
  subject: FieldSubject;
  field: EditableField | null;
  onClose: () => void;
  save: (draft: FieldDraft) => Promise<unknown>;
}

/** Adds an extra field, or changes one. */
export function FieldDialog({ subject, field, onClose, save }: FieldDialogProps) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [loading, setLoading] = useState(false);
  const form = useForm({ initialValues: valuesOf(field) });
  const submit = form.onSubmit(async ({ labels, hints, ...values }) => {
    setLoading(true);
    try {
      await save({ ...values, labels: listOf(labels), hints: listOf(hints) });
      onClose();
    } catch (error) {
      showError(error, form);
      setLoading(false);
    }
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(field ? "fields.edit" : "fields.add")}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <WordFields form={form} />
          <NativeSelect
            label={t("fields.kindLabel")}
            data={PROFILE_FIELD_KINDS.map((kind) => ({ value: kind, label: t(`fields.kind.${kind}`) }))}
            {...form.getInputProps("kind")}
          />
          {form.values.kind === "CHOICE" && (
            <TagsInput label={t("fields.choices")} description={t("fields.choicesHint")} {...form.getInputProps("choices")} />
          )}
          <Rules form={form} subject={subject} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("registration.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function WordFields({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  return (
    <>
      {languages.map(({ code, name }, index) => (
        <TextInput
          key={code}
          label={t("fields.label", { language: name })}
          lang={code}
          dir="auto"
          maxLength={100}
          data-autofocus={index === 0 || undefined}
          error={index === 0 ? form.errors["labels"] : undefined}
          {...form.getInputProps(`labels.${code}`, { withError: false })}
        />
      ))}
      {languages.map(({ code, name }) => (
        <TextInput
          key={code}
          label={t("fields.hint", { language: name })}
          lang={code}
          dir="auto"
          maxLength={300}
          {...form.getInputProps(`hints.${code}`, { withError: false })}
        />
      ))}
    </>
  );
}

/** Who sees a field, in words. */
export function useSightText(subject: FieldSubject): (sight: EditableField["sight"]) => string {
  const { t } = useTranslation("admin");
  return (sight) => t(subject === "course" || sight === "EVERYBODY" ? `fields.courseSight.${sight}` : `fields.sight.${sight}`);
}

function Rules({ form, subject }: { form: Form; subject: FieldSubject }) {
  const { t } = useTranslation("admin");
  const sightText = useSightText(subject);
  const box = (name: "required" | "atRegistration" | "ownerEdits" | "mayChooseSight" | "findable", label: string) => (
    <Checkbox label={label} {...form.getInputProps(name, { type: "checkbox" })} />
  );
  const ofPerson = subject === "profile";
  return (
    <>
      {box("ownerEdits", t(ofPerson ? "fields.rule.ownerEdits" : "fields.courseRule.ownerEdits"))}
      {box("required", t("fields.rule.required"))}
      {ofPerson && box("atRegistration", t("fields.rule.atRegistration"))}
      <NativeSelect
        label={t("fields.sightLabel")}
        data={(ofPerson ? SIGHTS : COURSE_SIGHTS).map((sight) => ({ value: sight, label: sightText(sight) }))}
        {...form.getInputProps("sight")}
      />
      {ofPerson && box("mayChooseSight", t("fields.rule.mayChooseSight"))}
      {ofPerson && box("findable", t("fields.rule.findable"))}
    </>
  );
}
