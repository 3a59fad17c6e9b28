import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { PictureField } from "../../ui/picture-field";
import { CreateShortcutDocument, type ShortcutTile_shortcutFragment } from "./course-home.generated";
import { useHome } from "./home-context";

interface ShortcutDialogProps {
  shortcut: ShortcutTile_shortcutFragment;
  onClose: () => void;
}

/** A shortcut's own label and picture; an empty label is the item's title. */
export function ShortcutDialog({ shortcut, onClose }: ShortcutDialogProps) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [save, { loading }] = useMutation(CreateShortcutDocument);
  const { item } = shortcut;
  const form = useForm({ initialValues: { label: shortcut.label ?? "", pictureUploadId: undefined as string | null | undefined } });
  const submit = form.onSubmit(({ label, pictureUploadId }) =>
    save({
      variables: {
        input: { courseId: place.courseId, sessionId: place.sessionId, itemId: item.id, label: label.trim() || null, pictureUploadId },
      },
    })
      .then(refresh)
      .then(onClose)
      .catch((error: unknown) => showError(error, form)),
  );
  const title = t("shortcut.edit", { title: shortcut.label ?? item.title });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("shortcut.label")}
            description={t("shortcut.labelHelp")}
            placeholder={item.title}
            maxLength={100}
            dir="auto"
            data-autofocus
            {...form.getInputProps("label")}
          />
          <PictureField
            label={t("shortcut.picture")}
            description={t("shortcut.pictureHelp")}
            url={shortcut.pictureUrl ?? null}
            onChange={(uploadId) => form.setFieldValue("pictureUploadId", uploadId)}
            error={form.errors["pictureUploadId"]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
