import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { stepView, type StepViewProps } from "../../kernel/step-views";
import { PageSkeleton } from "../../ui/skeletons";
import { ActivityStateIcon } from "./activity-state";
import type { PathWholeFragment } from "./learning-paths.generated";
import { ConfirmStepDocument } from "./path-player.generated";
import type { Step } from "./path-steps";
import classes from "./paths.module.css";

interface StepContentProps {
  path: PathWholeFragment;
  step: Step;
  onLeaving: StepViewProps["onLeaving"];
  onNext?: () => void;
}

/** What a learner has reached at the end. */
function Result({ path }: { path: PathWholeFragment }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  if (!path.run) return null;
  const { state, score } = path.run;
  return (
    <Paper withBorder p="md" role="status">
      <Group gap="xs">
        <ActivityStateIcon state={state} />
        <Text fw={600}>{t(`state.${state}`)}</Text>
        {score !== null && <Text>{t("path.score", { score: format.number(score, { maximumFractionDigits: 1 }) })}</Text>}
      </Group>
    </Paper>
  );
}

/** The learner's own tick, where the step is completed so. */
function Tick({ step, sessionId }: { step: Step; sessionId: string | null }) {
  const { t } = useTranslation("paths");
  const showError = useShowError();
  const [confirm, { loading }] = useMutation(ConfirmStepDocument);
  if (step.completes !== "CONFIRMED" || !step.standing) return null;
  return (
    <Checkbox
      mt="lg"
      label={t("path.tick")}
      checked={step.standing.done}
      disabled={loading || step.standing.waived}
      onChange={(event) =>
        void confirm({ variables: { stepId: step.id, sessionId, confirmed: event.currentTarget.checked } }).catch(showError)
      }
    />
  );
}

/** An item's own view, or the way to its page where its tool shows nothing here. */
function ItemContent({ step, onLeaving }: Pick<StepContentProps, "step" | "onLeaving">) {
  const { t } = useTranslation("paths");
  const { sessionId, address } = useCoursePlace();
  if (!step.item) return <Text>{t("path.gone")}</Text>;
  const View = stepView(step.item.kind);
  if (!View) {
    return (
      <Button component={Link} to={address + step.item.address}>
        {t("path.openItem")}
      </Button>
    );
  }
  return (
    <Suspense fallback={<PageSkeleton />}>
      <View key={step.item.id} itemId={step.item.id} sessionId={sessionId} onLeaving={onLeaving} />
    </Suspense>
  );
}

/** The content of one step: a text, the end, or an item of any tool; below it the tick and the way on. */
export function StepContent({ path, step, onLeaving, onNext }: StepContentProps) {
  const { t } = useTranslation("paths");
  const { sessionId } = useCoursePlace();
  if (step.item?.kind === "package") return <ItemContent step={step} onLeaving={onLeaving} />;
  return (
    <div className={classes.reading}>
      <Stack gap="md" maw="48rem" mx="auto">
        <Title order={2}>
          <bdi>{step.title}</bdi>
        </Title>
        {step.kind === "ITEM" ? (
          <ItemContent step={step} onLeaving={onLeaving} />
        ) : (
          step.body && (
            <div className="lyceum-reading">
              <CourseText html={step.body} place="PATHS" />
            </div>
          )
        )}
        {step.kind === "FINAL" && <Result path={path} />}
        <Tick step={step} sessionId={sessionId} />
        {onNext && (
          <Group justify="flex-end">
            <Button onClick={onNext} rightSection={<IconArrowRight size={18} aria-hidden className={classes.flip} />}>
              {t("path.goOn")}
            </Button>
          </Group>
        )}
      </Stack>
    </div>
  );
}
