import { useQuery } from "@apollo/client/react";
import { Alert, Button, Collapse, Group, Radio, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreateCourseInput } from "../../graphql-types.generated";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { useSignedIn } from "../../kernel/session";
import { PictureField } from "../../ui/picture-field";
import { AskedFields } from "./asked-fields";
import { CourseBeginningsDocument } from "./my-courses.generated";

interface CreateCourseFormProps {
  onCancel: () => void;
  onCreate: (input: CreateCourseInput) => Promise<void>;
}

const BEGINNINGS = ["EMPTY", "EXAMPLE", "TEMPLATE"] as const;

function useCourseForm(language: string) {
  return useForm({
    initialValues: {
      title: "",
      code: "",
      language,
      categoryId: null as string | null,
      tags: [] as string[],
      pictureUploadId: null as string | null,
      beginning: "EMPTY" as (typeof BEGINNINGS)[number],
      templateId: null as string | null,
      fields: {} as Record<string, string>,
    },
  });
}

type Form = ReturnType<typeof useCourseForm>;
interface Choice {
  id: string;
  title: string;
}
const options = (rows: readonly Choice[]) => rows.map(({ id, title }) => ({ value: id, label: title }));

function Beginning({ form, templates }: { form: Form; templates: readonly Choice[] }) {
  const { t } = useTranslation("my-courses");
  return (
    <>
      <Radio.Group label={t("beginning.label")} {...form.getInputProps("beginning")}>
        <Stack gap="xs" mt="xs">
          {BEGINNINGS.filter((value) => value !== "TEMPLATE" || templates.length > 0).map((value) => (
            <Radio key={value} value={value} label={t(`beginning.${value}.label`)} description={t(`beginning.${value}.help`)} />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.beginning === "TEMPLATE" && (
        <Select label={t("template")} required searchable data={options(templates)} {...form.getInputProps("templateId")} />
      )}
    </>
  );
}

function More({ form, children }: { form: Form; children: ReactNode }) {
  const { t } = useTranslation("my-courses");
  return (
    <Stack>
      <TextInput label={t("code")} description={t("codeHelp")} maxLength={40} {...form.getInputProps("code")} />
      <Select
        label={t("language")}
        allowDeselect={false}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        {...form.getInputProps("language")}
      />
      {children}
      <TagsInput label={t("tags")} description={t("tagsHelp")} maxTags={20} {...form.getInputProps("tags")} />
      <PictureField
        label={t("picture")}
        url={null}
        onChange={(uploadId) => form.setFieldValue("pictureUploadId", uploadId)}
        error={form.errors["pictureUploadId"]}
      />
    </Stack>
  );
}

function Category({ form, categories, required }: { form: Form; categories: readonly Choice[]; required: boolean }) {
  const { t } = useTranslation("my-courses");
  if (categories.length === 0) return null;
  const data = options(categories);
  return (
    <Select label={t("category")} required={required} clearable={!required} searchable data={data} {...form.getInputProps("categoryId")} />
  );
}

/** What a new course is called and begins with; the rest is there for who wants it now, and can be set later. */
export function CreateCourseForm({ onCancel, onCreate }: CreateCourseFormProps) {
  const { t } = useTranslation("my-courses");
  const showError = useShowError();
  const form = useCourseForm(useSignedIn().language);
  const [loading, setLoading] = useState(false);
  const [more, { toggle }] = useDisclosure();
  const { data } = useQuery(CourseBeginningsDocument);
  const asked = data?.newCourseFields ?? [];
  const categories = data?.courseCategories ?? [];
  const categoryRequired = data?.newCourseRules.categoryRequired ?? false;
  const category = <Category form={form} categories={categories} required={categoryRequired} />;
  const submit = form.onSubmit(async ({ code, beginning, templateId, language, fields, ...values }) => {
    setLoading(true);
    try {
      await onCreate({
        ...values,
        code: code.trim() || null,
        language,
        fields: Object.entries(fields).map(([fieldId, value]) => ({ fieldId, value })),
        example: beginning === "EXAMPLE",
        templateId: beginning === "TEMPLATE" ? templateId : null,
      });
    } catch (error) {
      showError(error, form);
    } finally {
      setLoading(false);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        {data?.newCourseRules.approval && <Alert color="yellow">{t("waits")}</Alert>}
        <TextInput label={t("title")} required maxLength={200} data-autofocus dir="auto" {...form.getInputProps("title")} />
        <AskedFields form={form} fields={asked.filter(({ required }) => required)} />
        {categoryRequired && category}
        <Beginning form={form} templates={data?.courseTemplates ?? []} />
        <Button variant="subtle" size="compact-md" onClick={toggle} aria-expanded={more} style={{ alignSelf: "start" }}>
          {t(more ? "less" : "moreFields")}
        </Button>
        <Collapse expanded={more}>
          <More form={form}>
            {!categoryRequired && category}
            <AskedFields form={form} fields={asked.filter(({ required }) => !required)} />
          </More>
        </Collapse>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={loading}>
            {t("createNow")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
