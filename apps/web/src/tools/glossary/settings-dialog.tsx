import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Fieldset, Group, Modal, Radio, Select, Stack, Switch } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { GLOSSARY_LEARNERS, GLOSSARY_MODES, GLOSSARY_ORDERS, GLOSSARY_PLACES, GLOSSARY_VIEWS } from "@lyceum/shared/inputs/glossary";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { type GlossarySettingsFieldsFragment, UpdateGlossarySettingsDocument } from "./glossary.generated";

interface SettingsDialogProps {
  place: CoursePlace;
  settings: GlossarySettingsFieldsFragment;
  onClose: () => void;
  onSaved: () => Promise<unknown>;
}

/** The choices, one after the other. */
function SettingsFields({ form }: { form: UseFormReturnType<Omit<GlossarySettingsFieldsFragment, "version" | "__typename">> }) {
  const { t } = useTranslation("glossary");
  const choices = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`settings.${group}.${value}`) }));
  const select = (group: "view" | "order" | "learners", values: readonly string[]) => (
    <Select label={t(`settings.${group}.label`)} data={choices(group, values)} allowDeselect={false} {...form.getInputProps(group)} />
  );
  return (
    <>
      <Radio.Group label={t("settings.highlight.label")} {...form.getInputProps("highlight")}>
        <Stack gap={6} mt={6}>
          {choices("highlight", GLOSSARY_MODES).map((choice) => (
            <Radio key={choice.value} {...choice} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group label={t("settings.places.label")} {...form.getInputProps("places")}>
        <Group gap="md" mt={6}>
          {choices("places", GLOSSARY_PLACES).map((choice) => (
            <Checkbox key={choice.value} {...choice} />
          ))}
        </Group>
      </Checkbox.Group>
      <Switch label={t("settings.firstOnly")} {...form.getInputProps("firstOnly", { type: "checkbox" })} />
      <Fieldset legend={t("settings.list")}>
        <Stack gap="sm">
          {select("view", GLOSSARY_VIEWS)}
          {select("order", GLOSSARY_ORDERS)}
          <Switch label={t("settings.ignoreArticles")} {...form.getInputProps("ignoreArticles", { type: "checkbox" })} />
        </Stack>
      </Fieldset>
      {select("learners", GLOSSARY_LEARNERS)}
    </>
  );
}

/** The course's choices for its glossary. */
export function SettingsDialog({ place, settings, onClose, onSaved }: SettingsDialogProps) {
  const { t } = useTranslation(["glossary", "ui"]);
  const showError = useShowError();
  const [update, { loading }] = useMutation(UpdateGlossarySettingsDocument);
  const { view, order, ignoreArticles, highlight, places, firstOnly, learners, version } = settings;
  const form = useForm({ initialValues: { view, order, ignoreArticles, highlight, places, firstOnly, learners } });
  const submit = form.onSubmit(async (input) => {
    try {
      await update({ variables: { courseId: place.courseId, input, expectedVersion: version } });
      await onSaved();
      onClose();
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={t("settings.title")} closeButtonProps={{ "aria-label": t("ui:cancel") }}>
      <form onSubmit={submit}>
        <Stack>
          <SettingsFields form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("ui:cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("settings.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
