import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { PageHeader } from "../../ui/page-header";
import {
  AdminCourseSetupDocument,
  type AdminCourseSetupQuery,
  CreateCourseFieldDocument,
  OrderCourseFieldsDocument,
  SetCourseFieldInUseDocument,
  UpdateCourseFieldDocument,
} from "./course-setup.generated";
import type { EditableField, FieldDraft } from "./field-dialog";
import { FieldEditor } from "./field-editor";
import { NewCourses } from "./new-courses";

/** What courses of this campus are asked and begin with. */
export function CourseSetupPage() {
  const { t } = useTranslation("admin");
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminCourseSetupQuery>>());
  return (
    <>
      <PageHeader title={t("courseSetup.title")} description={t("courseSetup.text")} />
      <Stack gap="xl" maw="60rem">
        <NewCourses settings={data.newCourseSettings} tools={data.campusTools} />
        <CourseFields fields={data.courseFields} />
      </Stack>
    </>
  );
}

function CourseFields({ fields }: { fields: readonly EditableField[] }) {
  const { t } = useTranslation("admin");
  const client = useApolloClient();
  const [create] = useMutation(CreateCourseFieldDocument);
  const [update] = useMutation(UpdateCourseFieldDocument);
  const [order] = useMutation(OrderCourseFieldsDocument);
  const [setInUse] = useMutation(SetCourseFieldInUseDocument);
  const refresh = () => client.refetchQueries({ include: [AdminCourseSetupDocument] });
  const save = async ({ kind, labels, hints, choices, required, ownerEdits, sight }: FieldDraft, field: EditableField | null) => {
    const input = { kind, labels, hints, choices, required, ownerEdits, sight };
    if (field) await update({ variables: { id: field.id, input, expectedVersion: field.version } });
    else await create({ variables: { input } });
    await refresh();
  };
  return (
    <Stack component="section" aria-label={t("courseSetup.fields")} gap="xs">
      <Title order={2} size="h3">
        {t("courseSetup.fields")}
      </Title>
      <Text c="dimmed">{t("courseSetup.fieldsText")}</Text>
      <FieldEditor
        subject="course"
        fields={fields}
        texts={{ list: t("courseSetup.fields"), noneTitle: t("fields.noneTitle"), none: t("courseSetup.none") }}
        save={save}
        order={(ids) => order({ variables: { ids } }).then(refresh)}
        setInUse={(id, inUse) => setInUse({ variables: { id, inUse } }).then(refresh)}
      />
    </Stack>
  );
}
