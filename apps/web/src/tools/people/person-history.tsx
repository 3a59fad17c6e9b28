import { useQuery } from "@apollo/client/react";
import { Text, Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../ui/relative-time";
import { ListSkeleton } from "../../ui/skeletons";
import { PeopleHistoryDocument } from "./people.generated";

/** What happened to somebody's place, the newest first; for staff. */
export function PersonHistory({ id }: { id: string }) {
  const { t } = useTranslation("people");
  const { data, loading } = useQuery(PeopleHistoryDocument, { variables: { enrolmentId: id }, fetchPolicy: "cache-and-network" });
  if (loading && !data) return <ListSkeleton rows={3} />;
  const entries = data?.enrolmentHistory ?? [];
  if (entries.length === 0) return <Text c="dimmed">{t("panel.noHistory")}</Text>;
  return (
    <Timeline bulletSize={14} lineWidth={2}>
      {entries.map((entry) => (
        <Timeline.Item key={entry.id} title={t(`history.${entry.what}`, { role: entry.roleAfter ? t(`roles.${entry.roleAfter}`) : "" })}>
          <Text size="xs" c="dimmed">
            <RelativeTime at={entry.at} /> · <bdi>{entry.by?.name ?? t("panel.platform")}</bdi>
            {entry.undo && ` · ${t("panel.undone")}`}
          </Text>
          {entry.reason && (
            <Text size="sm">
              <bdi>{entry.reason}</bdi>
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
