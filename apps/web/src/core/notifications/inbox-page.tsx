import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Group, Indicator, Paper, Stack, Switch, Text } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import { useUnread } from "../shell/counts";
import { PageBody } from "../shell/page-body";
import { type InboxPageQuery, type InboxPageQueryVariables, type InboxRowFragment, MarkSeenDocument } from "./notifications.generated";

function useMark() {
  const showError = useShowError();
  const [mark] = useMutation(MarkSeenDocument);
  return (rows: readonly InboxRowFragment[] | null) => {
    const ids = rows?.map((row) => row.id) ?? null;
    mark({
      variables: { ids },
      update: (cache, { data }) => {
        const seenAt = new Date().toISOString();
        for (const row of rows ?? []) cache.modify({ id: cache.identify({ __typename: "Notification", id: row.id }), fields: { seenAt: () => seenAt } });
        cache.modify({ fields: { unseenNotifications: () => data?.markNotificationsSeen ?? 0 } });
      },
    }).catch(showError);
  };
}

function Row({ row, onSeen }: { row: InboxRowFragment; onSeen: () => void }) {
  const { t } = useTranslation("notifications");
  const params = Object.fromEntries(row.params.map(({ name, value }) => [name, `\u2068${value}\u2069`]));
  const sentence = t(`kinds.${row.kind}`, { ...params, defaultValue: t("kinds.other") });
  const unseen = row.seenAt === null;
  return (
    <Paper component="li" withBorder p="sm" radius="md" style={{ listStyle: "none" }}>
      <Indicator disabled={!unseen} position="top-start" size={10} color="yellow">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div style={{ minInlineSize: 0 }}>
            {row.href ? (
              <Anchor component={Link} to={row.href} onClick={unseen ? onSeen : undefined} fw={unseen ? 600 : 400}>
                {sentence}
              </Anchor>
            ) : (
              <Text fw={unseen ? 600 : 400}>{sentence}</Text>
            )}
            <Text size="xs" c="dimmed">
              <RelativeTime at={row.createdAt} />
              {unseen && ` · ${t("new")}`}
            </Text>
          </div>
          {unseen && (
            <Button size="compact-sm" variant="subtle" onClick={onSeen} flex="none">
              {t("seen")}
            </Button>
          )}
        </Group>
      </Indicator>
    </Paper>
  );
}

/** What one was told, the newest first; opening one marks it as seen. */
export function InboxPage() {
  const { t } = useTranslation("notifications");
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<InboxPageQuery, InboxPageQueryVariables>>();
  const { data } = useReadQuery(queryRef);
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const [search, setSearch] = useSearchParams();
  const [loading, startLoading] = useTransition();
  const unread = useUnread();
  const mark = useMark();
  const { nodes, pageInfo } = data.myNotifications;
  const known = nodes.filter((row) => row.seenAt === null).length;
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        actions={
          <Button variant="default" leftSection={<IconChecks size={18} aria-hidden />} disabled={unread === 0} onClick={() => mark(nodes.filter((row) => row.seenAt === null).length === unread ? nodes : null)}>
            {t("allSeen")}
          </Button>
        }
      />
      <Group justify="space-between" mb="md" mih={36}>
        <Switch label={t("onlyNew")} checked={search.has("unseen")} onChange={(event) => setSearch(event.currentTarget.checked ? { unseen: "1" } : {}, { replace: true })} />
        {unread > known && (
          <Button size="compact-sm" radius="xl" variant="light" onClick={() => startLoading(() => void refetch().catch(showError))}>
            {t("arrived", { count: unread - known })}
          </Button>
        )}
      </Group>
      {nodes.length === 0 && <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      <Stack component="ul" gap="xs" p={0} m={0}>
        {nodes.map((row) => (
          <Row key={row.id} row={row} onSeen={() => mark([row])} />
        ))}
      </Stack>
      {pageInfo.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" onClick={more} loading={loading}>
            {t("more")}
          </Button>
        </Group>
      )}
    </PageBody>
  );
}
