import { useMutation } from "@apollo/client/react";
import { Button, Group, NumberInput, Radio, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useViewer } from "../../kernel/session";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { fromLocalField, toLocalField } from "../item-details/local-time";
import { type CourseSettingsPage_courseFragment, UpdateCourseAccessDocument } from "./course-settings.generated";
import { FieldList } from "./field-list";

const VISIBILITIES = ["PUBLIC", "PLATFORM", "PRIVATE", "CLOSED", "HIDDEN"] as const;

/** As the specification counts them: 1,000 of these are the room of a new course. */
const MEGABYTE = 1_048_576;

function useAccessForm(course: CourseSettingsPage_courseFragment) {
  return useForm({
    initialValues: {
      visibility: course.visibility,
      listed: course.listed,
      selfEnrol: course.selfEnrol,
      selfLeave: course.selfLeave,
      enrolKey: "",
      terms: course.terms ?? "",
      opensAt: toLocalField(course.opensAt),
      closesAt: toLocalField(course.closesAt),
      durationDays: course.durationDays ?? ("" as number | ""),
      featured: course.featured,
      isTemplate: course.isTemplate,
      visibilityAdminOnly: course.visibilityAdminOnly,
      storageMegabytes: Math.round(course.storageLimitBytes / MEGABYTE) as number | "",
    },
  });
}

type Form = ReturnType<typeof useAccessForm>;

function useFields(form: Form, course: CourseSettingsPage_courseFragment) {
  const { t } = useTranslation("courses");
  const isAdministrator = useViewer()?.roles.includes("ADMINISTRATOR") ?? false;
  const texts = (name: string) => ({ label: t(`settings.${name}.label`), description: t(`settings.${name}.help`) });
  const toggle = (name: "listed" | "selfEnrol" | "selfLeave" | "featured" | "isTemplate" | "visibilityAdminOnly") => ({
    name,
    draw: () => <Switch {...texts(name)} {...form.getInputProps(name, { type: "checkbox" })} />,
  });
  const date = (name: "opensAt" | "closesAt") => ({
    name,
    draw: () => <TextInput type="datetime-local" {...texts(name)} {...form.getInputProps(name)} />,
  });
  const storage = () => <NumberInput {...texts("storageMegabytes")} min={0} max={10_000_000} {...form.getInputProps("storageMegabytes")} />;
  const visibility = () => (
    <Radio.Group {...texts("visibility")} {...form.getInputProps("visibility")}>
      <Stack gap="xs" mt="xs">
        {VISIBILITIES.filter((value) => value !== "HIDDEN" || isAdministrator || course.visibility === "HIDDEN").map((value) => (
          <Radio
            key={value}
            value={value}
            disabled={!course.viewerCan.changeVisibility}
            label={t(`visibility.${value}.label`)}
            description={t(`visibility.${value}.help`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
  return [
    { name: "visibility", draw: visibility },
    toggle("listed"),
    toggle("selfEnrol"),
    {
      name: "enrolKey",
      draw: () => (
        <TextInput
          {...texts("enrolKey")}
          autoComplete="off"
          placeholder={course.hasEnrolKey ? t("settings.enrolKey.kept") : undefined}
          {...form.getInputProps("enrolKey")}
        />
      ),
    },
    toggle("selfLeave"),
    date("opensAt"),
    date("closesAt"),
    {
      name: "durationDays",
      draw: () => <NumberInput {...texts("durationDays")} min={1} max={3650} {...form.getInputProps("durationDays")} />,
    },
    {
      name: "terms",
      draw: () => <RichTextEditor {...texts("terms")} value={form.values.terms} onChange={(html) => form.setFieldValue("terms", html)} />,
    },
    ...(isAdministrator
      ? [toggle("featured"), toggle("isTemplate"), toggle("visibilityAdminOnly"), { name: "storageMegabytes", draw: storage }]
      : []),
  ];
}

/** Who gets in, when, and on which terms. */
export function AccessGroup({ course, onSaved }: { course: CourseSettingsPage_courseFragment; onSaved: () => void }) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [save, { loading }] = useMutation(UpdateCourseAccessDocument);
  const form = useAccessForm(course);
  const isAdministrator = useViewer()?.roles.includes("ADMINISTRATOR") ?? false;
  const fields = useFields(form, course);
  const submit = form.onSubmit(({ enrolKey, terms, opensAt, closesAt, durationDays, storageMegabytes, ...values }) =>
    save({
      variables: {
        id: course.id,
        expectedVersion: course.version,
        input: {
          ...values,
          opensAt: fromLocalField(opensAt),
          closesAt: fromLocalField(closesAt),
          durationDays: durationDays === "" ? null : Number(durationDays),
          terms: terms.replace(/<[^>]*>/g, "").trim() === "" ? null : terms,
          ...(enrolKey === "" ? {} : { enrolKey }),
          ...(isAdministrator && storageMegabytes !== "" ? { storageLimitBytes: Number(storageMegabytes) * MEGABYTE } : {}),
        },
      },
    })
      .then(onSaved)
      .catch((error: unknown) => showError(error, form)),
  );
  return (
    <form onSubmit={submit}>
      <FieldList group="access" fields={fields}>
        <Group justify="flex-end">
          <Button type="submit" loading={loading}>
            {t("save")}
          </Button>
        </Group>
      </FieldList>
    </form>
  );
}
