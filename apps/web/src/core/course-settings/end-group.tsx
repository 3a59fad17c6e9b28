import { useMutation } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { ConfirmNamed } from "../../ui/confirm-named";
import { type CourseSettingsPage_courseFragment, DeleteCourseDocument } from "./course-settings.generated";
import { FieldList } from "./field-list";

/** The end of a course: into the trash, after its code was typed. */
export function EndGroup({ course }: { course: CourseSettingsPage_courseFragment }) {
  const { t } = useTranslation("courses");
  const navigate = useNavigate();
  const showError = useShowError();
  const [opened, { open, close }] = useDisclosure();
  const [remove] = useMutation(DeleteCourseDocument);
  if (!course.viewerCan.delete) return null;
  const confirm = () =>
    remove({ variables: { id: course.id, code: course.code } })
      .then(() => navigate("/courses"))
      .catch(showError);
  const draw = () => (
    <>
      <p>{t("settings.delete.help")}</p>
      <Button color="red" variant="outline" onClick={open}>
        {t("settings.delete.label")}
      </Button>
      <ConfirmNamed
        opened={opened}
        onClose={close}
        name={course.code}
        title={t("settings.delete.label")}
        consequence={t("settings.delete.help")}
        action={t("settings.delete.action")}
        onConfirm={confirm}
      />
    </>
  );
  return <FieldList group="end" fields={[{ name: "delete", draw }]} />;
}
