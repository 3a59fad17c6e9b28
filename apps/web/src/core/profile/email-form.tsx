import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { GivenUp, useStepUp } from "../session/step-up";
import { ChangeMyEmailDocument } from "./profile.generated";

/** A new address, which counts once the link that goes there was opened. */
export function EmailForm() {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const guard = useStepUp();
  const [sentTo, setSentTo] = useState<string>();
  const [change, { loading }] = useMutation(ChangeMyEmailDocument);
  const form = useForm({ initialValues: { email: "" } });
  const submit = form.onSubmit(async (variables) => {
    try {
      await guard(() => change({ variables }));
      setSentTo(variables.email);
      form.reset();
    } catch (error) {
      if (!(error instanceof GivenUp)) showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack maw="26rem">
        <TextInput label={t("emailForm.new")} type="email" autoComplete="email" required dir="ltr" {...form.getInputProps("email")} />
        <Group>
          <Button type="submit" variant="default" loading={loading}>
            {t("emailForm.submit")}
          </Button>
        </Group>
        <Text size="sm" role="status">
          {sentTo ? t("emailForm.sent", { email: sentTo }) : ""}
        </Text>
      </Stack>
    </form>
  );
}
