import { Alert, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HostState } from "./player-host";

interface NoticesProps {
  state: HostState | null;
  unsaved: number;
  onLeaveAnyway: () => void;
  onTakeOver: () => void;
}

/** What a learner must know now: opened elsewhere, not saved, nothing kept. */
export function Notices({ state, unsaved, onLeaveAnyway, onTakeOver }: NoticesProps) {
  const { t } = useTranslation("paths");
  if (state?.leaseLost) {
    return (
      <Alert color="orange" radius={0} role="alert" title={t("player.strings.leaseLost")}>
        <Button size="compact-sm" onClick={onTakeOver}>
          {t("player.takeOver")}
        </Button>
      </Alert>
    );
  }
  return (
    <>
      {unsaved > 0 && state?.since !== null && (
        <Alert color="orange" radius={0} role="alert" title={t("player.leftUnsaved", { count: unsaved })}>
          <Button size="compact-sm" variant="default" onClick={onLeaveAnyway}>
            {t("player.leaveAnyway")}
          </Button>
        </Alert>
      )}
      {state?.storageBlocked && (
        <Alert color="orange" radius={0} role="alert">
          {t("player.strings.storageBlocked")}
        </Alert>
      )}
      {state?.sequenced && state.sequenced.phase !== "running" && (
        <Alert radius={0} role="status">
          {t(state.sequenced.phase === "ended" ? "player.ended" : "player.choose")}
        </Alert>
      )}
      {state && state.orphaned > 0 && (
        <Alert color="orange" radius={0} role="alert">
          {t("player.orphaned", { count: state.orphaned })}
        </Alert>
      )}
    </>
  );
}
