import { useQuery } from "@apollo/client/react";
import { Alert, Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconChartBar, IconExternalLink, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { useReasonText } from "../../kernel/reasons";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import { PageSkeleton } from "../../ui/skeletons";
import { AttemptList } from "./attempt-list";
import { useStandardName } from "./package-card";
import { openOwnWindow } from "./own-window";
import { PackageSettingsForm } from "./package-settings";
import { PackagePageDocument, type PackagePageQuery } from "./packages.generated";
import { PlayerTree, type TreeStatus } from "./player-tree";
import classes from "./paths.module.css";

type Shown = PackagePageQuery["package"];

function verbOf({ progress, reentry, viewerCan, registration }: Shown): string {
  if (viewerCan.follow) return "preview";
  const done = progress?.state === "COMPLETED" || progress?.state === "PASSED";
  if (done) return reentry === "REVIEW" ? "review" : reentry === "NEW_ATTEMPT" ? "again" : "continue";
  return registration ? "continue" : "start";
}

/** The way into a package: on this page, or in a window of its own where its settings say so and the browser lets it. */
function PlayButton({ shown, to, onBack }: { shown: Shown; to: string; onBack: () => unknown }) {
  const { t } = useTranslation("paths");
  const ownWindow = shown.window === "OWN_WINDOW";
  useEffect(() => {
    // What was done in the other window shows when one comes back to this one.
    if (!ownWindow) return;
    const back = () => void onBack();
    window.addEventListener("focus", back);
    return () => window.removeEventListener("focus", back);
  }, [ownWindow, onBack]);
  const Sign = ownWindow ? IconExternalLink : IconPlayerPlay;
  return (
    <Button
      component={Link}
      to={to}
      leftSection={<Sign size={18} aria-hidden />}
      aria-description={ownWindow ? t("open.ownWindow") : undefined}
      onClick={(event) => ownWindow && openOwnWindow(to) && event.preventDefault()}
    >
      {t(`open.${verbOf(shown)}`)}
    </Button>
  );
}

function Standing({ shown }: { shown: Shown }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const { progress } = shown;
  if (!progress) return null;
  const outcome = progress.state === "PASSED" ? "passed" : progress.state === "FAILED" ? "failed" : undefined;
  const score =
    progress.score !== null && progress.maxScore
      ? t("scoreOf", { score: format.number(progress.score, { maximumFractionDigits: 1 }), max: format.number(progress.maxScore) })
      : null;
  return (
    <Group gap="md">
      <ProgressRing size={64} fraction={progress.fraction} outcome={outcome} label={shown.title} />
      <div>
        <Text fw={600}>{t(`state.${progress.state}`)}</Text>
        <Text size="sm" c="dimmed">
          {[score, format.duration(progress.seconds), t("lastAt", { at: format.relative(progress.lastAt) })].filter(Boolean).join(" · ")}
        </Text>
      </div>
    </Group>
  );
}

/** What the import repaired or overlooked. */
function Warnings({ warnings }: { warnings: Shown["warnings"] }) {
  const { t } = useTranslation("paths");
  if (warnings.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t("import.warnings", { count: warnings.length })}
      </Title>
      <List size="sm">
        {warnings.map((warning) => (
          <List.Item key={warning.message}>{t(`warning.${warning.code}`, { defaultValue: warning.message })}</List.Item>
        ))}
      </List>
    </section>
  );
}

/** One package: how one stands, the way in, its tree; for staff its settings and what the import found. */
export function PackagePage() {
  const { t } = useTranslation("paths");
  const { packageId = "" } = useParams();
  const { sessionId, address, title } = useCoursePlace();
  const say = useReasonText();
  const standardName = useStandardName();
  const { data, error, refetch } = useQuery(PackagePageDocument, {
    variables: { id: packageId, sessionId },
    fetchPolicy: "cache-and-network",
  });
  const latest = data?.packageAttempts[0];
  const statuses = useMemo(
    () =>
      new Map<string, TreeStatus>(latest?.activities.map((one) => [one.activityId, { state: one.state, locked: false, current: false }])),
    [latest],
  );
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  const shown = data.package;
  const to = `${address}/paths/packages/${shown.id}`;
  const actions = (
    <>
      {shown.viewerCan.follow && (
        <Button component={Link} to={`${to}/grid`} variant="default" leftSection={<IconChartBar size={18} aria-hidden />}>
          {t("follow")}
        </Button>
      )}
      {shown.viewerCan.play && shown.access.open && <PlayButton shown={shown} to={`${to}/play`} onBack={refetch} />}
    </>
  );
  return (
    <>
      <PageHeader
        tool="paths"
        title={shown.title}
        within={title}
        description={standardName(shown.standard, shown.edition)}
        actions={actions}
      />
      <Stack gap="lg">
        {shown.access.reasons.map((reason) => (
          <Alert key={reason.code} color="gray" role="status">
            {say(reason)}
          </Alert>
        ))}
        <Standing shown={shown} />
        <section className={classes.outline}>
          <PlayerTree activities={shown.activities} statuses={statuses} />
        </section>
        <Warnings warnings={shown.warnings} />
        {shown.viewerCan.update && <PackageSettingsForm shown={shown} sessionId={sessionId} onChanged={refetch} />}
        {!shown.viewerCan.follow && data.packageAttempts.length > 0 && <AttemptList attempts={data.packageAttempts} />}
      </Stack>
    </>
  );
}
