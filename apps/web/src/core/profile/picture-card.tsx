import { useMutation } from "@apollo/client/react";
import { Button, Card, FileButton, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRevalidator } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { type PersonLike, personName, Portrait } from "../../ui/person";
import { viewerChanged } from "../session/session-change";
import { PictureCropper } from "./picture-cropper";
import { RemoveMyPictureDocument } from "./profile.generated";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif";

/** One's picture, and the ways to change it. */
export function PictureCard({ user }: { user: PersonLike }) {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const revalidator = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const [remove, { loading }] = useMutation(RemoveMyPictureDocument);
  const changed = async () => {
    setFile(null);
    viewerChanged();
    await revalidator.revalidate();
  };
  return (
    <Card component="section" padding="lg" aria-label={t("picture.title")}>
      <Group gap="lg">
        <Portrait person={user} size={88} />
        <Stack gap="xs" flex="1 1 14rem">
          <Text fw={600} size="lg">
            {personName(user)}
          </Text>
          <Group gap="xs">
            <FileButton onChange={setFile} accept={ACCEPTED}>
              {(props) => (
                <Button variant="default" {...props}>
                  {user.pictureUrl ? t("picture.change") : t("picture.add")}
                </Button>
              )}
            </FileButton>
            {user.pictureUrl && (
              <Button variant="subtle" color="gray" loading={loading} onClick={() => void remove().then(changed).catch(showError)}>
                {t("picture.remove")}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {t("picture.hint")}
          </Text>
        </Stack>
      </Group>
      {file && <PictureCropper file={file} onClose={() => setFile(null)} onDone={changed} />}
    </Card>
  );
}
