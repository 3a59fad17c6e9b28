import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Button, Card, Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { FACTOR_RULES, PASSWORD_NEEDS } from "@lyceum/shared/inputs/account-settings";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { PageHeader } from "../../ui/page-header";
import type { AdminSafetyQuery, AdminSafetyQueryVariables } from "./admin.generated";
import { useSettingsForm } from "./use-settings-form";

const ROLES = ["administrator", "sessionManager", "teacher", "learner"] as const;
type Form = ReturnType<typeof useSettingsForm>["form"];

/** How accounts are kept safe: passwords, second factors, devices; and where people land. */
export function SafetyPage() {
  const { t } = useTranslation("admin");
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminSafetyQuery, AdminSafetyQueryVariables>>());
  const { form, submit, loading } = useSettingsForm(data.accountSettings);
  return (
    <>
      <PageHeader title={t("safety.title")} />
      <form onSubmit={submit}>
        <Stack gap="lg" maw="60rem">
          <Passwords form={form} />
          <Factors form={form} />
          <Section title={t("safety.signIn")}>
            <Amount form={form} name="blockAfter" min={0} max={1000} hint={t("safety.blockAfterHint")} />
            <Checkbox
              label={t("safety.oneDevice")}
              description={t("safety.oneDeviceHint")}
              {...form.getInputProps("oneDevice", { type: "checkbox" })}
            />
            <Text fw={550}>{t("safety.startPages")}</Text>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {ROLES.map((role) => (
                <TextInput key={role} label={t(`safety.role.${role}`)} dir="ltr" {...form.getInputProps(`startPages.${role}`)} />
              ))}
            </SimpleGrid>
          </Section>
          <Group>
            <Button type="submit" loading={loading} disabled={!form.isDirty()}>
              {t("registration.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}

function Passwords({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  return (
    <Section title={t("safety.passwords")}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Amount form={form} name="passwordMinimum" min={10} max={20} />
        <Amount form={form} name="passwordDays" min={0} max={3650} hint={t("safety.passwordDaysHint")} />
        <Amount form={form} name="resetMinutes" min={5} max={1440} hint={t("safety.resetMinutesHint")} />
      </SimpleGrid>
      <Checkbox.Group
        label={t("safety.passwordNeeds")}
        description={t("safety.passwordNeedsHint")}
        {...form.getInputProps("passwordNeeds")}
      >
        <Group mt="xs">
          {PASSWORD_NEEDS.map((need) => (
            <Checkbox key={need} value={need} label={t(`safety.need.${need}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox label={t("safety.changeAtFirstSignIn")} {...form.getInputProps("changeAtFirstSignIn", { type: "checkbox" })} />
    </Section>
  );
}

function Factors({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  const rules = FACTOR_RULES.map((rule) => ({ value: rule, label: t(`safety.rule.${rule}`) }));
  return (
    <Section title={t("safety.factors")}>
      <Text size="sm" c="dimmed">
        {t("safety.factorsHint")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {ROLES.map((role) => (
          <NativeSelect key={role} label={t(`safety.role.${role}`)} data={rules} {...form.getInputProps(`factor.${role}`)} />
        ))}
      </SimpleGrid>
      <Amount form={form} name="factorGraceDays" min={0} max={30} hint={t("safety.factorGraceDaysHint")} />
    </Section>
  );
}

interface AmountProps {
  form: Form;
  name: "passwordMinimum" | "passwordDays" | "resetMinutes" | "blockAfter" | "factorGraceDays";
  min: number;
  max: number;
  hint?: string;
}

function Amount({ form, name, min, max, hint }: AmountProps) {
  const { t } = useTranslation("admin");
  return (
    <NumberInput
      label={t(`safety.${name}`)}
      description={hint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      min={min}
      max={max}
      allowDecimal={false}
      maw="20rem"
      {...form.getInputProps(name)}
    />
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" padding="lg" aria-label={title}>
      <Stack>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
