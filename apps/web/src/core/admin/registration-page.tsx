import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Alert, Button, Card, Checkbox, Group, Radio, Stack, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { REGISTRATION_MODES } from "@lyceum/shared/inputs/account-settings";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { PageHeader } from "../../ui/page-header";
import { type AdminAccountSettingsQuery, type AdminAccountSettingsQueryVariables, PublishTermsDocument } from "./admin.generated";
import { Invitations } from "./invitations";
import { useSettingsForm } from "./use-settings-form";

type Settings = AdminAccountSettingsQuery["accountSettings"];

/** How people get accounts, and what they accept. */
export function RegistrationPage() {
  const { t } = useTranslation("admin");
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminAccountSettingsQuery, AdminAccountSettingsQueryVariables>>());
  return (
    <>
      <PageHeader title={t("registration.title")} />
      <Stack gap="lg" maw="60rem">
        {!data.accountSettings.mailServer && <Alert color="yellow">{t("registration.noMailServer")}</Alert>}
        <SettingsForm settings={data.accountSettings} />
        {data.accountSettings.registration === "INVITATION" && <Invitations />}
        <TermsForm terms={data.terms} />
      </Stack>
    </>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation("admin");
  const { form, submit, loading } = useSettingsForm(settings);
  const box = (name: "asTeacher" | "loginIsEmail" | "sharedEmail", hint?: string) => (
    <Checkbox label={t(`registration.${name}`)} description={hint} {...form.getInputProps(name, { type: "checkbox" })} />
  );
  return (
    <Card component="section" padding="lg" aria-label={t("registration.title")}>
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group label={t("registration.mode")} {...form.getInputProps("registration")}>
            <Stack gap="xs" mt="xs">
              {REGISTRATION_MODES.map((mode) => (
                <Radio key={mode} value={mode} label={t(`registration.modes.${mode}`)} description={t(`registration.modeHints.${mode}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {form.values.registration === "INVITATION" && (
            <TagsInput
              label={t("registration.mailDomains")}
              description={t("registration.mailDomainsHint")}
              splitChars={[",", " ", ";"]}
              {...form.getInputProps("mailDomains")}
            />
          )}
          {form.values.registration !== "CLOSED" && box("asTeacher")}
          {box("loginIsEmail", t("registration.loginIsEmailHint"))}
          {box("sharedEmail", t("registration.sharedEmailHint"))}
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

/** Which terms are in force, and since when. */
function CurrentTerms({ terms }: { terms: AdminAccountSettingsQuery["terms"] }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return (
    <Text size="sm" c="dimmed">
      {terms
        ? t("terms.current", { version: terms.version, date: format.date(terms.publishedAt), language: terms.language })
        : t("terms.none")}
    </Text>
  );
}

function TermsForm({ terms }: { terms: AdminAccountSettingsQuery["terms"] }) {
  const { t, i18n } = useTranslation("admin");
  const showError = useShowError();
  const [body, setBody] = useState(terms?.body ?? "");
  const [summaryOfChange, setSummary] = useState("");
  const [askAgain, setAskAgain] = useState(true);
  const [current, setCurrent] = useState(terms);
  const [publish, { loading }] = useMutation(PublishTermsDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      const { data } = await publish({ variables: { input: { language: i18n.language, body, summaryOfChange, askAgain } } });
      if (data) setCurrent(data.publishTerms);
      notifications.show({ message: t("terms.published"), role: "status" });
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Card component="section" padding="lg" aria-label={t("terms.title")}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Title order={2} size="h3">
            {t("terms.title")}
          </Title>
          <CurrentTerms terms={current} />
          <Textarea
            label={t("terms.body")}
            description={t("terms.hint")}
            autosize
            minRows={6}
            maxRows={20}
            maxLength={200_000}
            dir="auto"
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <TextInput
            label={t("terms.summary")}
            maxLength={1000}
            dir="auto"
            value={summaryOfChange}
            onChange={(event) => setSummary(event.currentTarget.value)}
          />
          <Checkbox
            label={t("terms.askAgain")}
            description={t("terms.askAgainHint")}
            checked={askAgain}
            onChange={(event) => setAskAgain(event.currentTarget.checked)}
          />
          <Group>
            <Button type="submit" variant="default" loading={loading} disabled={body === (current?.body ?? "")}>
              {t("terms.publish")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
