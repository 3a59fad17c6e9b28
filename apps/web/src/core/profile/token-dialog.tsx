import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { TOKEN_SCOPES } from "@lyceum/shared/inputs/accounts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useViewer } from "../../kernel/session";
import { GivenUp, useStepUp } from "../session/step-up";
import { CreateApiTokenDocument } from "./profile.generated";

const LIVES = ["30", "90", "365", "never"] as const;

/** The moment so many days from now, as text; null for no end. */
const endAfter = (days: string | null): string | null =>
  days && days !== "never" ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null;

/** Makes a token, and shows its secret this once. */
export function TokenDialog({ onClose }: { onClose: (made: boolean) => void }) {
  const { t } = useTranslation("profile");
  const [secret, setSecret] = useState<string>();
  return (
    <Modal
      opened
      onClose={() => onClose(secret !== undefined)}
      title={secret ? t("tokens.madeTitle") : t("tokens.add")}
      closeOnClickOutside={!secret}
      closeButtonProps={{ "aria-label": t("stepUp.cancel") }}
    >
      {secret ? <Secret secret={secret} onClose={() => onClose(true)} /> : <TokenForm onMade={setSecret} onCancel={() => onClose(false)} />}
    </Modal>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("profile");
  return (
    <Stack>
      <Text>{t("tokens.made")}</Text>
      <Code block dir="ltr" style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
        {secret}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t("recovery.copied") : t("recovery.copy")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t("tokens.kept")}</Button>
      </Group>
    </Stack>
  );
}

function TokenForm({ onMade, onCancel }: { onMade: (secret: string) => void; onCancel: () => void }) {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const guard = useStepUp();
  const officer = useViewer()?.roles.includes("ADMINISTRATOR") ?? false;
  const [create, { loading }] = useMutation(CreateApiTokenDocument);
  const form = useForm({ initialValues: { name: "", scopes: ["read"] as string[], life: "90" as string | null } });
  const submit = form.onSubmit(async ({ name, scopes, life }) => {
    const expiresAt = endAfter(life);
    try {
      const { data } = await guard(() => create({ variables: { input: { name, scopes, expiresAt } } }));
      if (data) onMade(data.createApiToken.secret);
    } catch (error) {
      if (!(error instanceof GivenUp)) showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t("tokens.name")} description={t("tokens.nameHint")} required data-autofocus {...form.getInputProps("name")} />
        <Checkbox.Group label={t("tokens.scopes")} {...form.getInputProps("scopes")}>
          <Stack gap={6} mt={6}>
            {TOKEN_SCOPES.filter((scope) => scope !== "admin" || officer).map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`tokens.scope.${scope}`)} description={t(`tokens.scopeHint.${scope}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t("tokens.life")}
          data={LIVES.map((life) => ({ value: life, label: t(`tokens.lives.${life}`) }))}
          allowDeselect={false}
          {...form.getInputProps("life")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("stepUp.cancel")}
          </Button>
          <Button type="submit" loading={loading}>
            {t("tokens.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
