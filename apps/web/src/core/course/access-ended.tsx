import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { usePageTitle } from "../../kernel/page-title";

/** In place of a course's page when the person's place in it ended while the page was open. */
export function AccessEnded({ course }: { course: string }) {
  const { t } = useTranslation("errors");
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(t("accessEnded.title", { course }));
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack component="section" role="alert" align="flex-start" maw="40rem" mx="auto" py="xl" px="md" gap="md">
      <Title order={1} ref={heading} tabIndex={-1}>
        {t("accessEnded.title", { course })}
      </Title>
      <Text>{t("accessEnded.text")}</Text>
      <Button component={Link} to="/courses">
        {t("notFound.courses")}
      </Button>
    </Stack>
  );
}
