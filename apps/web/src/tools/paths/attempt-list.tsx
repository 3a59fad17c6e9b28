import { useLazyQuery } from "@apollo/client/react";
import { Button, Group, ScrollArea, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import { ActivityStateIcon } from "./activity-state";
import { CallTable } from "./call-log";
import { AttemptInteractionsDocument, RuntimeCallsDocument, type AttemptFieldsFragment } from "./packages.generated";

type Activity = AttemptFieldsFragment["activities"][number];

/** Answers inside one activity, fetched when asked for. */
function Interactions({ registrationId, activity }: { registrationId: string; activity: Activity }) {
  const { t } = useTranslation("paths");
  const [load, { data, loading }] = useLazyQuery(AttemptInteractionsDocument);
  if (!data) {
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        loading={loading}
        onClick={() => void load({ variables: { registrationId, activityId: activity.activityId } })}
      >
        {t("attempt.interactions", { count: activity.interactionCount })}
      </Button>
    );
  }
  return (
    <Table fz="sm" withRowBorders>
      <Table.Thead>
        <Table.Tr>
          {["question", "answer", "right", "result"].map((column) => (
            <Table.Th key={column}>{t(`attempt.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.packageInteractions.nodes.map((row) => (
          <Table.Tr key={row.index}>
            {[
              row.description ?? row.identifier ?? String(row.index + 1),
              row.response ?? "",
              row.patterns.join(" · "),
              row.result ?? "",
            ].map((text, at) => (
              <Table.Td key={at} style={{ overflowWrap: "anywhere" }}>
                <bdi>{text}</bdi>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ActivityLine({ registrationId, activity }: { registrationId: string; activity: Activity }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const facts = [
    activity.score !== null && activity.maxScore
      ? t("scoreOf", { score: format.number(activity.score, { maximumFractionDigits: 1 }), max: format.number(activity.maxScore) })
      : null,
    activity.reportedSeconds > 0 ? format.duration(activity.reportedSeconds) : null,
    activity.timeReplaced ? t("attempt.timeReplaced") : null,
    activity.location ? t("attempt.location", { location: activity.location }) : null,
    ...activity.notes.map((note) => t(`attempt.note.${note}`, { defaultValue: note })),
  ].filter(Boolean);
  return (
    <li>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <ActivityStateIcon state={activity.state} />
        <div style={{ minInlineSize: 0, flex: 1 }}>
          <Text size="sm">
            <bdi>{activity.title}</bdi>
          </Text>
          {facts.length > 0 && (
            <Text size="xs" c="dimmed">
              {facts.join(" · ")}
            </Text>
          )}
          {activity.interactionCount > 0 && <Interactions registrationId={registrationId} activity={activity} />}
        </div>
      </Group>
    </li>
  );
}

/** For staff: what the package asked and was refused, fetched when asked for. */
function Faults({ registrationId }: { registrationId: string }) {
  const { t } = useTranslation("paths");
  const [load, { data, loading }] = useLazyQuery(RuntimeCallsDocument);
  if (!data) {
    return (
      <Button size="compact-sm" variant="subtle" loading={loading} onClick={() => void load({ variables: { registrationId } })}>
        {t("log.failed")}
      </Button>
    );
  }
  if (data.runtimeCalls.length === 0) return <Text size="sm">{t("log.failedNone")}</Text>;
  return (
    <ScrollArea.Autosize mah="20rem" type="auto">
      <CallTable calls={data.runtimeCalls} />
    </ScrollArea.Autosize>
  );
}

/** Attempts at a package with what it reported of each activity. */
export function AttemptList({ attempts, forStaff = false }: { attempts: readonly AttemptFieldsFragment[]; forStaff?: boolean }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return (
    <Stack component="section" gap="md">
      <div>
        <Title order={2} size="h4">
          {t("attempt.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("attempt.reported")}
        </Text>
      </div>
      {attempts.map((attempt) => (
        <div key={attempt.id}>
          <Text fw={600} size="sm" mb={4}>
            {t("attempt.line", {
              number: attempt.number,
              state: t(`state.${attempt.state}`),
              percent: format.percent(attempt.percent / 100),
              at: format.dateTime(attempt.lastAt),
            })}
          </Text>
          <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: "none" }}>
            {attempt.activities.map((activity) => (
              <ActivityLine key={activity.activityId} registrationId={attempt.id} activity={activity} />
            ))}
          </Stack>
          {forStaff && <Faults registrationId={attempt.id} />}
        </div>
      ))}
    </Stack>
  );
}
