import { useMutation } from "@apollo/client/react";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { type AdminAccountSettingsQuery, UpdateAccountSettingsDocument } from "./admin.generated";

type Settings = AdminAccountSettingsQuery["accountSettings"];

/** What may be written of the settings: all but what the server tells beside them, and the cache's type names. */
function valuesOf(settings: Settings) {
  const { version: _version, mailServer: _mailServer, ...values } = settings;
  const plain = JSON.parse(JSON.stringify(values, (key, value: unknown) => (key === "__typename" ? undefined : value))) as typeof values;
  return plain;
}

/** A form over the accounts' settings: each page shows a part, and all are written together over the version that was read. */
export function useSettingsForm(settings: Settings) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [version, setVersion] = useState(settings.version);
  const [update, { loading }] = useMutation(UpdateAccountSettingsDocument);
  const form = useForm({ initialValues: valuesOf(settings) });
  const submit = form.onSubmit(async (input) => {
    try {
      const { data } = await update({ variables: { input, expectedVersion: version } });
      if (!data) return;
      setVersion(data.updateAccountSettings.version);
      const values = valuesOf(data.updateAccountSettings);
      form.setValues(values);
      form.resetDirty(values);
      notifications.show({ message: t("registration.saved"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return { form, submit, loading };
}
