import { ActionIcon, Group, Progress, Text, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowLeft,
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconExternalLink,
  IconFlagCheck,
  IconListTree,
  IconMaximize,
  IconTerminal2,
  type Icon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import type { HostState } from "./player-host";
import classes from "./paths.module.css";

/** A change that is younger than this, milliseconds, is on its way and not worth a word. */
const QUIET_MS = 10_000;

function Saved({ state, now }: { state: HostState; now: number }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const late = state.since !== null && now - state.since > QUIET_MS;
  const Sign = late ? IconAlertTriangle : IconCheck;
  return (
    <Group gap={4} wrap="nowrap" role="status" className={classes.saved} data-late={late || undefined}>
      <Sign size={16} aria-hidden />
      <Text size="xs">{late ? t("player.notSavedSince", { time: format.time(state.since ?? now) }) : t("player.saved")}</Text>
    </Group>
  );
}

function BarButton({
  label,
  icon: Sign,
  onClick,
  disabled,
  flip,
}: {
  label: string;
  icon: Icon;
  onClick: () => void;
  disabled?: boolean;
  flip?: boolean;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick} disabled={disabled} size={36}>
        <Sign size={20} className={flip ? classes.flip : undefined} />
      </ActionIcon>
    </Tooltip>
  );
}

export interface PlayerBarProps {
  title: string;
  state: HostState | null;
  now: number;
  /** Absent: there is nothing there to go to. */
  onPrevious?: () => void;
  onNext?: () => void;
  /** SCORM 2004: ends the attempt, where the content lets one. */
  onEnd?: () => void;
  /** Absent inside a path, which has its own way out. */
  onLeave?: () => void;
  onTree: () => void;
  onFullScreen: () => void;
  onWindow?: () => void;
  /** Present for those who try a package out. */
  onLog?: () => void;
}

/** The one 44-px line of the player: leave, tree, title, progress, saved state, neighbours, full screen, own window. */
export function PlayerBar({
  title,
  state,
  now,
  onPrevious,
  onNext,
  onEnd,
  onLeave,
  onTree,
  onFullScreen,
  onWindow,
  onLog,
}: PlayerBarProps) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const percent = state?.percent ?? 0;
  return (
    <header className={classes.bar}>
      {onLeave && <BarButton label={t("player.leave")} icon={IconArrowLeft} onClick={onLeave} flip />}
      <BarButton label={t("player.toggleTree")} icon={IconListTree} onClick={onTree} flip />
      <Text component={onLeave ? "h1" : "h2"} className={classes.title} tabIndex={-1} dir="auto">
        {title}
      </Text>
      {state && (
        <div className={classes.progress}>
          <Progress value={percent} size="sm" aria-label={t("player.progress")} />
          <Text size="xs" className="lyceum-figures">
            {format.percent(percent / 100)}
          </Text>
        </div>
      )}
      {state && <Saved state={state} now={now} />}
      <BarButton label={t("player.previous")} icon={IconChevronLeft} onClick={() => onPrevious?.()} disabled={!onPrevious} flip />
      <BarButton label={t("player.next")} icon={IconChevronRight} onClick={() => onNext?.()} disabled={!onNext} flip />
      {onEnd && <BarButton label={t("player.end")} icon={IconFlagCheck} onClick={onEnd} />}
      <span className={classes.wideOnly}>
        {onLog && <BarButton label={t("log.toggle")} icon={IconTerminal2} onClick={onLog} />}
        <BarButton label={t("player.fullScreen")} icon={IconMaximize} onClick={onFullScreen} />
        {onWindow && <BarButton label={t("player.ownWindow")} icon={IconExternalLink} onClick={onWindow} />}
      </span>
    </header>
  );
}
