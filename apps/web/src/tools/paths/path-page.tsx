import { useMutation, useReadQuery, type QueryRef } from "@apollo/client/react";
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconChartBar, IconPencil, IconPlayerPlay, IconRotateClockwise2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { useLive } from "../../kernel/live";
import { AccessReasons } from "../../ui/access-reasons";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import type { PathPageQuery } from "./learning-paths.generated";
import { PathProgressChangedDocument, StartRunDocument } from "./path-player.generated";
import classes from "./paths.module.css";
import { StepTree } from "./step-tree";

type Shown = PathPageQuery["path"];

/** Begins the path again, where it may be. */
function RestartButton({ path }: { path: Shown }) {
  const { t } = useTranslation("paths");
  const { sessionId, address } = useCoursePlace();
  const navigate = useNavigate();
  const showError = useShowError();
  const [restart, { loading }] = useMutation(StartRunDocument);
  if (!path.run?.mayRestart) return null;
  const again = () =>
    void restart({ variables: { pathId: path.id, sessionId, restart: true } })
      .then(() => navigate(`${address}/paths/${path.id}/play`))
      .catch(showError);
  return (
    <Button variant="default" leftSection={<IconRotateClockwise2 size={18} aria-hidden />} onClick={again} loading={loading}>
      {t("path.restart")}
    </Button>
  );
}

function Standing({ path }: { path: Shown }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const { run, progress } = path;
  if (!run) return null;
  const outcome = progress?.state === "PASSED" ? "passed" : progress?.state === "FAILED" ? "failed" : undefined;
  const score = (value: number | null, key: string) =>
    value !== null && t(key, { score: format.number(value, { maximumFractionDigits: 1 }) });
  const facts = [
    t("path.run", { number: run.number }),
    score(run.score, "path.score"),
    run.score !== run.scoreSoFar && score(run.scoreSoFar, "path.scoreSoFar"),
    run.seconds > 0 && format.duration(run.seconds),
    run.remainingSeconds > 0 && t("path.remaining", { time: format.duration(run.remainingSeconds) }),
  ].filter(Boolean);
  return (
    <Group gap="md">
      <ProgressRing size={64} fraction={run.percent / 100} outcome={outcome} label={path.title} />
      <div>
        <Text fw={600}>{t(`state.${run.state}`)}</Text>
        <Text size="sm" c="dimmed">
          {facts.join(" · ")}
        </Text>
      </div>
    </Group>
  );
}

/** One path: what it is about, how one stands, its steps and the way in; for staff the ways to edit and to follow. */
export function PathPage() {
  const { t } = useTranslation("paths");
  const { query } = useLoaderData<{ query: QueryRef<PathPageQuery> }>();
  const { data } = useReadQuery(query);
  const { path } = data;
  const { sessionId, address, title, isStaff } = useCoursePlace();
  const navigate = useNavigate();
  useLive(PathProgressChangedDocument, { variables: { pathId: path.id, sessionId }, after: data.liveCursor, skip: isStaff });
  const to = `${address}/paths/${path.id}`;
  const verb = isStaff ? "preview" : path.run ? (path.run.percent === 100 ? "review" : "continue") : "start";
  const actions = (
    <>
      {path.viewerCan.follow && (
        <Button component={Link} to={`${to}/grid`} variant="default" leftSection={<IconChartBar size={18} aria-hidden />}>
          {t("follow")}
        </Button>
      )}
      {path.viewerCan.update && (
        <Button component={Link} to={`${to}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>
          {t("path.edit")}
        </Button>
      )}
      <RestartButton path={path} />
      {path.access.open && path.steps.length > 0 && (
        <Button component={Link} to={`${to}/play`} leftSection={<IconPlayerPlay size={18} aria-hidden />}>
          {t(`open.${verb}`)}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHeader tool="paths" title={path.title} within={title} description={path.author || undefined} actions={actions} />
      <Stack gap="lg">
        <AccessReasons reasons={path.access.reasons} />
        {path.description && <CourseText html={path.description} place="PATHS" />}
        <Standing path={path} />
        {path.steps.length === 0 ? (
          <Text c="dimmed">{t("path.noSteps")}</Text>
        ) : (
          <section className={classes.outline}>
            <StepTree
              steps={path.steps}
              isStaff={isStaff}
              onOpen={path.access.open ? (step) => void navigate(`${to}/play?step=${step.id}`) : undefined}
            />
          </section>
        )}
      </Stack>
    </>
  );
}
