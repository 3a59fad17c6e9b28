import { useQuery } from "@apollo/client/react";
import { Button, Menu, Text } from "@mantine/core";
import { IconCalendarTime, IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { courseAddress, useCoursePlace } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { useViewer } from "../../kernel/session";
import { SessionSwitchDocument, type SessionSwitchQuery } from "./sessions.generated";

type Session = SessionSwitchQuery["courseSessions"]["sessions"][number];

/** The dates of a session as one phrase. */
function useSpan(): (session: Pick<Session, "startsAt" | "endsAt">) => string {
  const { t } = useTranslation("shell");
  const format = useFormat();
  return ({ startsAt, endsAt }) => {
    if (startsAt && endsAt) return t("session.fromTo", { from: format.date(startsAt), to: format.date(endsAt) });
    if (startsAt) return t("session.from", { from: format.date(startsAt) });
    return endsAt ? t("session.to", { to: format.date(endsAt) }) : "";
  };
}

/** In the header of a course: which session one is in, and the other places where one may enter it. Nothing where there is no choice. */
export function SessionSwitch() {
  const { t } = useTranslation("shell");
  const { courseId, sessionId, code } = useCoursePlace();
  const viewer = useViewer();
  const span = useSpan();
  const { data } = useQuery(SessionSwitchDocument, { variables: { courseId }, skip: !viewer });
  const places = data?.courseSessions;
  if (!places || (places.sessions.length === 0 && !sessionId)) return null;
  const here = places.sessions.find((session) => session.id === sessionId);
  const name = here?.title ?? t("session.base");
  const mark = (current: boolean) => (current ? <IconCheck size={16} aria-hidden /> : <span style={{ inlineSize: 16, display: "inline-block" }} />);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="light"
          size="compact-md"
          mb="sm"
          maw="100%"
          leftSection={<IconCalendarTime size={16} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={t("session.here", { name })}
        >
          <bdi>{name}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.base && (
          <Menu.Item component={Link} to={courseAddress(code, null)} leftSection={mark(!sessionId)} aria-current={!sessionId || undefined}>
            {t("session.base")}
          </Menu.Item>
        )}
        {places.sessions.map((session) => (
          <Menu.Item key={session.id} component={Link} to={courseAddress(code, session.id)} leftSection={mark(session.id === sessionId)} aria-current={session.id === sessionId || undefined}>
            <bdi>{session.title}</bdi>
            <Text size="xs" c="dimmed">
              {span(session)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
