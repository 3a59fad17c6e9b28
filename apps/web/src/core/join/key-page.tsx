import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useLocation, useNavigate } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useViewer } from "../../kernel/session";
import { PageHeader } from "../../ui/page-header";
import { JoinWithKeyDocument, type JoinWithKeyPageQuery } from "./join.generated";

/** The way in, which asks for the key where the course has one. */
function JoinForm({ course }: { course: JoinWithKeyPageQuery["courseAbout"] }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const showError = useShowError();
  const [key, setKey] = useState("");
  const [join, { loading }] = useMutation(JoinWithKeyDocument);
  const go = async () => {
    try {
      await join({ variables: { courseId: course.id, key: key.trim() || null } });
      await navigate(courseAddress(course.code, null));
    } catch (error) {
      showError(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack>
        {course.hasEnrolKey && (
          <TextInput
            label={t("join.key")}
            description={t("join.keyHelp")}
            autoComplete="off"
            maxLength={200}
            required
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        )}
        <Group>
          <Button type="submit" loading={loading}>
            {t("join.comeIn")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Joins a course oneself, with its key where it has one; the course says no where it does not allow that. */
export function KeyPage() {
  const { t } = useTranslation("people");
  const { data } = useReadQuery(useLoaderData<QueryRef<JoinWithKeyPageQuery>>());
  const { code, title, viewerRole, selfEnrol } = data.courseAbout;
  const viewer = useViewer();
  const { pathname } = useLocation();
  return (
    <Stack gap="lg" maw="36rem" mx="auto" p="md">
      <PageHeader title={title} description={<bdi>{code}</bdi>} />
      {viewerRole && (
        <Group>
          <Text>{t("join.alreadyIn")}</Text>
          <Button component={Link} to={courseAddress(code, null)}>
            {t("join.open")}
          </Button>
        </Group>
      )}
      {!viewer && (
        <Group>
          <Button component={Link} to={`/sign-in?to=${encodeURIComponent(pathname)}`}>
            {t("join.signIn")}
          </Button>
        </Group>
      )}
      {!viewerRole && !selfEnrol && <Text>{t("join.closed")}</Text>}
      {viewer && !viewerRole && selfEnrol && <JoinForm course={data.courseAbout} />}
    </Stack>
  );
}
