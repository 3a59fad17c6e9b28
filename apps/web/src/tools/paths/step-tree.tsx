import { ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useReasonText } from "../../kernel/reasons";
import { ActivityStateIcon } from "./activity-state";
import classes from "./paths.module.css";
import { mayOpen, type Step } from "./path-steps";

interface StepTreeProps {
  steps: readonly Step[];
  currentId?: string;
  isStaff: boolean;
  onOpen?: (step: Step) => void;
}

/** Arrows go from one step to the next, as in a list of things to choose. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>) {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What is said below a step's name: why it is closed, or how long it takes. */
function StepFacts({ step, isStaff }: { step: Step; isStaff: boolean }) {
  const { t } = useTranslation("paths");
  const say = useReasonText();
  const reason = isStaff ? undefined : step.standing?.reasons[0];
  const facts = [
    reason && say(reason),
    !step.required && t("path.optional"),
    step.minutes !== null && t("path.minutes", { count: step.minutes }),
    step.standing?.waived && t("path.waived"),
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" component="span" display="block" fw={400}>
      {facts.join(" · ")}
    </Text>
  );
}

/** The steps of a path, each with its state; closed ones are greyed and say what opens them, sections only have names. */
export function StepTree({ steps, currentId, isStaff, onOpen }: StepTreeProps) {
  const { t } = useTranslation("paths");
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Braces: some browsers answer with a promise, which is no clean-up.
    void current.current?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
  return (
    <ScrollArea h="100%" type="auto" scrollbarSize={8}>
      <ol className={classes.tree} aria-label={t("path.steps")} onKeyDown={moveFocus}>
        {steps.map((step) => {
          const style = { paddingInlineStart: `calc(0.5rem + ${step.depth} * 0.9rem)` };
          if (step.kind === "SECTION") {
            return (
              <li key={step.id} className={classes.folder} style={style}>
                <bdi>{step.title}</bdi>
              </li>
            );
          }
          const closed = !mayOpen(step, isStaff);
          return (
            <li key={step.id}>
              <UnstyledButton
                ref={step.id === currentId ? current : undefined}
                className={classes.activity}
                style={style}
                disabled={closed || !onOpen}
                data-locked={closed || undefined}
                data-state={step.standing?.state}
                aria-current={step.id === currentId ? "step" : undefined}
                onClick={() => onOpen?.(step)}
              >
                <ActivityStateIcon state={step.standing?.state ?? "NOT_STARTED"} locked={closed} />
                <span>
                  <bdi>{step.title}</bdi>
                  <StepFacts step={step} isStaff={isStaff} />
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </ScrollArea>
  );
}
