import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Group, Rating, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { CourseCover } from "../../ui/course-cover";
import { PageHeader } from "../../ui/page-header";
import { Person } from "../../ui/person";
import { RichText } from "../../ui/rich-text";
import { VideoFrame } from "../../ui/video-frame";
import { type CourseAboutPageQuery, RateCourseDocument } from "./course-about.generated";
import { ExtraFacts } from "./extra-facts";

type About = CourseAboutPageQuery["courseAbout"];

function Stars({ about }: { about: About }) {
  const { t } = useTranslation("courses");
  const format = useFormat();
  const showError = useShowError();
  const [rate] = useMutation(RateCourseDocument);
  const rating = about.rating;
  if (!rating) return null;
  const give = (stars: number) =>
    void rate({
      variables: { courseId: about.id, stars: stars === rating.mine ? null : stars },
      update: (cache, { data }) =>
        cache.modify({
          id: cache.identify({ __typename: "CourseAbout", id: about.id }),
          fields: { rating: () => data?.rateCourse ?? null },
        }),
    }).catch(showError);
  const shown =
    rating.count === 0
      ? t("about.noRating")
      : rating.average === null
        ? t("about.fewRatings", { count: rating.count })
        : t("about.rating", { average: format.number(rating.average, { maximumFractionDigits: 1 }), count: rating.count });
  return (
    <Group gap="sm">
      {about.viewerRole && (
        <Rating value={rating.mine ?? 0} onChange={give} getSymbolLabel={(value) => t("about.stars", { count: value })} />
      )}
      <Text size="sm" c="dimmed">
        {shown}
      </Text>
    </Group>
  );
}

function Dates({ about }: { about: About }) {
  const { t } = useTranslation("courses");
  const format = useFormat();
  const facts = [
    about.opensAt && t("about.opens", { date: format.date(about.opensAt) }),
    about.closesAt && t("about.closes", { date: format.date(about.closesAt) }),
    about.durationDays && t("about.duration", { count: about.durationDays }),
  ].filter(Boolean);
  if (facts.length === 0 && about.sessions.length === 0) return null;
  return (
    <Stack component="section" gap="xs">
      <Title order={2} size="h4">
        {t("about.when")}
      </Title>
      {facts.map((fact) => (
        <Text key={String(fact)}>{fact}</Text>
      ))}
      {about.sessions.map((session) => (
        <Text key={session.id}>
          <bdi>{session.title}</bdi>
          {session.startsAt && ` · ${format.date(session.startsAt)}`}
          {session.endsAt && ` – ${format.date(session.endsAt)}`}
        </Text>
      ))}
    </Stack>
  );
}

/** schema.org's words for search engines; plain data, escaped so that no text ends the element. */
function courseData(about: About): string {
  const data = {
    "@context": "https://schema.org",
    "@type": "Course",
    name: about.title,
    courseCode: about.code,
    inLanguage: about.language,
    instructor: about.teachers.map(({ name }) => ({ "@type": "Person", name })),
  };
  return JSON.stringify(data).replace(/</g, "\\u003c");
}

/** The ways in that are open to the one who reads. */
function WaysIn({ about }: { about: About }) {
  const { t } = useTranslation("courses");
  return (
    <>
      {!about.viewerRole && about.selfEnrol && (
        <Button component={Link} to={`/courses/${about.code}/join`} variant={about.viewerMayEnter ? "default" : "filled"}>
          {t("about.join")}
        </Button>
      )}
      {about.viewerMayEnter && (
        <Button component={Link} to={courseAddress(about.code, null)}>
          {t("about.enter")}
        </Button>
      )}
    </>
  );
}

/** What a course is, for everybody before they enter: description, teachers, dates, ratings, related courses. */
export function AboutPage() {
  const { t } = useTranslation("courses");
  const { data } = useReadQuery(useLoaderData<QueryRef<CourseAboutPageQuery>>());
  const about = data.courseAbout;
  return (
    <Stack gap="lg" maw="60rem" mx="auto" p="md">
      <script type="application/ld+json">{courseData(about)}</script>
      <CourseCover code={about.code} pictureUrl={about.pictureUrl} color={about.color} height={9} />
      <PageHeader title={about.title} description={<bdi>{about.code}</bdi>} actions={<WaysIn about={about} />} />
      {about.tags.length > 0 && (
        <Group gap="xs">
          {about.tags.map((tag) => (
            <Badge key={tag} variant="light">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
      {about.description ? <RichText html={about.description} lang={about.language} /> : <Text c="dimmed">{t("about.noDescription")}</Text>}
      <ExtraFacts values={about.values} />
      {about.introVideoUrl && <VideoFrame address={about.introVideoUrl} title={t("about.video")} />}
      <Stack component="section" gap="xs">
        <Title order={2} size="h4">
          {t("about.teachers")}
        </Title>
        {about.teachers.map((teacher) => (
          <Person key={teacher.id} person={teacher} />
        ))}
      </Stack>
      <Dates about={about} />
      <Stars about={about} />
      {about.related.length > 0 && (
        <Stack component="section" gap="xs">
          <Title order={2} size="h4">
            {t("about.related")}
          </Title>
          {about.related.map((course) => (
            <Anchor key={course.id} component={Link} to={`/courses/${course.code}/about`}>
              <bdi>{course.title}</bdi>
            </Anchor>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
