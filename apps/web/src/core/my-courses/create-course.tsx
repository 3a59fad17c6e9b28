import { useMutation } from "@apollo/client/react";
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useSignedIn } from "../../kernel/session";
import { CreateCourseForm } from "./create-course-form";
import { CreateCourseDocument } from "./my-courses.generated";

/** The button and dialog that make a course; nothing for people who may not. */
export function CreateCourse() {
  const { t } = useTranslation("my-courses");
  const viewer = useSignedIn();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure();
  const [create] = useMutation(CreateCourseDocument);
  if (!viewer.roles.some((role) => role === "TEACHER" || role === "ADMINISTRATOR")) return null;
  return (
    <>
      <Button onClick={open}>{t("create")}</Button>
      <Modal opened={opened} onClose={close} title={t("create")} closeButtonProps={{ "aria-label": t("cancel") }}>
        {opened && (
          <CreateCourseForm
            onCancel={close}
            onCreate={async (input) => {
              const { data } = await create({ variables: { input } });
              if (data) await navigate(courseAddress(data.createCourse.code, null));
            }}
          />
        )}
      </Modal>
    </>
  );
}
