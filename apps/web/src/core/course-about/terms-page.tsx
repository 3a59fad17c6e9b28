import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate, useParams } from "react-router-dom";
import { courseAddress, readPlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { RichText } from "../../ui/rich-text";
import { AcceptTermsDocument, type CourseTermsPageQuery } from "./course-about.generated";

/** What members accept before a course opens. */
export function TermsPage() {
  const { t } = useTranslation("courses");
  const navigate = useNavigate();
  const showError = useShowError();
  const { code, sessionId } = readPlace(useParams()["code"] ?? "");
  const { data } = useReadQuery(useLoaderData<QueryRef<CourseTermsPageQuery>>());
  const [accept, { loading }] = useMutation(AcceptTermsDocument);
  const { courseId, courseTitle, version, html } = data.courseTerms;
  const agree = () =>
    accept({ variables: { courseId, sessionId, version } })
      .then(() => navigate(courseAddress(code, sessionId), { replace: true }))
      .catch(showError);
  return (
    <Stack gap="md" maw="60rem" mx="auto" p="md">
      <PageHeader title={t("terms.title")} description={courseTitle} within={courseTitle} />
      <RichText html={html} />
      <Group mt="lg">
        <Button loading={loading} onClick={() => void agree()}>
          {t("terms.accept")}
        </Button>
        <Button component={Link} to="/courses" variant="default">
          {t("terms.back")}
        </Button>
      </Group>
    </Stack>
  );
}
