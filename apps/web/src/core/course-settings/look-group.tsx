import { useMutation } from "@apollo/client/react";
import { Button, ColorInput, type ColorInputProps, Group, Select, type SelectProps, Switch, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { PictureField } from "../../ui/picture-field";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { type CourseSettingsPage_courseFragment, UpdateCourseDocument } from "./course-settings.generated";
import { changedValues, useExtraFields, valuesById } from "./extra-values";
import { FieldList } from "./field-list";

interface LookGroupProps {
  course: CourseSettingsPage_courseFragment;
  categories: readonly { id: string; title: string }[];
  onSaved: () => void;
}

function useLookForm(course: CourseSettingsPage_courseFragment) {
  return useForm({
    initialValues: {
      title: course.title,
      code: course.code,
      language: course.language,
      tags: course.tags,
      color: course.color ?? "",
      categoryId: course.categoryId,
      useViewerLanguage: course.useViewerLanguage,
      pictureUploadId: undefined as string | null | undefined,
      introVideoUrl: course.introVideoUrl ?? "",
      description: course.description,
      fields: valuesById(course.values),
    },
  });
}

function CategorySelect({ categories, ...field }: Pick<LookGroupProps, "categories"> & SelectProps) {
  const { t } = useTranslation("courses");
  return (
    <Select
      clearable
      clearButtonProps={{ "aria-label": t("settings.category.none") }}
      placeholder={t("settings.category.none")}
      data={categories.map(({ id, title }) => ({ value: id, label: title }))}
      {...field}
    />
  );
}

function ColourField(props: ColorInputProps) {
  const { t } = useTranslation("courses");
  return <ColorInput {...props} format="hex" eyeDropperButtonProps={{ "aria-label": t("settings.color.pick") }} />;
}

function useFields(form: ReturnType<typeof useLookForm>, { course, categories }: Omit<LookGroupProps, "onSaved">) {
  const { t } = useTranslation("courses");
  const texts = (name: string) => ({ label: t(`settings.${name}.label`), description: t(`settings.${name}.help`) });
  return [
    { name: "title", draw: () => <TextInput {...texts("title")} required maxLength={200} dir="auto" {...form.getInputProps("title")} /> },
    { name: "code", draw: () => <TextInput {...texts("code")} disabled={!course.viewerCan.changeCode} {...form.getInputProps("code")} /> },
    {
      name: "language",
      draw: () => (
        <Select
          {...texts("language")}
          allowDeselect={false}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.getInputProps("language")}
        />
      ),
    },
    {
      name: "useViewerLanguage",
      draw: () => <Switch {...texts("useViewerLanguage")} {...form.getInputProps("useViewerLanguage", { type: "checkbox" })} />,
    },
    {
      name: "picture",
      draw: () => (
        <PictureField
          {...texts("picture")}
          url={course.pictureUrl}
          onChange={(uploadId) => form.setFieldValue("pictureUploadId", uploadId)}
          error={form.errors["pictureUploadId"]}
        />
      ),
    },
    {
      name: "category",
      draw: () => <CategorySelect {...texts("category")} categories={categories} {...form.getInputProps("categoryId")} />,
    },
    { name: "tags", draw: () => <TagsInput {...texts("tags")} maxTags={20} {...form.getInputProps("tags")} /> },
    {
      name: "color",
      draw: () => <ColourField {...texts("color")} {...form.getInputProps("color")} />,
    },
    {
      name: "introVideoUrl",
      draw: () => <TextInput {...texts("introVideoUrl")} type="url" dir="ltr" {...form.getInputProps("introVideoUrl")} />,
    },
    {
      name: "description",
      draw: () => (
        <RichTextEditor
          {...texts("description")}
          value={form.values.description}
          onChange={(html) => form.setFieldValue("description", html)}
        />
      ),
    },
  ];
}

/** Name and looks of the course. */
export function LookGroup({ course, categories, onSaved }: LookGroupProps) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [save, { loading }] = useMutation(UpdateCourseDocument);
  const form = useLookForm(course);
  const submit = form.onSubmit(({ code, color, introVideoUrl, fields: said, ...values }) =>
    save({
      variables: {
        id: course.id,
        expectedVersion: course.version,
        input: {
          ...values,
          fields: changedValues(course.values, said),
          color: color || null,
          introVideoUrl: introVideoUrl.trim() || null,
          ...(course.viewerCan.changeCode && code !== course.code ? { code } : {}),
        },
      },
    })
      .then(onSaved)
      .catch((error: unknown) => showError(error, form)),
  );
  const fields = [...useFields(form, { course, categories }), ...useExtraFields(form, course.values)];
  return (
    <form onSubmit={submit}>
      <FieldList group="look" fields={fields}>
        <Group justify="flex-end">
          <Button type="submit" loading={loading}>
            {t("save")}
          </Button>
        </Group>
      </FieldList>
    </form>
  );
}
