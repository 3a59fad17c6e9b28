import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useLocation, useNavigate, useParams } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useViewer } from "../../kernel/session";
import { PageHeader } from "../../ui/page-header";
import { JoinByInvitationDocument, type JoinPageQuery } from "./join.generated";

/** Where a link leads, and the way in: at once for who is signed in, over an account for everybody else. */
export function InvitationPage() {
  const { t } = useTranslation("people");
  const { code = "" } = useParams();
  const { data } = useReadQuery(useLoaderData<QueryRef<JoinPageQuery>>());
  const viewer = useViewer();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const showError = useShowError();
  const [join, { loading }] = useMutation(JoinByInvitationDocument);
  const { courseCode, courseTitle, sessionId, sessionTitle, role } = data.invitation;
  const go = async () => {
    try {
      await join({ variables: { code } });
      await navigate(courseAddress(courseCode, sessionId));
    } catch (error) {
      showError(error);
    }
  };
  const back = encodeURIComponent(pathname);
  return (
    <Stack gap="lg" maw="36rem" mx="auto" p="md">
      <PageHeader title={courseTitle} description={sessionTitle && <bdi>{sessionTitle}</bdi>} />
      <Text>{t("join.invited", { role: t(`roles.${role}`) })}</Text>
      {viewer ? (
        <Group>
          <Button loading={loading} onClick={() => void go()}>
            {t("join.comeIn")}
          </Button>
        </Group>
      ) : (
        <>
          <Text c="dimmed">{t("join.signInFirst")}</Text>
          <Group>
            <Button component={Link} to={`/sign-in?to=${back}`}>
              {t("join.signIn")}
            </Button>
            <Button component={Link} to={`/register?next=${back}`} variant="default">
              {t("join.register")}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
