import { useMutation } from "@apollo/client/react";
import { Alert, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { AskForApprovalDocument, type CourseSettingsPage_courseFragment } from "./course-settings.generated";

type Approved = Pick<CourseSettingsPage_courseFragment, "id" | "approval" | "refusedBecause">;

/** Says that the course waits for an administrator, or why it was refused; then its maker asks again. */
export function ApprovalNotice({ course }: { course: Approved }) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [ask, { loading }] = useMutation(AskForApprovalDocument);
  if (course.approval === "APPROVED") return null;
  if (course.approval === "WAITING")
    return (
      <Alert color="yellow" title={t("approval.waiting")} mb="md">
        {t("approval.waitingText")}
      </Alert>
    );
  return (
    <Alert color="red" title={t("approval.refused")} mb="md">
      <Stack align="flex-start" gap="sm">
        <Text size="sm" dir="auto" style={{ whiteSpace: "pre-line" }}>
          {course.refusedBecause}
        </Text>
        <Button
          size="compact-md"
          variant="default"
          loading={loading}
          onClick={() => void ask({ variables: { id: course.id } }).catch(showError)}
        >
          {t("approval.again")}
        </Button>
      </Stack>
    </Alert>
  );
}
