import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { PlatformRole } from "../../graphql-types.generated";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { PasswordField } from "../sign-in/password-field";
import { CreateUserDocument } from "./admin.generated";
import { ROLES } from "./user-filter";

interface Values {
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  language: string;
  roles: PlatformRole[];
  byMail: boolean;
  password: string;
}

const empty = (language: string): Values => ({
  login: "",
  email: "",
  firstName: "",
  lastName: "",
  language,
  roles: [],
  byMail: true,
  password: "",
});

/** A new account: the person chooses a password by mail, or gets a first one. */
export function CreateUserDialog({ onClose }: { onClose: (made: boolean) => void }) {
  const { t, i18n } = useTranslation("admin");
  const showError = useShowError();
  const [create, { loading }] = useMutation(CreateUserDocument);
  const form = useForm({ initialValues: empty(i18n.language) });
  const submit = form.onSubmit(async ({ byMail, password, email, ...values }) => {
    try {
      await create({ variables: { input: { ...values, email: email || null, password: byMail ? null : password } } });
      onClose(true);
    } catch (error) {
      showError(error, form);
    }
  });
  const { login, email, firstName: givenName, lastName: familyName } = form.values;
  return (
    <Modal opened onClose={() => onClose(false)} title={t("create.title")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form onSubmit={submit}>
        <Stack>
          <Group grow preventGrowOverflow={false}>
            <TextInput flex="1 1 12rem" label={t("field.firstName")} required data-autofocus {...form.getInputProps("firstName")} />
            <TextInput flex="1 1 12rem" label={t("field.lastName")} {...form.getInputProps("lastName")} />
          </Group>
          <TextInput
            label={t("field.login")}
            required
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            {...form.getInputProps("login")}
          />
          <TextInput label={t("field.email")} type="email" required={form.values.byMail} dir="ltr" {...form.getInputProps("email")} />
          <Select
            label={t("field.language")}
            data={languages.map(({ code, name }) => ({ value: code, label: name }))}
            allowDeselect={false}
            {...form.getInputProps("language")}
          />
          <RoleBoxes {...form.getInputProps("roles")} />
          <Checkbox label={t("create.byMail")} {...form.getInputProps("byMail", { type: "checkbox" })} />
          {!form.values.byMail && (
            <PasswordField
              label={t("create.password")}
              owner={{ login, email, givenName, familyName }}
              {...form.getInputProps("password")}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onClose(false)}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("create.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The roles on the whole campus, as boxes to tick. */
export function RoleBoxes(props: { value?: PlatformRole[]; onChange?: (value: string[]) => void; error?: React.ReactNode }) {
  const { t } = useTranslation("admin");
  return (
    <Checkbox.Group label={t("field.roles")} description={t("field.rolesHint")} {...props}>
      <Group mt="xs">
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
