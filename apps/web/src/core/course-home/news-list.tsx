import { useLazyQuery, useMutation } from "@apollo/client/react";
import { Badge, Button, Group, Popover, Text } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { ListSkeleton } from "../../ui/skeletons";
import { RelativeTime } from "../../ui/relative-time";
import { ToolIcon } from "../../ui/tool-icon";
import { CourseNewsDocument, type CourseNewsQuery, MarkNewsSeenDocument } from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

type Entry = CourseNewsQuery["courseNews"][number];

function NewsLine({ entry, onOpen }: { entry: Entry; onOpen: () => void }) {
  const { t } = useTranslation(["courses", "shell"]);
  const { place } = useHome();
  const tool = t(`shell:tool.${entry.tool}`);
  // A tool that names no sentence of its own is told by its name alone.
  const what = t(`news.${entry.name.replaceAll(".", "_")}`, { defaultValue: tool });
  return (
    <Link to={place.address + entry.address} className={classes.newsItem} onClick={onOpen}>
      <ToolIcon tool={entry.tool} />
      <span>
        <Text span display="block">
          <bdi>{entry.title ?? tool}</bdi>
        </Text>
        <Text span size="sm" c="dimmed">
          {what}
          {entry.actorName && (
            <>
              {" · "}
              <bdi>{entry.actorName}</bdi>
            </>
          )}
          {" · "}
          <RelativeTime at={entry.at} />
        </Text>
      </span>
    </Link>
  );
}

/** What is new since the last visit, counted; opened, it says what by name, and lets all of it be marked as seen. */
export function NewsList({ count }: { count: number }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [opened, setOpened] = useState(false);
  const heading = useId();
  const [read, { data }] = useLazyQuery(CourseNewsDocument, { fetchPolicy: "network-only" });
  const [markSeen, { loading }] = useMutation(MarkNewsSeenDocument);
  const variables = { courseId: place.courseId, sessionId: place.sessionId };
  const toggle = () => {
    if (!opened) read({ variables }).catch(showError);
    setOpened(!opened);
  };
  const close = () => setOpened(false);
  const seen = () => void markSeen({ variables }).then(refresh).then(close).catch(showError);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="light" leftSection={<IconSparkles size={16} aria-hidden />} onClick={toggle} aria-expanded={opened}>
          {t("news.new")}
          <Badge ms="xs" size="sm" circle={count < 10}>
            {count > 99 ? "99+" : count}
          </Badge>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-labelledby={heading}>
        <Group justify="space-between" px="xs" pb="xs">
          <Text id={heading} fw={600}>
            {t("news.heading")}
          </Text>
          <Button size="compact-sm" variant="subtle" loading={loading} onClick={seen}>
            {t("news.markSeen")}
          </Button>
        </Group>
        {data ? (
          <ul className={classes.news}>
            {data.courseNews.map((entry) => (
              <li key={entry.id}>
                <NewsLine entry={entry} onOpen={close} />
              </li>
            ))}
          </ul>
        ) : (
          <ListSkeleton />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
