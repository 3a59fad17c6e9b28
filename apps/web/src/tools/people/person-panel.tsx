import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Drawer, Group, Stack, Text, Timeline, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { personName, Portrait } from "../../ui/person";
import { RelativeTime } from "../../ui/relative-time";
import { ListSkeleton } from "../../ui/skeletons";
import { DatesDialog } from "./dates-dialog";
import { EndDialog } from "./end-dialog";
import { Fact } from "../../ui/fact";
import { usePut } from "./use-put";
import { ProfileFacts } from "./profile-facts";
import { usePeopleActs } from "./use-people-acts";
import { PeopleHistoryDocument, type PeopleRowFragment } from "./people.generated";

type Row = PeopleRowFragment;

interface PanelActs {
  onChanged: () => void;
  onWrite: (row: Row) => void;
}

function Facts({ row }: { row: Row }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const at = (time: string | null) => (time ? <RelativeTime at={time} /> : t("never"));
  return (
    <Stack component="dl" gap="xs" m={0}>
      <Fact label={t("columns.LOGIN")}>
        <bdi>{row.login}</bdi>
      </Fact>
      {row.email && (
        <Fact label={t("columns.EMAIL")}>
          <Anchor href={`mailto:${row.email}`}>{row.email}</Anchor>
        </Fact>
      )}
      {row.officialCode && <Fact label={t("columns.OFFICIAL_CODE")}>{row.officialCode}</Fact>}
      <Fact label={t("panel.waysIn")}>{format.list((row.sources ?? []).map((source) => t(`sources.${source}`))) || "–"}</Fact>
      {row.from && <Fact label={t("dates.from")}>{format.dateTime(row.from)}</Fact>}
      {row.until && <Fact label={t("dates.until")}>{format.dateTime(row.until)}</Fact>}
      <Fact label={t("columns.FIRST_ACCESS")}>{at(row.firstAccessAt)}</Fact>
      <Fact label={t("columns.LAST_ACCESS")}>{at(row.lastAccessAt)}</Fact>
      {row.groups.length > 0 && (
        <Fact label={t("columns.GROUPS")}>
          <bdi>{format.list(row.groups.map((group) => group.title))}</bdi>
        </Fact>
      )}
      {row.classes && row.classes.length > 0 && (
        <Fact label={t("columns.CLASSES")}>
          <bdi>{format.list(row.classes)}</bdi>
        </Fact>
      )}
      {row.progress && row.progress.total > 0 && (
        <Fact label={t("columns.PROGRESS")}>
          {t("progressOf", { done: format.number(row.progress.done), total: format.number(row.progress.total) })}
        </Fact>
      )}
    </Stack>
  );
}

function History({ id }: { id: string }) {
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

function Actions({ row, onChanged, onWrite }: PanelActs & { row: Row }) {
  const { t } = useTranslation("people");
  const acts = usePeopleActs(onChanged);
  const [ending, end] = useDisclosure();
  const [dating, dates] = useDisclosure();
  if (row.state === "ENDED") return null;
  const suspended = row.state === "SUSPENDED";
  return (
    <Group gap="xs">
      <Button variant="default" size="sm" onClick={() => onWrite(row)}>
        {t("write.action")}
      </Button>
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

/** One person beside the list: how they are in, what they did, what happened, what can be done. The address says who. */
export function PersonPanel({ rows, ...acts }: PanelActs & { rows: readonly Row[] }) {
  const { t } = useTranslation("people");
  const [search] = useSearchParams();
  const put = usePut();
  const { isStaff } = useCoursePlace();
  const row = rows.find((one) => one.id === search.get("person"));
  return (
    <Drawer
      opened={row !== undefined}
      onClose={() => put({ person: null })}
      position="right"
      title={row && <bdi>{personName(row.user)}</bdi>}
      closeButtonProps={{ "aria-label": t("panel.close") }}
    >
      {row && (
        <Stack gap="lg">
          <Group gap="sm">
            <Portrait person={row.user} size={56} />
            <Badge variant="light" tt="none">
              {t(row.main ? "roles.MAIN" : `roles.${row.role}`)}
            </Badge>
            {row.state && row.state !== "ACTIVE" && (
              <Badge color="yellow" variant="light" tt="none">
                {t(`states.${row.state}`)}
              </Badge>
            )}
          </Group>
          <Actions row={row} {...acts} />
          {isStaff && <Facts row={row} />}
          <ProfileFacts userId={row.user.id} />
          {row.viewerCan.readHistory && (
            <section>
              <Title order={3} size="h4" mb="sm">
                {t("panel.history")}
              </Title>
              <History id={row.id} />
            </section>
          )}
        </Stack>
      )}
    </Drawer>
  );
}
