import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import type { PasswordOwner } from "@lyceum/shared/passwords";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { SecretInput } from "../../ui/secret-input";
import { PasswordField, type RulesLike } from "../sign-in/password-field";
import { ChangeMyPasswordDocument } from "./profile.generated";

/** A new password, the old one in hand. */
export function PasswordForm({ owner, rules }: { owner: PasswordOwner; rules: RulesLike }) {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const [change, { loading }] = useMutation(ChangeMyPasswordDocument);
  const form = useForm({ initialValues: { password: "", newPassword: "" } });
  const submit = form.onSubmit(async (variables) => {
    try {
      await change({ variables });
      form.reset();
      notifications.show({ message: t("passwordForm.done"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack maw="26rem">
        <input hidden type="text" autoComplete="username" value={owner.login ?? ""} readOnly />
        <SecretInput label={t("passwordForm.old")} autoComplete="current-password" required {...form.getInputProps("password")} />
        <PasswordField label={t("passwordForm.new")} owner={owner} rules={rules} {...form.getInputProps("newPassword")} />
        <Group>
          <Button type="submit" variant="default" loading={loading}>
            {t("passwordForm.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
