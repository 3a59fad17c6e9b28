import { ActionIcon, Progress, Text, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconListTree, IconMaximize, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import classes from "./paths.module.css";

interface BarButtonProps {
  label: string;
  icon: Icon;
  onClick: () => void;
  disabled?: boolean;
  flip?: boolean;
}

function BarButton({ label, icon: Sign, onClick, disabled, flip }: BarButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick} disabled={disabled} size={36}>
        <Sign size={20} className={flip ? classes.flip : undefined} />
      </ActionIcon>
    </Tooltip>
  );
}

interface PathBarProps {
  title: string;
  /** Whole percent; null for who only looks. */
  percent: number | null;
  remainingSeconds: number;
  onPrevious?: () => void;
  onNext?: () => void;
  onLeave: () => void;
  onTree: () => void;
  onFullScreen: () => void;
}

/** The one 44-px line of a path's player: leave, tree, title, progress, what time is missing, neighbours, full screen. */
export function PathBar({ title, percent, remainingSeconds, onPrevious, onNext, onLeave, onTree, onFullScreen }: PathBarProps) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const nothing = () => undefined;
  return (
    <header className={classes.bar}>
      <BarButton label={t("player.leave")} icon={IconArrowLeft} onClick={onLeave} flip />
      <BarButton label={t("path.toggleTree")} icon={IconListTree} onClick={onTree} flip />
      <Text component="h1" className={classes.title} tabIndex={-1} dir="auto">
        {title}
      </Text>
      {remainingSeconds > 0 && (
        <Text size="xs" role="status">
          {t("path.remaining", { time: format.duration(remainingSeconds) })}
        </Text>
      )}
      {percent !== null && (
        <div className={classes.progress}>
          <Progress value={percent} size="sm" aria-label={t("path.progress")} />
          <Text size="xs" className="lyceum-figures" data-percent={percent}>
            {format.percent(percent / 100)}
          </Text>
        </div>
      )}
      <BarButton label={t("path.previous")} icon={IconChevronLeft} onClick={onPrevious ?? nothing} disabled={!onPrevious} flip />
      <BarButton label={t("path.next")} icon={IconChevronRight} onClick={onNext ?? nothing} disabled={!onNext} flip />
      <span className={classes.wideOnly}>
        <BarButton label={t("player.fullScreen")} icon={IconMaximize} onClick={onFullScreen} />
      </span>
    </header>
  );
}
