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

/** Joins a course oneself, with its key where it has one; the course says no where it does not allow that. */
export function KeyPage() {
  const { t } = useTranslation("people");
  const { data } = useReadQuery(useLoaderData<QueryRef<JoinWithKeyPageQuery>>());
  const { id, code, title, viewerRole, selfEnrol, hasEnrolKey } = data.courseAbout;
  const viewer = useViewer();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const showError = useShowError();
  const [key, setKey] = useState("");
  const [join, { loading }] = useMutation(JoinWithKeyDocument);
  const go = async () => {
    try {
      await join({ variables: { courseId: id, key: key.trim() || null } });
      await navigate(courseAddress(code, null));
    } catch (error) {
      showError(error);
    }
  };
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
      {viewer && !viewerRole && selfEnrol && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <Stack>
            {hasEnrolKey && (
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
      )}
    </Stack>
  );
}
