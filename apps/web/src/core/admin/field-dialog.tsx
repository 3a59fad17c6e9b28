import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { PROFILE_FIELD_KINDS, SIGHTS } from "@lyceum/shared/inputs/profile-fields";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { type AdminProfileFieldsQuery, CreateProfileFieldDocument, UpdateProfileFieldDocument } from "./admin.generated";

type ProfileField = AdminProfileFieldsQuery["profileFields"][number];
type Kind = ProfileField["kind"];
type Sight = ProfileField["sight"];

const mapOf = (words: readonly { language: string; text: string }[] = []): Record<string, string> =>
  Object.fromEntries(languages.map(({ code }) => [code, words.find(({ language }) => language === code)?.text ?? ""]));
const listOf = (map: Record<string, string>) =>
  Object.entries(map)
    .map(([language, text]) => ({ language, text }))
    .filter(({ text }) => text.trim() !== "");

const valuesOf = (field: ProfileField | null) => ({
  kind: field?.kind ?? ("TEXT" as Kind),
  labels: mapOf(field?.labels),
  hints: mapOf(field?.hints),
  choices: [...(field?.choices ?? [])],
  required: field?.required ?? false,
  atRegistration: field?.atRegistration ?? false,
  ownerEdits: field?.ownerEdits ?? true,
  sight: field?.sight ?? ("NOBODY" as Sight),
  mayChooseSight: field?.mayChooseSight ?? true,
});
type Form = UseFormReturnType<ReturnType<typeof valuesOf>>;

interface FieldDialogProps {
  field: ProfileField | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Adds an extra field, or changes one. */
export function FieldDialog({ field, onClose, onSaved }: FieldDialogProps) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [create, creating] = useMutation(CreateProfileFieldDocument);
  const [update, updating] = useMutation(UpdateProfileFieldDocument);
  const form = useForm({ initialValues: valuesOf(field) });
  const submit = form.onSubmit(async ({ labels, hints, ...values }) => {
    const input = { ...values, labels: listOf(labels), hints: listOf(hints) };
    try {
      if (field) await update({ variables: { id: field.id, input, expectedVersion: field.version } });
      else await create({ variables: { input } });
      onSaved();
    } catch (error) {
      showError(error, form);
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
          <Words form={form} />
          <NativeSelect
            label={t("fields.kindLabel")}
            data={PROFILE_FIELD_KINDS.map((kind) => ({ value: kind, label: t(`fields.kind.${kind}`) }))}
            {...form.getInputProps("kind")}
          />
          {form.values.kind === "CHOICE" && (
            <TagsInput label={t("fields.choices")} description={t("fields.choicesHint")} {...form.getInputProps("choices")} />
          )}
          <Rules form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={creating.loading || updating.loading}>
              {t("registration.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Words({ form }: { form: Form }) {
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

function Rules({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  const box = (name: "required" | "atRegistration" | "ownerEdits" | "mayChooseSight") => (
    <Checkbox label={t(`fields.rule.${name}`)} {...form.getInputProps(name, { type: "checkbox" })} />
  );
  return (
    <>
      {box("ownerEdits")}
      {box("required")}
      {box("atRegistration")}
      <NativeSelect
        label={t("fields.sightLabel")}
        data={SIGHTS.map((sight) => ({ value: sight, label: t(`fields.sight.${sight}`) }))}
        {...form.getInputProps("sight")}
      />
      {box("mayChooseSight")}
    </>
  );
}
