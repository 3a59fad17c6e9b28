import { useMutation } from "@apollo/client/react";
import { Button, Card, Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { timeZones } from "@lyceum/shared/time-zones";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { GivenUp, useStepUp } from "../session/step-up";
import { type AdminUserQuery, UpdateUserDocument } from "./admin.generated";
import { RoleBoxes } from "./create-user-dialog";

type User = AdminUserQuery["user"];

const valuesOf = (user: User) => ({
  firstName: user.givenName,
  lastName: user.familyName,
  login: user.login,
  email: user.email ?? "",
  officialCode: user.officialCode ?? "",
  phone: user.phone ?? "",
  language: user.language,
  timeZone: user.timeZone,
  roles: user.roles,
  expires: user.expiresAt ? user.expiresAt.slice(0, 10) : "",
  mustChangePassword: user.mustChangePassword,
});

function UserFields({ form }: { form: UseFormReturnType<ReturnType<typeof valuesOf>> }) {
  const { t } = useTranslation("admin");
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput label={t("field.firstName")} required {...form.getInputProps("firstName")} />
      <TextInput label={t("field.lastName")} {...form.getInputProps("lastName")} />
      <TextInput label={t("field.login")} required autoCapitalize="none" spellCheck={false} dir="ltr" {...form.getInputProps("login")} />
      <TextInput label={t("field.email")} type="email" dir="ltr" {...form.getInputProps("email")} />
      <TextInput label={t("field.officialCode")} {...form.getInputProps("officialCode")} />
      <TextInput label={t("field.phone")} type="tel" dir="ltr" {...form.getInputProps("phone")} />
      <Select
        label={t("field.language")}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        allowDeselect={false}
        {...form.getInputProps("language")}
      />
      <Select
        label={t("field.timeZone")}
        data={timeZones()}
        searchable
        limit={60}
        allowDeselect={false}
        {...form.getInputProps("timeZone")}
      />
      <TextInput label={t("field.expires")} type="date" {...form.getInputProps("expires")} error={form.errors["expiresAt"]} />
    </SimpleGrid>
  );
}

/** Edits an account; changed roles may ask for the officer's own password. */
export function UserForm({ user }: { user: User }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const guard = useStepUp();
  const [update, { loading }] = useMutation(UpdateUserDocument);
  const form = useForm({ initialValues: valuesOf(user) });
  const submit = form.onSubmit(async ({ expires, ...values }) => {
    // An account ends with its last day, wherever that ends last.
    const end = expires ? { expiresAt: `${expires}T23:59:59Z` } : { neverExpires: true };
    try {
      const { data } = await guard(() =>
        update({ variables: { id: user.id, input: { ...values, ...end }, expectedVersion: user.version } }),
      );
      if (data) form.setValues(valuesOf(data.updateUser));
      notifications.show({ message: t("user.saved"), role: "status" });
    } catch (error) {
      if (!(error instanceof GivenUp)) showError(error, form);
    }
  });
  return (
    <Card component="section" padding="lg" aria-label={t("user.fields")}>
      <form onSubmit={submit}>
        <Stack>
          <UserFields form={form} />
          <RoleBoxes {...form.getInputProps("roles")} />
          <Checkbox label={t("field.mustChangePassword")} {...form.getInputProps("mustChangePassword", { type: "checkbox" })} />
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
