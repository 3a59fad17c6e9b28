import { Badge, Group, Text } from "@mantine/core";
import { IconChartBar, IconLock, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { useReasonText } from "../../kernel/reasons";
import { MenuButton } from "../../ui/menu-button";
import { ProgressRing } from "../../ui/progress-ring";
import type { PackageCardFragment } from "./packages.generated";
import classes from "./paths.module.css";

/** How a package is called by its standard: "SCORM 1.2". */
export function useStandardName(): (standard: string, edition: string | null) => string {
  const { t } = useTranslation("paths");
  return (standard, edition) => [t(`standard.${standard}`), edition && t(`edition.${edition}`)].filter(Boolean).join(" · ");
}

interface PackageCardViewProps {
  node: PackageCardFragment;
  address: string;
  onTrash: () => void;
}

/** What is said below a package's name: of all learners for staff, else of oneself. */
function CardFacts({ node: { overview, progress, dueAt } }: { node: PackageCardFragment }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const mean = overview?.averageScore ?? null;
  return (
    <>
      {overview && (
        <Text size="sm" mt={4}>
          {t("overview", { finished: overview.finished, count: overview.learners })}
          {mean !== null && ` · ${t("averageScore", { score: format.number(mean, { maximumFractionDigits: 1 }) })}`}
        </Text>
      )}
      {!overview && progress && (
        <Text size="sm" mt={4}>
          {t(`state.${progress.state}`)} · {format.duration(progress.seconds)}
        </Text>
      )}
      {dueAt && (
        <Text size="sm" mt={4}>
          {t("due", { at: format.relative(dueAt) })}
        </Text>
      )}
    </>
  );
}

/** One package of the list: ring, name, state; locked ones greyed with the reason; for staff how the learners stand. */
export function PackageCardView({ node, address, onTrash }: PackageCardViewProps) {
  const { t } = useTranslation("paths");
  const say = useReasonText();
  const standardName = useStandardName();
  const { progress, overview, access, viewerCan } = node;
  const outcome = progress?.state === "PASSED" ? "passed" : progress?.state === "FAILED" ? "failed" : undefined;
  const to = `${address}/paths/packages/${node.id}`;
  const fraction = overview ? overview.averageFraction : (progress?.fraction ?? 0);
  return (
    <article className={classes.card} data-closed={!access.open || undefined}>
      <ProgressRing
        size={48}
        fraction={fraction}
        outcome={overview ? undefined : outcome}
        label={overview ? t("averageOf", { title: node.title }) : node.title}
      />
      <div className={classes.cardBody}>
        <Link to={to} className={classes.cardTitle}>
          <bdi>{node.title}</bdi>
        </Link>
        <Group gap={6} mt={4}>
          {node.state !== "PUBLISHED" && (
            <Badge variant="light" color="gray">
              {t(`itemState.${node.state}`)}
            </Badge>
          )}
          <Text size="xs" c="dimmed">
            {standardName(node.standard, node.edition)}
          </Text>
        </Group>
        <CardFacts node={node} />
        {access.reasons.map((reason) => (
          <Text key={reason.code} size="sm" mt={4}>
            <IconLock size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {say(reason)}
          </Text>
        ))}
      </div>
      <MenuButton
        name={node.title}
        entries={[
          viewerCan.follow && { label: t("follow"), icon: IconChartBar, to: `${to}/grid` },
          viewerCan.delete && { label: t("toTrash"), icon: IconTrash, onClick: onTrash, danger: true },
        ]}
      />
    </article>
  );
}
