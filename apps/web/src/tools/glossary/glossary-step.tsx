import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import type { StepViewProps } from "../../kernel/step-views";
import { PageSkeleton } from "../../ui/skeletons";
import { ViewGlossaryDocument } from "./glossary.generated";
import { GlossaryStepDocument } from "./glossary-step.generated";

/** The course's terms inside a path, to be read from the first to the last. */
export function GlossaryStep({ sessionId }: StepViewProps) {
  const { t } = useTranslation("glossary");
  const { courseId } = useCoursePlace();
  const { data, error, fetchMore } = useQuery(GlossaryStepDocument, {
    variables: { courseId, sessionId },
    fetchPolicy: "cache-and-network",
  });
  const [report] = useMutation(ViewGlossaryDocument);
  useEffect(() => {
    // Looking at it is progress; who has none here is told false.
    report({ variables: { courseId, sessionId } }).catch(() => undefined);
  }, [report, courseId, sessionId]);
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  const { edges, pageInfo } = data.glossaryTerms;
  return (
    <Stack component="dl" gap="md" m={0}>
      {edges.map(({ node }) => (
        <div key={node.id} lang={node.language}>
          <Title component="dt" order={2} size="h4">
            <bdi>{node.term}</bdi>
          </Title>
          <dd style={{ marginInlineStart: 0 }}>
            <CourseText html={node.definition} place="PATHS" except={new Set([node.id])} />
          </dd>
        </div>
      ))}
      {edges.length === 0 && <Text c="dimmed">{t("empty.title")}</Text>}
      {pageInfo.hasNextPage && (
        <Button variant="default" onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {t("more")}
        </Button>
      )}
    </Stack>
  );
}
