import { useQuery } from "@apollo/client/react";
import { Menu } from "@mantine/core";
import { IconCalendarTime, IconCheck, IconSelector } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";
import { courseAddress, useCoursePlace } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { useViewer } from "../../kernel/session";
import { SessionSwitchDocument, type SessionSwitchQuery } from "./sessions.generated";
import classes from "./session-switch.module.css";

type Period = SessionSwitchQuery["courseSessions"]["sessions"][number];

/** Returns a function that says a session's dates; empty when it has none. */
function useDates(): (period: Period) => string {
  const { t } = useTranslation("shell");
  const { date } = useFormat();
  return ({ startsAt, endsAt }) => {
    if (startsAt && endsAt) return t("session.fromTo", { from: date(startsAt), to: date(endsAt) });
    if (startsAt) return t("session.from", { from: date(startsAt) });
    return endsAt ? t("session.to", { to: date(endsAt) }) : "";
  };
}

function Name({ title, dates }: { title: string; dates: string }) {
  return (
    <span className={classes.entry}>
      <bdi className={classes.title}>{title}</bdi>
      {dates && <span className={classes.dates}>{dates}</span>}
    </span>
  );
}

/** Which session of the course this is, and the way to the others and to the course itself. Nothing where there is only the course. */
export function SessionSwitch() {
  const { t } = useTranslation("shell");
  const place = useCoursePlace();
  const { pathname } = useLocation();
  const datesOf = useDates();
  const { data } = useQuery(SessionSwitchDocument, { variables: { courseId: place.courseId }, skip: useViewer() === null });
  const { base, sessions } = data?.courseSessions ?? { base: false, sessions: [] };
  const here = sessions.find(({ id }) => id === place.sessionId);
  if (sessions.length === 0) return null;
  const named = here ? <Name title={here.title} dates={datesOf(here)} /> : <Name title={t("session.base")} dates="" />;
  if (sessions.length + (base ? 1 : 0) < 2) {
    return here ? (
      <div className={classes.line}>
        <IconCalendarTime size={20} aria-hidden />
        {named}
      </div>
    ) : null;
  }
  // The tool stays, what lies deeper may be another session's.
  const tool = pathname.slice(place.address.length + 1).split("/")[0] ?? "";
  const places = [
    ...(base ? [{ id: null, title: t("session.base"), dates: "" }] : []),
    ...sessions.map((one) => ({ ...one, dates: datesOf(one) })),
  ];
  return (
    <div className={classes.line}>
      <Menu position="bottom-start" width={320}>
        <Menu.Target>
          <button type="button" className={classes.switch} aria-label={t("session.here", { name: here?.title ?? t("session.base") })}>
            <IconCalendarTime size={20} aria-hidden />
            {named}
            <IconSelector size={16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {places.map(({ id, title, dates }) => (
            <Menu.Item
              key={id ?? "base"}
              component={Link}
              to={courseAddress(place.code, id, tool)}
              aria-current={id === place.sessionId || undefined}
              rightSection={id === place.sessionId && <IconCheck size={16} aria-hidden />}
            >
              <Name title={title} dates={dates} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
