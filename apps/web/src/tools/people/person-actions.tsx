import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { DatesDialog } from "./dates-dialog";
import { EndDialog } from "./end-dialog";
import { usePeopleActs } from "./use-people-acts";
import type { PeopleRowFragment } from "./people.generated";

interface PersonActionsProps {
  row: PeopleRowFragment;
  /** Called after a change. */
  onChanged: () => void;
  /** Null where one does not write to them: to oneself, or as a mere reader. */
  onWrite: (() => void) | null;
}

/** What can be done with one person's place. */
export function PersonActions({ row, onChanged, onWrite }: PersonActionsProps) {
  const { t } = useTranslation("people");
  const acts = usePeopleActs(onChanged);
  const [ending, end] = useDisclosure();
  const [dating, dates] = useDisclosure();
  if (row.state === "ENDED") return null;
  const suspended = row.state === "SUSPENDED";
  return (
    <Group gap="xs">
      {onWrite && (
        <Button variant="default" size="sm" onClick={onWrite}>
          {t("write.action")}
        </Button>
      )}
      {row.viewerCan.update && (
        <Button
          variant="default"
          size="sm"
          onClick={() => void acts.change([row], { state: suspended ? "ACTIVE" : "SUSPENDED" }, suspended ? "resumed" : "suspended")}
        >
          {t(suspended ? "bulk.resume" : "bulk.suspend")}
        </Button>
      )}
      {row.viewerCan.update && (
        <Button variant="default" size="sm" onClick={dates.open}>
          {t("bulk.dates")}
        </Button>
      )}
      {row.viewerCan.setMain && !row.main && !row.sessionId && (
        <Button variant="default" size="sm" onClick={() => void acts.makeMain(row)}>
          {t("panel.makeMain")}
        </Button>
      )}
      {row.viewerCan.end && (
        <Button color="red" variant="light" size="sm" onClick={end.open}>
          {t("bulk.end")}
        </Button>
      )}
      <EndDialog rows={[row]} opened={ending} onClose={end.close} onEnd={(reason) => void acts.end([row], reason)} />
      <DatesDialog rows={[row]} opened={dating} onClose={dates.close} onSave={(change) => void acts.change([row], change, "dates")} />
    </Group>
  );
}
