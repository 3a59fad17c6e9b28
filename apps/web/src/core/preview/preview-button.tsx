import { useMutation } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { playPreview } from "../../kernel/preview";
import { StartPreviewDocument } from "./preview.generated";

/** Makes the teacher the preview learner of the course or session on screen. */
export function PreviewButton() {
  const { t } = useTranslation("courses");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [start, { loading }] = useMutation(StartPreviewDocument);
  const play = () =>
    start({ variables: { courseId, sessionId } })
      .then(() => playPreview({ courseId, sessionId }))
      .catch(showError);
  return (
    <Button variant="default" leftSection={<IconEye size={16} aria-hidden />} loading={loading} onClick={() => void play()}>
      {t("preview.start")}
    </Button>
  );
}
