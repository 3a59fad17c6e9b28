import {
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconCircleX,
  IconLock,
  IconProgress,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./paths.module.css";

export type ActivityState = "NOT_STARTED" | "IN_PROGRESS" | "COMPLETED" | "PASSED" | "FAILED";

const icons = {
  NOT_STARTED: IconCircle,
  IN_PROGRESS: IconProgress,
  COMPLETED: IconCircleCheck,
  PASSED: IconCircleCheckFilled,
  FAILED: IconCircleX,
};

/** How an activity stands, by sign and by word; the word is for screen readers. */
export function ActivityStateIcon({ state, locked = false, folder = false }: { state: ActivityState; locked?: boolean; folder?: boolean }) {
  const { t } = useTranslation("paths");
  const Icon = locked ? IconLock : folder ? IconCircleDotted : icons[state];
  const name = locked ? t("state.LOCKED") : t(`state.${state}`);
  return (
    <span className={classes.stateIcon} data-state={locked ? "LOCKED" : state} role="img" aria-label={name} title={name}>
      <Icon size={18} aria-hidden />
    </span>
  );
}
