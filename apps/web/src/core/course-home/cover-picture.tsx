import { useMutation } from "@apollo/client/react";
import { Button, FileButton, Group } from "@mantine/core";
import { IconPhoto, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { upload } from "../../kernel/upload";
import { type HomeHeader_homeFragment, SetCoursePictureDocument } from "./course-home.generated";
import { useHome } from "./home-context";

/** Changes the course's picture where it is seen, or gives the drawn pattern back. */
export function CoverPicture({ course }: { course: HomeHeader_homeFragment["course"] }) {
  const { t } = useTranslation("courses");
  const { refresh } = useHome();
  const showError = useShowError();
  const [save] = useMutation(SetCoursePictureDocument);
  const [sending, setSending] = useState(false);
  const set = (pictureUploadId: string | null) =>
    save({ variables: { id: course.id, pictureUploadId, expectedVersion: course.version } }).then(refresh);
  const during = (work: Promise<unknown>) => {
    setSending(true);
    void work.catch(showError).finally(() => setSending(false));
  };
  const choose = (file: File | null) => file && during(upload(file).then(set));
  return (
    <Group gap="xs" mt="xs">
      <FileButton accept="image/jpeg,image/png,image/webp,image/gif,image/avif" onChange={choose}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="light" loading={sending} leftSection={<IconPhoto size={16} aria-hidden />}>
            {t(course.pictureUrl ? "picture.change" : "picture.choose")}
          </Button>
        )}
      </FileButton>
      {course.pictureUrl && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPhotoOff size={16} aria-hidden />}
          onClick={() => during(set(null))}
        >
          {t("picture.remove")}
        </Button>
      )}
    </Group>
  );
}
