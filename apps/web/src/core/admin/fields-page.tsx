import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Badge, Button, Card, Checkbox, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { sightChoices, SIGHTED_FIELDS } from "@lyceum/shared/inputs/profile-fields";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { SortableList } from "../../ui/sortable-list";
import { useOwnWords } from "../profile-fields/value-field";
import {
  AdminProfileFieldsDocument,
  type AdminProfileFieldsQuery,
  type AdminProfileFieldsQueryVariables,
  OrderProfileFieldsDocument,
  SetProfileFieldInUseDocument,
} from "./admin.generated";
import { FieldDialog } from "./field-dialog";
import { useSettingsForm } from "./use-settings-form";

type ProfileField = AdminProfileFieldsQuery["profileFields"][number];

/** What a profile holds on this campus: fields that administrators add, who may change names, and who sees what. */
export function FieldsPage() {
  const { t } = useTranslation("admin");
  const words = useOwnWords();
  const client = useApolloClient();
  const showError = useShowError();
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminProfileFieldsQuery, AdminProfileFieldsQueryVariables>>());
  const [editing, setEditing] = useState<ProfileField | "new">();
  const [order] = useMutation(OrderProfileFieldsDocument);
  const refresh = () => client.refetchQueries({ include: [AdminProfileFieldsDocument] });
  const used = data.profileFields.filter((field) => field.archivedAt === null);
  const former = data.profileFields.filter((field) => field.archivedAt !== null);
  const add = <Button onClick={() => setEditing("new")}>{t("fields.add")}</Button>;
  return (
    <>
      <PageHeader title={t("fields.title")} description={t("fields.text")} actions={used.length > 0 && add} />
      <Stack gap="lg" maw="60rem">
        {used.length === 0 ? (
          <EmptyState title={t("fields.noneTitle")} action={add}>
            {t("fields.none")}
          </EmptyState>
        ) : (
          <SortableList
            rows={used}
            label={t("fields.title")}
            nameOf={(field) => words(field.labels)}
            onMove={(_field, _index, ids) => void order({ variables: { ids } }).then(refresh).catch(showError)}
          >
            {(field) => <FieldRow field={field} onEdit={() => setEditing(field)} onChanged={() => void refresh()} />}
          </SortableList>
        )}
        {former.length > 0 && (
          <section>
            <Title order={2} size="h3" mb="sm">
              {t("fields.former")}
            </Title>
            <Stack gap="xs">
              {former.map((field) => (
                <FieldRow key={field.id} field={field} onChanged={() => void refresh()} />
              ))}
            </Stack>
          </section>
        )}
        <FixedFields settings={data.accountSettings} />
      </Stack>
      {editing && (
        <FieldDialog
          field={editing === "new" ? null : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            void refresh();
          }}
        />
      )}
    </>
  );
}

function FieldRow({ field, onEdit, onChanged }: { field: ProfileField; onEdit?: () => void; onChanged: () => void }) {
  const { t } = useTranslation("admin");
  const words = useOwnWords();
  const showError = useShowError();
  const [setInUse, { loading }] = useMutation(SetProfileFieldInUseDocument);
  const name = words(field.labels);
  const inUse = field.archivedAt === null;
  const toggle = () =>
    void setInUse({ variables: { id: field.id, inUse: !inUse } })
      .then(onChanged)
      .catch(showError);
  return (
    <Group justify="space-between" gap="xs" py={4}>
      <div style={{ flex: "1 1 12rem", minInlineSize: 0 }}>
        <Text>
          <bdi>{name}</bdi>
        </Text>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {t(`fields.kind.${field.kind}`)} · {t(`fields.sight.${field.sight}`)}
          </Text>
          {field.required && <Badge size="sm">{t("fields.required")}</Badge>}
          {field.atRegistration && (
            <Badge size="sm" color="gray">
              {t("fields.atRegistration")}
            </Badge>
          )}
        </Group>
      </div>
      <Group gap="xs">
        {onEdit && (
          <Button size="sm" variant="default" onClick={onEdit} aria-label={t("fields.editNamed", { name })}>
            {t("fields.edit")}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          loading={loading}
          onClick={toggle}
          aria-label={t(inUse ? "fields.offNamed" : "fields.onNamed", { name })}
        >
          {t(inUse ? "fields.off" : "fields.on")}
        </Button>
      </Group>
    </Group>
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
