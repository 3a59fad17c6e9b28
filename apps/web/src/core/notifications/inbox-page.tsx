import { useQueryRefHandlers, useReadQuery, type QueryRef } from "@apollo/client/react";
import { Button, SegmentedControl, Stack } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useEffect, useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useSearchParams } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { onArrival } from "./arrivals";
import { useMarkSeen } from "./mark-seen";
import { NotificationRow } from "./notification-row";
import type { InboxPageQuery, InboxPageQueryVariables } from "./notifications.generated";
import classes from "./notifications.module.css";

function Filter() {
  const { t } = useTranslation("notifications");
  const [search, setSearch] = useSearchParams();
  return (
    <SegmentedControl
      aria-label={t("filter")}
      mb="md"
      data={[
        { value: "all", label: t("filters.all") },
        { value: "unseen", label: t("filters.unseen") },
      ]}
      value={search.get("show") === "unseen" ? "unseen" : "all"}
      onChange={(show) => setSearch(show === "unseen" ? { show } : {}, { replace: true })}
    />
  );
}

/** How many came since the list was read; they wait behind a pill, so that nothing moves under a reader. */
function useWaiting(nodes: readonly { id: string }[]): number {
  const [came, setCame] = useState<readonly string[]>([]);
  useEffect(() => onArrival(({ id }) => setCame((former) => [...former, id])), []);
  const shown = new Set(nodes.map(({ id }) => id));
  return came.filter((id) => !shown.has(id)).length;
}

/** All that the person was told, the newest first. */
export function InboxPage() {
  const { t } = useTranslation("notifications");
  const showError = useShowError();
  const markSeen = useMarkSeen();
  const queryRef = useLoaderData<QueryRef<InboxPageQuery, InboxPageQueryVariables>>();
  // The handlers come first: they give the reference its next page before it is read.
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const unseenOnly = useSearchParams()[0].get("show") === "unseen";
  const { nodes, pageInfo } = data.myNotifications;
  const waiting = useWaiting(nodes);
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  const anew = () => startLoading(() => void refetch().catch(showError));
  const markAll = data.unseenNotifications > 0 && (
    <Button variant="default" onClick={() => void markSeen(nodes, true)}>
      {t("markAll")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("unseenCount", { count: data.unseenNotifications })} actions={markAll} />
      <Filter />
      {waiting > 0 && (
        <Button className={classes.pill} size="compact-md" radius="xl" leftSection={<IconArrowUp size={16} aria-hidden />} onClick={anew}>
          {t("waiting", { count: waiting })}
        </Button>
      )}
      {nodes.length === 0 && (
        <EmptyState title={t(unseenOnly ? "noneUnseenTitle" : "noneTitle")}>{t(unseenOnly ? "noneUnseenText" : "noneText")}</EmptyState>
      )}
      <ul className={classes.list}>
        {nodes.map((row) => (
          <NotificationRow key={row.id} row={row} />
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <Stack align="center" mt="lg">
          <Button variant="default" onClick={more} loading={loading}>
            {t("more")}
          </Button>
        </Stack>
      )}
    </>
  );
}
