import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { ToolIcon } from "../../ui/tool-icon";
import type { CourseReadinessPageQuery } from "./course-readiness.generated";
import classes from "./course-readiness.module.css";

type Finding = CourseReadinessPageQuery["courseReadiness"][number];

function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation(["courses", "shell"]);
  const { address } = useCoursePlace();
  const place = finding.tool === "courses" ? t("readiness.homePage") : t(`shell:tool.${finding.tool}`);
  return (
    <li className={classes.row}>
      {finding.tool !== "courses" && <ToolIcon tool={finding.tool} size={28} />}
      <Anchor component={Link} to={address + finding.address} className={classes.link}>
        <bdi>{finding.title || place}</bdi>
      </Anchor>
      {finding.title && (
        <Text size="sm" c="dimmed">
          {place}
        </Text>
      )}
    </li>
  );
}

/** What learners would stumble over, by kind; each line leads to where it is repaired. */
export function ReadinessPage() {
  const { t } = useTranslation("courses");
  const place = useCoursePlace();
  const { data } = useReadQuery(useLoaderData<QueryRef<CourseReadinessPageQuery>>());
  const found = data.courseReadiness;
  const checks = [...new Set(found.map(({ check }) => check))];
  return (
    <>
      <PageHeader title={t("readiness.title")} within={place.title} description={t("readiness.help")} />
      {found.length === 0 && <EmptyState title={t("readiness.noneTitle")}>{t("readiness.noneText")}</EmptyState>}
      <Stack gap="xl">
        {checks.map((check) => {
          const rows = found.filter((finding) => finding.check === check);
          return (
            <section key={check} aria-labelledby={`readiness-${check}`}>
              <Group gap="xs" wrap="nowrap">
                <Title order={2} size="h4" id={`readiness-${check}`}>
                  {t(`readiness.checks.${check}.title`)}
                </Title>
                <Badge variant="light">{rows.length}</Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {t(`readiness.checks.${check}.help`)}
              </Text>
              <ul className={classes.rows}>
                {rows.map((finding, index) => (
                  <FindingRow key={finding.itemId ?? `${finding.address}${index}`} finding={finding} />
                ))}
              </ul>
            </section>
          );
        })}
      </Stack>
    </>
  );
}
