import { Button, Group, Menu, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { DatesDialog } from "./dates-dialog";
import { EndDialog } from "./end-dialog";
import { ROLES } from "./people-filter";
import { usePeopleActs } from "./use-people-acts";
import classes from "./people.module.css";
import type { PeopleRowFragment } from "./people.generated";

interface BulkBarProps {
  rows: readonly PeopleRowFragment[];
  onDone: () => void;
  onChanged: () => void;
  onWrite: () => void;
  /** Whether roles, states and dates may be changed, or people only taken out. */
  mayChange: boolean;
}

interface ChangeButtonsProps {
  open: readonly PeopleRowFragment[];
  acts: ReturnType<typeof usePeopleActs>;
  onDates: () => void;
  finish: (done: Promise<boolean>) => void;
}

/** What teachers change of the chosen people's places. */
function ChangeButtons({ open, acts, onDates, finish }: ChangeButtonsProps) {
  const { t } = useTranslation("people");
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" size="sm" disabled={open.length === 0}>
            {t("bulk.role")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ROLES.map((role) => (
            <Menu.Item key={role} onClick={() => finish(acts.change(open, { role }, "role"))}>
              {t(`roles.${role}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        size="sm"
        disabled={!open.some((row) => row.state === "ACTIVE")}
        onClick={() => finish(acts.change(open, { state: "SUSPENDED" }, "suspended"))}
      >
        {t("bulk.suspend")}
      </Button>
      <Button
        variant="default"
        size="sm"
        disabled={!open.some((row) => row.state === "SUSPENDED")}
        onClick={() => finish(acts.change(open, { state: "ACTIVE" }, "resumed"))}
      >
        {t("bulk.resume")}
      </Button>
      <Button variant="default" size="sm" disabled={open.length === 0} onClick={onDates}>
        {t("bulk.dates")}
      </Button>
    </>
  );
}

/** What can be done with the chosen people; there while somebody is chosen, and says how many. */
export function BulkBar({ rows, onDone, onChanged, onWrite, mayChange }: BulkBarProps) {
  const { t } = useTranslation("people");
  const acts = usePeopleActs(onChanged);
  const [ending, end] = useDisclosure();
  const [dating, dates] = useDisclosure();
  if (rows.length === 0) return null;
  const finish = (done: Promise<boolean>) => void done.then((fine) => fine && onDone());
  const open = rows.filter((row) => row.state !== "ENDED");
  return (
    <Paper className={`${classes.bulk} lyceum-chrome`} withBorder p="sm" radius="md" role="toolbar" aria-label={t("bulk.label")}>
      <Group gap="xs">
        <Text fw={550} me="auto" role="status">
          {t("bulk.chosen", { count: rows.length })}
        </Text>
        <Button variant="default" size="sm" disabled={open.length === 0} onClick={onWrite}>
          {t("write.action")}
        </Button>
        {mayChange && <ChangeButtons open={open} acts={acts} onDates={dates.open} finish={finish} />}
        <Button color="red" variant="light" size="sm" disabled={open.length === 0} onClick={end.open}>
          {t("bulk.end")}
        </Button>
        <Button variant="subtle" size="sm" onClick={onDone}>
          {t("bulk.none")}
        </Button>
      </Group>
      <EndDialog rows={open} opened={ending} onClose={end.close} onEnd={(reason) => finish(acts.end(open, reason))} />
      <DatesDialog rows={open} opened={dating} onClose={dates.close} onSave={(change) => finish(acts.change(open, change, "dates"))} />
    </Paper>
  );
}
