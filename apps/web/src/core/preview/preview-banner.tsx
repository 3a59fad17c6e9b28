import { useMutation } from "@apollo/client/react";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { currentPreview, playPreview } from "../../kernel/preview";
import { ResetPreviewDocument } from "./preview.generated";

/** Says on every page of the course that the teacher is the preview learner, and offers to start afresh or to leave. */
export function PreviewBanner() {
  const { t } = useTranslation("courses");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [reset, { loading }] = useMutation(ResetPreviewDocument);
  const preview = currentPreview();
  if (preview?.courseId !== courseId) return null;
  const { groupId, groupTitle } = preview;
  const again = () =>
    reset({ variables: { courseId, sessionId } })
      .then(() => playPreview({ courseId, sessionId, groupId, groupTitle }))
      .catch(showError);
  return (
    <Alert icon={<IconEye size={18} aria-hidden />} color="yellow" mb="md" py="xs" role="region" aria-label={t("preview.label")}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {groupTitle && (
            <>
              <bdi>{groupTitle}</bdi>
              {": "}
            </>
          )}
          {t("preview.text")}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" loading={loading} onClick={() => void again()}>
            {t("preview.reset")}
          </Button>
          <Button size="compact-sm" onClick={() => playPreview(null)}>
            {t("preview.leave")}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
