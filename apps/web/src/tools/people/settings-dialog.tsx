import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Group, Modal, Select, Stack, Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { OTHERS_SHOWN } from "@lyceum/shared/inputs/enrolments";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { ListSkeleton } from "../../ui/skeletons";
import { PeopleSaveSettingsDocument, PeopleSettingsDialogDocument, type PeopleSettingsDialogQuery } from "./people.generated";

type Settings = PeopleSettingsDialogQuery["peopleSettings"];

function Fields({ settings, onClose, onSaved }: { settings: Settings; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation("people");
  const { courseId } = useCoursePlace();
  const showError = useShowError();
  const [save, { loading }] = useMutation(PeopleSaveSettingsDocument);
  const { othersShown, tutorsMayEnrol, notify, version } = settings;
  const form = useForm({ initialValues: { othersShown, tutorsMayEnrol, notify } });
  const submit = form.onSubmit(async (input) => {
    try {
      await save({ variables: { courseId, input, expectedVersion: version } });
      onClose();
      onSaved();
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <Select
          label={t("settings.othersShown")}
          placeholder={t("settings.asPlatform")}
          data={OTHERS_SHOWN.map((value) => ({ value, label: t(`settings.shown.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("othersShown")}
        />
        <Switch label={t("settings.tutorsMayEnrol")} {...form.getInputProps("tutorsMayEnrol", { type: "checkbox" })} />
        <Switch label={t("settings.notify")} {...form.getInputProps("notify", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={loading}>
            {t("settings.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the course decides about its people: what they see of one another, and who may bring more. */
export function SettingsDialog({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation("people");
  const { courseId } = useCoursePlace();
  const { data } = useQuery(PeopleSettingsDialogDocument, { variables: { courseId }, fetchPolicy: "network-only" });
  return (
    <Modal opened onClose={onClose} title={t("settings.title")} closeButtonProps={{ "aria-label": t("cancel") }}>
      {data ? <Fields settings={data.peopleSettings} onClose={onClose} onSaved={onSaved} /> : <ListSkeleton rows={3} />}
    </Modal>
  );
}
