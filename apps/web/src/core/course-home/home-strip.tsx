import { Button, Group, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { RelativeTime } from "../../ui/relative-time";
import type { HomeStrip_homeFragment } from "./course-home.generated";
import { NewsList } from "./news-list";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

/** A thin strip: go on where one was, what is due next, what is new. */
export function HomeStrip({ home }: { home: HomeStrip_homeFragment }) {
  const { t } = useTranslation("courses");
  const { place } = useHome();
  const { continueWith, nextDue } = home;
  const news = home.tools.reduce((sum, tool) => sum + tool.newCount, 0);
  if (!continueWith && nextDue.length === 0 && news === 0) return null;
  return (
    <section className={classes.strip} aria-label={t("home.next")}>
      {continueWith && (
        <Group gap="sm" wrap="nowrap" className={classes.stripPart}>
          <Button
            component={Link}
            to={place.address + continueWith.address}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            style={{ flexShrink: 0 }}
          >
            {t("home.continue")}
          </Button>
          <Text truncate="end" dir="auto">
            {continueWith.title}
          </Text>
        </Group>
      )}
      {nextDue.length > 0 && (
        <ul className={classes.due} aria-label={t("home.nextDue")}>
          {nextDue.slice(0, 3).map((due) => (
            <li key={due.itemId}>
              <Text size="sm" span>
                {t("home.due")} <bdi>{due.title}</bdi> · <RelativeTime at={due.dueAt} />
              </Text>
            </li>
          ))}
        </ul>
      )}
      {news > 0 && <NewsList count={news} />}
    </section>
  );
}
