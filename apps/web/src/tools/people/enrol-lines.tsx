import { Badge, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import classes from "./people.module.css";
import type { PeopleImportedFragment } from "./people.generated";

type Result = PeopleImportedFragment;
type Line = Result["lines"][number];

const COLORS: Record<Line["outcome"], string> = {
  ENROLLED: "teal",
  CHANGED: "teal",
  ALREADY: "gray",
  UNKNOWN: "red",
  AMBIGUOUS: "yellow",
  REFUSED: "red",
};
const FAULTS = new Set<Line["outcome"]>(["UNKNOWN", "AMBIGUOUS", "REFUSED"]);
/** More lines than a person reads; the faults come first, and the counts say the rest. */
const SHOWN = 300;

function LineRow({ line }: { line: Line }) {
  const { t } = useTranslation("people");
  return (
    <tr>
      <td className="lyceum-figures">{line.line}</td>
      <td>
        <bdi>{line.person?.name ?? line.text}</bdi>
        {line.person && line.person.name !== line.text && (
          <Text size="xs" c="dimmed">
            <bdi>{line.text}</bdi>
          </Text>
        )}
      </td>
      <td>
        <Badge color={COLORS[line.outcome]} variant="light" tt="none">
          {t(`outcomes.${line.outcome}`)}
        </Badge>
        {line.reason && (
          <Text size="xs" mt={2}>
            {t(`reasons.${line.reason}`)}
          </Text>
        )}
      </td>
      <td>{line.role && !FAULTS.has(line.outcome) ? t(`roles.${line.role}`) : ""}</td>
    </tr>
  );
}

interface TellSwitchProps {
  /** Null where the course does not tell new people: there is nothing to choose then. */
  notify: boolean | null;
  onNotify: (notify: boolean) => void;
}

/** Whether the new people are told. */
export function TellSwitch({ notify, onNotify }: TellSwitchProps) {
  const { t } = useTranslation("people");
  if (notify === null) return null;
  return (
    <Switch
      label={t("enrolDialog.notify")}
      description={t("enrolDialog.notifyHelp")}
      checked={notify}
      onChange={(event) => onNotify(event.currentTarget.checked)}
    />
  );
}

interface EnrolLinesProps extends TellSwitchProps {
  result: Result;
}

/** What each line would come to: counts first, faults before the rest. */
export function EnrolLines({ result, notify, onNotify }: EnrolLinesProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const [onlyFaults, setOnlyFaults] = useState(false);
  const faulty = result.lines.filter((line) => FAULTS.has(line.outcome) || line.reason);
  const rest = result.lines.filter((line) => !FAULTS.has(line.outcome) && !line.reason);
  const lines = (onlyFaults ? faulty : [...faulty, ...rest]).slice(0, SHOWN);
  return (
    <Stack>
      <Group gap="xs" role="status">
        {result.counts
          .filter((one) => one.count > 0)
          .map((one) => (
            <Badge key={one.outcome} size="lg" color={COLORS[one.outcome]} variant="light" tt="none">
              {t("outcomeCount", { outcome: t(`outcomes.${one.outcome}`), number: format.number(one.count) })}
            </Badge>
          ))}
      </Group>
      {result.ignoredColumns.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("enrolDialog.ignored", { count: result.ignoredColumns.length, columns: format.list(result.ignoredColumns) })}
        </Text>
      )}
      {faulty.length > 0 && rest.length > 0 && (
        <Switch label={t("enrolDialog.onlyFaults")} checked={onlyFaults} onChange={(event) => setOnlyFaults(event.currentTarget.checked)} />
      )}
      <div className={classes.lines} tabIndex={0} role="region" aria-label={t("enrolDialog.lines")}>
        <table>
          <thead>
            <tr>
              {(["line", "who", "outcome", "role"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`enrolDialog.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRow key={line.line} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {lines.length === SHOWN && (
        <Text size="sm" c="dimmed">
          {t("enrolDialog.shown", { count: SHOWN })}
        </Text>
      )}
      <TellSwitch notify={notify} onNotify={onNotify} />
    </Stack>
  );
}
