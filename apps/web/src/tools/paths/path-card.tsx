import { Badge, Group, Text } from "@mantine/core";
import { IconChartBar, IconCopy, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { AccessReasons } from "../../ui/access-reasons";
import { MenuButton } from "../../ui/menu-button";
import { ProgressRing } from "../../ui/progress-ring";
import type { PathCardFragment } from "./learning-paths.generated";
import classes from "./paths.module.css";

interface PathCardViewProps {
  node: PathCardFragment;
  address: string;
  onTrash: () => void;
  onDuplicate: () => void;
}

/** What is said below a path's name: of all learners for staff, else of oneself. */
function CardFacts({ node: { overview, progress, dueAt } }: { node: PathCardFragment }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return (
    <>
      {overview && (
        <Text size="sm" mt={4}>
          {t("overview", { finished: overview.finished, count: overview.learners })}
        </Text>
      )}
      {!overview && progress && (
        <Text size="sm" mt={4}>
          {[t(`state.${progress.state}`), progress.seconds > 0 && format.duration(progress.seconds)].filter(Boolean).join(" · ")}
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

/** One path of the list: ring, name, state; locked ones greyed with the reason; for staff how the learners stand. */
export function PathCardView({ node, address, onTrash, onDuplicate }: PathCardViewProps) {
  const { t } = useTranslation("paths");
  const { progress, overview, access, viewerCan } = node;
  const outcome = progress?.state === "PASSED" ? "passed" : progress?.state === "FAILED" ? "failed" : undefined;
  const to = `${address}/paths/${node.id}`;
  return (
    <article className={classes.card} data-closed={!access.open || undefined}>
      <ProgressRing
        size={48}
        fraction={overview ? overview.averageFraction : (progress?.fraction ?? 0)}
        outcome={overview ? undefined : outcome}
        label={overview ? t("averageOf", { title: node.title }) : node.title}
      />
      <div className={classes.cardBody}>
        <Link to={to} className={classes.cardTitle}>
          <bdi>{node.title}</bdi>
        </Link>
        {node.state !== "PUBLISHED" && (
          <Group gap={6} mt={4}>
            <Badge variant="light" color="gray">
              {t(`itemState.${node.state}`)}
            </Badge>
          </Group>
        )}
        <CardFacts node={node} />
        <AccessReasons reasons={access.reasons} />
      </div>
      <MenuButton
        name={node.title}
        entries={[
          viewerCan.update && { label: t("path.edit"), icon: IconPencil, to: `${to}/edit` },
          viewerCan.follow && { label: t("follow"), icon: IconChartBar, to: `${to}/grid` },
          viewerCan.create && { label: t("path.duplicate"), icon: IconCopy, onClick: onDuplicate },
          viewerCan.delete && { label: t("toTrash"), icon: IconTrash, onClick: onTrash, danger: true },
        ]}
      />
    </article>
  );
}
