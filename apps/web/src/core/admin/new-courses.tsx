import { useMutation } from "@apollo/client/react";
import { Button, Card, Checkbox, Group, NativeSelect, Stack, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { type AdminCourseSetupQuery, UpdateNewCourseSettingsDocument } from "./course-setup.generated";

const FIRST_VISIBILITIES = ["PRIVATE", "CLOSED", "PLATFORM", "PUBLIC"] as const;

interface NewCoursesProps {
  settings: AdminCourseSetupQuery["newCourseSettings"];
  tools: AdminCourseSetupQuery["campusTools"];
}

/** With what a new course begins, and whether somebody has to look at it first. */
export function NewCourses({ settings, tools }: NewCoursesProps) {
  const { t } = useTranslation(["admin", "courses", "shell"]);
  const showError = useShowError();
  const [version, setVersion] = useState(settings.version);
  const [save, { loading }] = useMutation(UpdateNewCourseSettingsDocument);
  const form = useForm({
    initialValues: {
      visibility: FIRST_VISIBILITIES.find((one) => one === settings.visibility) ?? "PRIVATE",
      categoryRequired: settings.categoryRequired,
      approval: settings.approval,
      tools: [...settings.tools],
    },
  });
  const submit = form.onSubmit(async (values) => {
    // Tools that nobody has chosen stay as each is delivered.
    const chosen = settings.toolsChosen || form.isDirty("tools") ? values.tools : null;
    try {
      const { data } = await save({ variables: { input: { ...values, tools: chosen }, expectedVersion: version } });
      if (data) setVersion(data.updateNewCourseSettings.version);
      form.resetDirty();
      notifications.show({ message: t("user.saved"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Card component="section" padding="lg" aria-label={t("courseSetup.beginning")}>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h3">
            {t("courseSetup.beginning")}
          </Title>
          <NativeSelect
            label={t("courseSetup.visibility")}
            data={FIRST_VISIBILITIES.map((value) => ({ value, label: t(`courses:visibility.${value}.label`) }))}
            {...form.getInputProps("visibility")}
          />
          <Checkbox label={t("courseSetup.categoryRequired")} {...form.getInputProps("categoryRequired", { type: "checkbox" })} />
          <Checkbox
            label={t("courseSetup.approval")}
            description={t("courseSetup.approvalHelp")}
            {...form.getInputProps("approval", { type: "checkbox" })}
          />
          <Checkbox.Group label={t("courseSetup.tools")} {...form.getInputProps("tools")}>
            <Group gap="md" mt="xs">
              {tools.map(({ key }) => (
                <Checkbox key={key} value={key} label={t(`shell:tool.${key}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group>
            <Button type="submit" loading={loading} disabled={!form.isDirty()}>
              {t("registration.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
