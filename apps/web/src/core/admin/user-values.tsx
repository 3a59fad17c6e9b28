import { useMutation } from "@apollo/client/react";
import { Button, Card, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { ValueField } from "../profile-fields/value-field";
import { type AdminUserQuery, UpdateUserDocument } from "./admin.generated";

type Values = AdminUserQuery["profileValues"];

/** The extra fields of somebody's profile, those included that only administrators fill in. */
export function UserValues({ userId, values }: { userId: string; values: Values }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [update, { loading }] = useMutation(UpdateUserDocument);
  const form = useForm<{ fields: Record<string, string> }>({
    initialValues: { fields: Object.fromEntries(values.map(({ field, value }) => [field.id, value])) },
  });
  if (values.length === 0) return null;
  const submit = form.onSubmit(async ({ fields }) => {
    // What was not touched is not sent: a field that has become required is no fault of this form.
    const changed = Object.entries(fields).filter(([id]) => form.isDirty(`fields.${id}`));
    const input = { fields: changed.map(([fieldId, value]) => ({ fieldId, value })) };
    try {
      await update({ variables: { id: userId, input } });
      form.resetDirty();
      notifications.show({ message: t("user.saved"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Card component="section" padding="lg" aria-label={t("user.values")}>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h3">
            {t("user.values")}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {values.map(({ field }) => (
              <ValueField
                key={field.id}
                field={field}
                value={form.values.fields[field.id] ?? ""}
                onChange={(value) => form.setFieldValue(`fields.${field.id}`, value)}
                error={form.errors[`fields.${field.id}`]}
              />
            ))}
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={loading} disabled={!form.isDirty()}>
              {t("user.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
