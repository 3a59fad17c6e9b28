import { ScrollArea, UnstyledButton } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { ActivityStateIcon, type ActivityState } from "./activity-state";
import classes from "./paths.module.css";

export interface TreeActivity {
  identifier: string;
  title: string;
  depth: number;
  launchable: boolean;
  visible: boolean;
}

export interface TreeStatus {
  state: ActivityState;
  locked: boolean;
  current: boolean;
}

interface PlayerTreeProps {
  /** SCORM 2004: what may be chosen now, folders too; null = whatever can be opened and is not locked. */
  choices?: ReadonlySet<string> | null;
  activities: readonly TreeActivity[];
  statuses: ReadonlyMap<string, TreeStatus>;
  onOpen?: (identifier: string) => void;
}

/** Arrows go from one activity to the next, as in a list of things to choose. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The tree of a package: each activity with its state; locked ones are greyed, folders only have names. */
export function PlayerTree({ activities, statuses, choices = null, onOpen }: PlayerTreeProps) {
  const { t } = useTranslation("paths");
  const current = useRef<HTMLButtonElement>(null);
  const currentId = activities.find(({ identifier }) => statuses.get(identifier)?.current)?.identifier;
  useEffect(() => {
    // Braces: some browsers answer with a promise, which is no clean-up.
    void current.current?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
  const shown = activities.filter(({ visible, identifier }) => visible || identifier === currentId);
  return (
    <ScrollArea h="100%" type="auto" scrollbarSize={8}>
      <ol className={classes.tree} aria-label={t("player.tree")} onKeyDown={moveFocus}>
        {shown.map(({ identifier, title, depth, launchable }) => {
          const status = statuses.get(identifier) ?? { state: "NOT_STARTED" as const, locked: false, current: false };
          const style = { paddingInlineStart: `calc(0.5rem + ${Math.min(depth, 6)} * 0.9rem)` };
          if (!launchable && !choices?.has(identifier)) {
            return (
              <li key={identifier} className={classes.folder} style={style}>
                <bdi>{title}</bdi>
              </li>
            );
          }
          const closed = choices ? !choices.has(identifier) : status.locked && !status.current;
          return (
            <li key={identifier}>
              <UnstyledButton
                ref={status.current ? current : undefined}
                className={classes.activity}
                style={style}
                // Before the player has told how things stand, it hears nothing.
                disabled={closed || !onOpen || statuses.size === 0}
                data-locked={closed || undefined}
                aria-current={status.current ? "step" : undefined}
                onClick={() => onOpen?.(identifier)}
              >
                {launchable && <ActivityStateIcon state={status.state} locked={closed && !status.current} />}
                <bdi>{title}</bdi>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </ScrollArea>
  );
}
