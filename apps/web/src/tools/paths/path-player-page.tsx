import { useMutation, useReadQuery, type QueryRef } from "@apollo/client/react";
import { Alert, Center, Loader } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useNavigate, useSearchParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useRefusalMessage } from "../../kernel/errors";
import { useLive } from "../../kernel/live";
import { usePageTitle } from "../../kernel/page-title";
import type { PathPageQuery } from "./learning-paths.generated";
import { PathBar } from "./path-bar";
import { OpenStepDocument, PathProgressChangedDocument } from "./path-player.generated";
import { mayOpen, neighboursOf, resumeAt, type Step } from "./path-steps";
import classes from "./paths.module.css";
import { SideSheet } from "./side-sheet";
import { StepContent } from "./step-content";
import { StepTree } from "./step-tree";
import { usePathPresence } from "./use-path-presence";

/** Opens the step that the address names, or where one goes on; the server notes it, or says why it is closed. */
function useOpenedStep(path: PathPageQuery["path"]) {
  const { sessionId, isStaff } = useCoursePlace();
  const [search, setSearch] = useSearchParams();
  const [openStep] = useMutation(OpenStepDocument);
  const [opened, setOpened] = useState<{ id: string; error: unknown } | null>(null);
  const asked = search.get("step") ?? resumeAt(path, isStaff)?.id;
  useEffect(() => {
    if (!asked) return;
    let current = true;
    openStep({ variables: { stepId: asked, sessionId } })
      .then(() => current && setOpened({ id: asked, error: null }))
      .catch((error: unknown) => current && setOpened({ id: asked, error }));
    return () => {
      current = false;
    };
  }, [asked, sessionId, openStep]);
  const go = (step: Step) => setSearch({ step: step.id });
  const settled = opened?.id === asked ? opened : null;
  return {
    asked,
    step: path.steps.find((one) => one.id === asked),
    ready: settled !== null && settled.error === null,
    error: settled?.error,
    go,
  };
}

/** Tells politely which steps have turned done since the last look. */
function useDoneSteps(steps: readonly Step[]) {
  const { t } = useTranslation("paths");
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    const done = steps.filter((step) => step.standing?.done);
    for (const step of done) if (known.current && !known.current.has(step.id)) announce(t("path.stepDone", { title: step.title }));
    known.current = new Set(done.map((step) => step.id));
  }, [steps, t]);
}

/** Awaits what a step has to save before it is left. */
function useLeaving() {
  const leaving = useRef<(() => Promise<unknown>) | null>(null);
  const onLeaving = useCallback((next: (() => Promise<unknown>) | null) => void (leaving.current = next), []);
  const leaveFirst = useCallback(async () => {
    await leaving.current?.();
  }, []);
  return { onLeaving, leaveFirst };
}

interface StageProps {
  path: PathPageQuery["path"];
  opened: ReturnType<typeof useOpenedStep>;
  onLeaving: (leaving: (() => Promise<unknown>) | null) => void;
  onNext?: () => void;
}

/** The content of the step that is open, or why there is none. */
function Stage({ path, opened: { asked, step, ready, error }, onLeaving, onNext }: StageProps) {
  const { t } = useTranslation("paths");
  const message = useRefusalMessage();
  const refused = error !== undefined && error !== null;
  return (
    <div className={classes.content} data-step={ready ? step?.id : undefined}>
      {refused && (
        <Alert color="gray" m="md" role="alert">
          {message(error)}
        </Alert>
      )}
      {step && ready && <StepContent key={step.id} path={path} step={step} onLeaving={onLeaving} onNext={onNext} />}
      {asked && !ready && !refused && (
        <Center h="100%" aria-busy>
          <Loader aria-label={t("player.strings.loading")} />
        </Center>
      )}
      {!asked && (
        <Alert color="gray" m="md">
          {t(path.steps.length === 0 ? "path.noSteps" : "path.nothingOpen")}
        </Alert>
      )}
    </div>
  );
}

/** Ways along the path: each awaits what the open step has to save. The keys are the bar's. */
function useWalking(path: PathPageQuery["path"], { asked, go }: ReturnType<typeof useOpenedStep>, onMoved: () => void) {
  const { address, isStaff } = useCoursePlace();
  const navigate = useNavigate();
  const { onLeaving, leaveFirst } = useLeaving();
  const open = (to: Step | undefined) => {
    if (!to || !mayOpen(to, isStaff)) return;
    void leaveFirst().then(() => go(to));
    onMoved();
  };
  const { previous, next } = neighboursOf(path.steps, asked);
  const onward = (to: Step | undefined) => (to && mayOpen(to, isStaff) ? () => open(to) : undefined);
  const leave = () => void leaveFirst().then(() => navigate(`${address}/paths/${path.id}`));
  return { open, leave, onLeaving, onPrevious: onward(previous), onNext: onward(next) };
}

/** A path, walked: its steps at the start side, the content of one of them, one bar above. */
export function PathPlayerPage() {
  const { t } = useTranslation("paths");
  const { query } = useLoaderData<{ query: QueryRef<PathPageQuery> }>();
  const { data } = useReadQuery(query);
  const { path } = data;
  const { sessionId, isStaff } = useCoursePlace();
  const page = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const [treeOpen, setTreeOpen] = useState(!phone && path.tree !== "HIDDEN");
  usePageTitle(path.title);
  usePathPresence(path.run?.id);
  useDoneSteps(path.steps);
  useLive(PathProgressChangedDocument, { variables: { pathId: path.id, sessionId }, after: data.liveCursor, skip: isStaff });
  const opened = useOpenedStep(path);
  const { open, leave, onLeaving, onPrevious, onNext } = useWalking(path, opened, () => phone && setTreeOpen(false));
  const toggle = () => setTreeOpen(!treeOpen);
  useHotkeys([
    ["[", () => onPrevious?.()],
    ["]", () => onNext?.()],
    ["t", toggle],
    ["Escape", leave],
  ]);
  const tree = <StepTree steps={path.steps} currentId={opened.asked} isStaff={isStaff} onOpen={open} />;
  const ways = { onPrevious, onNext, onLeave: leave, onTree: toggle };
  const fullScreen = () => void (document.fullscreenElement ? document.exitFullscreen() : page.current?.requestFullscreen());
  const percent = isStaff ? null : (path.run?.percent ?? 0);
  return (
    <div className={classes.player} ref={page}>
      <PathBar
        title={path.title}
        percent={percent}
        remainingSeconds={path.run?.remainingSeconds ?? 0}
        {...ways}
        onFullScreen={fullScreen}
      />
      <div className={classes.stage}>
        {!phone && treeOpen && (
          <nav className={classes.side} aria-label={t("path.steps")}>
            {tree}
          </nav>
        )}
        <Stage path={path} opened={opened} onLeaving={onLeaving} onNext={onNext} />
      </div>
      {phone && (
        <SideSheet opened={treeOpen} onClose={() => setTreeOpen(false)} position="bottom" size="75%" title={t("path.steps")}>
          {tree}
        </SideSheet>
      )}
    </div>
  );
}
