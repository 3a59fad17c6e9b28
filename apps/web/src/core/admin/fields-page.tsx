import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Card, Checkbox, Group, NativeSelect, Stack, Title } from "@mantine/core";
import { sightChoices, SIGHTED_FIELDS, SIGHTS } from "@lyceum/shared/inputs/profile-fields";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { PageHeader } from "../../ui/page-header";
import {
  AdminProfileFieldsDocument,
  type AdminProfileFieldsQuery,
  type AdminProfileFieldsQueryVariables,
  CreateProfileFieldDocument,
  OrderProfileFieldsDocument,
  SetProfileFieldInUseDocument,
  UpdateProfileFieldDocument,
} from "./admin.generated";
import type { EditableField, FieldDraft } from "./field-dialog";
import { FieldEditor } from "./field-editor";
import { useSettingsForm } from "./use-settings-form";

/** What a profile holds on this campus: fields that administrators add, who may change names, and who sees what. */
export function FieldsPage() {
  const { t } = useTranslation("admin");
  const client = useApolloClient();
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminProfileFieldsQuery, AdminProfileFieldsQueryVariables>>());
  const [create] = useMutation(CreateProfileFieldDocument);
  const [update] = useMutation(UpdateProfileFieldDocument);
  const [order] = useMutation(OrderProfileFieldsDocument);
  const [setInUse] = useMutation(SetProfileFieldInUseDocument);
  const refresh = () => client.refetchQueries({ include: [AdminProfileFieldsDocument] });
  const save = async (draft: FieldDraft, field: EditableField | null) => {
    const input = { ...draft, sight: SIGHTS.find((sight) => sight === draft.sight) ?? "NOBODY" };
    if (field) await update({ variables: { id: field.id, input, expectedVersion: field.version } });
    else await create({ variables: { input } });
    await refresh();
  };
  return (
    <>
      <PageHeader title={t("fields.title")} description={t("fields.text")} />
      <Stack gap="lg" maw="60rem">
        <FieldEditor
          subject="profile"
          fields={data.profileFields}
          texts={{ list: t("fields.title"), noneTitle: t("fields.noneTitle"), none: t("fields.none") }}
          save={save}
          order={(ids) => order({ variables: { ids } }).then(refresh)}
          setInUse={(id, inUse) => setInUse({ variables: { id, inUse } }).then(refresh)}
        />
        <FixedFields settings={data.accountSettings} />
      </Stack>
    </>
  );
}

function FixedFields({ settings }: { settings: AdminProfileFieldsQuery["accountSettings"] }) {
  const { t } = useTranslation("admin");
  const { form, submit, loading } = useSettingsForm(settings);
  return (
    <Card component="section" padding="lg" aria-label={t("fields.fixed")}>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h3">
            {t("fields.fixed")}
          </Title>
          <Checkbox label={t("registration.mayChangeNames")} {...form.getInputProps("mayChangeNames", { type: "checkbox" })} />
          <Checkbox
            label={t("registration.mayChangeOfficialCode")}
            {...form.getInputProps("mayChangeOfficialCode", { type: "checkbox" })}
          />
          {SIGHTED_FIELDS.map((field) => (
            <Group key={field} align="flex-end">
              <NativeSelect
                label={t("fields.whoSees", { field: t(`field.${field}`) })}
                flex="1 1 16rem"
                maw="26rem"
                data={sightChoices(field).map((sight) => ({ value: sight, label: t(`fields.sight.${sight}`) }))}
                {...form.getInputProps(`sights.${field}.sight`)}
              />
              <Checkbox mb={8} label={t("fields.mayChoose")} {...form.getInputProps(`sights.${field}.mayChoose`, { type: "checkbox" })} />
            </Group>
          ))}
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
