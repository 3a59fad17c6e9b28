import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import { EmailForm } from "./email-form";
import { PasswordForm } from "./password-form";
import type { MySecurityQuery, MySecurityQueryVariables } from "./profile.generated";
import { SecondFactorSection } from "./second-factor-section";

/** How the account is kept safe: address, password, second factor, recovery codes; a ring that fills. */
export function SecurityPage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MySecurityQuery, MySecurityQueryVariables>>());
  const { viewer, mySecondFactor: factor, profileRules } = data;
  if (!viewer) return null;
  const steps = [true, Boolean(viewer.email), factor.on, factor.on && factor.recoveryCodesLeft >= 3];
  const reached = steps.filter(Boolean).length / steps.length;
  return (
    <>
      <PageHeader title={t("security.title")} actions={<ProgressRing fraction={reached} size={56} label={t("security.ring")} />} />
      <Stack gap="lg">
        <Section title={t("factor.title")}>
          <SecondFactorSection factor={factor} />
        </Section>
        <Section title={t("passwordForm.title")}>
          <PasswordForm owner={viewer} rules={profileRules} />
        </Section>
        <Section title={t("emailForm.title")} aside={viewer.email ?? t("emailForm.none")}>
          <EmailForm />
        </Section>
      </Stack>
    </>
  );
}

function Section({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <Card component="section" padding="lg" aria-label={title}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside && (
            <Text c="dimmed" component="bdi">
              {aside}
            </Text>
          )}
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
