import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { PeopleLeaveDocument } from "./people.generated";

/** Leaves the course oneself; only in the course itself, and refused with the reason where it does not allow it. */
export function LeaveButton() {
  const { t } = useTranslation("people");
  const { courseId, sessionId, role, title } = useCoursePlace();
  const [opened, { open, close }] = useDisclosure();
  const [leave, { loading }] = useMutation(PeopleLeaveDocument, { variables: { courseId } });
  const showError = useShowError();
  const navigate = useNavigate();
  if (role !== "LEARNER" || sessionId) return null;
  const go = async () => {
    try {
      await leave();
      await navigate("/courses");
    } catch (error) {
      close();
      showError(error);
    }
  };
  return (
    <>
      <Button variant="subtle" size="sm" onClick={open}>
        {t("leave.action")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("leave.title", { course: title })} closeButtonProps={{ "aria-label": t("cancel") }}>
        <Stack>
          <Text>{t("leave.text")}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button color="red" loading={loading} onClick={() => void go()}>
              {t("leave.action")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
