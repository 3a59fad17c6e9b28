import { useReadQuery, type QueryRef } from "@apollo/client/react";
import { Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustments, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { PageHeader } from "../../ui/page-header";
import { SavedState } from "../../ui/saved-state";
import { AddStep } from "./add-step";
import type { PathPageQuery } from "./learning-paths.generated";
import { PathSettings } from "./path-settings";
import { StepDrawer } from "./step-drawer";
import { StepGrid } from "./step-grid";
import { usePathEdits, type PathEdits } from "./use-path-edits";

const ORDERS = ["FREE", "LINEAR", "CUSTOM"] as const;
const STATES = ["DRAFT", "PUBLISHED", "HIDDEN"] as const;
type Shown = PathPageQuery["path"];

/** Name, state and order: what every path has. */
function Basics({ path, edits }: { path: Shown; edits: PathEdits }) {
  const { t } = useTranslation("paths");
  const rename = (title: string) => title.trim() && title !== path.title && void edits.updatePath({ title });
  return (
    <Stack>
      <TextInput
        key={path.title}
        label={t("path.name")}
        defaultValue={path.title}
        maxLength={250}
        dir="auto"
        onBlur={(event) => rename(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <Group>
        <SegmentedControl
          aria-label={t("settings.state")}
          data={STATES.map((value) => ({ value, label: t(`itemState.${value}`) }))}
          value={path.state}
          onChange={(state) => void edits.updatePath({ state })}
        />
        <SegmentedControl
          aria-label={t("path.order")}
          data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
          value={path.order}
          onChange={(order) => void edits.setOrder(order)}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t(`orderHelp.${path.order}`)}
      </Text>
    </Stack>
  );
}

/** Builds a path: its steps as a tree, everything saved at once. */
export function PathEditorPage() {
  const { t } = useTranslation("paths");
  const { query } = useLoaderData<{ query: QueryRef<PathPageQuery> }>();
  const { path } = useReadQuery(query).data;
  const { address } = useCoursePlace();
  const edits = usePathEdits(path);
  const [editing, setEditing] = useState<string | null>(null);
  const [settings, { open, close }] = useDisclosure(false);
  const started = path.overview?.started ?? 0;
  return (
    <>
      <PageHeader
        tool="paths"
        title={path.title}
        description={<SavedState state={edits.saved} />}
        actions={
          <>
            <Button variant="default" leftSection={<IconAdjustments size={18} aria-hidden />} onClick={open}>
              {t("settings.title")}
            </Button>
            <Button
              component={Link}
              to={`${address}/paths/${path.id}/play`}
              variant="default"
              leftSection={<IconEye size={18} aria-hidden />}
            >
              {t("open.preview")}
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        <Basics path={path} edits={edits} />
        {started > 0 && <Text size="sm">{t("path.underWay", { count: started, finished: path.overview?.finished ?? 0 })}</Text>}
        {path.steps.length === 0 ? (
          <Text c="dimmed">{t("path.emptySteps")}</Text>
        ) : (
          <StepGrid
            steps={path.steps}
            order={path.order}
            onEdit={(step) => setEditing(step.id)}
            onRemove={(step) => void edits.removeStep(step)}
            onMove={(step, place) => void edits.moveStep(step, place).then(() => announce(t("path.moved", { title: step.title })))}
          />
        )}
        <AddStep steps={path.steps} edits={edits} onMade={setEditing} />
      </Stack>
      <StepDrawer
        step={path.steps.find((step) => step.id === editing)}
        steps={path.steps}
        order={path.order}
        edits={edits}
        onClose={() => setEditing(null)}
      />
      <PathSettings path={path} edits={edits} opened={settings} onClose={close} />
    </>
  );
}
