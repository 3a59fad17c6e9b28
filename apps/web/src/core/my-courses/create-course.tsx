import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useSignedIn } from "../../kernel/session";
import { CreateCourseDocument } from "./my-courses.generated";

/** The button and dialog that make a course; nothing for people who may not. */
export function CreateCourse() {
  const { t } = useTranslation("my-courses");
  const viewer = useSignedIn();
  const navigate = useNavigate();
  const showError = useShowError();
  const [opened, { open, close }] = useDisclosure();
  const [create, { loading }] = useMutation(CreateCourseDocument);
  const form = useForm({ initialValues: { title: "", code: "" } });
  if (!viewer.roles.some((role) => role === "TEACHER" || role === "ADMINISTRATOR")) return null;
  const submit = form.onSubmit(async ({ title, code }) => {
    try {
      const { data } = await create({ variables: { input: { title, code: code.trim() || null, language: viewer.language } } });
      if (data) await navigate(courseAddress(data.createCourse.code, null));
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <>
      <Button onClick={open}>{t("create")}</Button>
      <Modal opened={opened} onClose={close} title={t("create")}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput label={t("title")} required maxLength={200} data-autofocus dir="auto" {...form.getInputProps("title")} />
            <TextInput label={t("code")} description={t("codeHelp")} maxLength={40} {...form.getInputProps("code")} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("cancel")}
              </Button>
              <Button type="submit" loading={loading}>
                {t("createNow")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
