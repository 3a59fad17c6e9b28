import { useMutation } from "@apollo/client/react";
import { useCallback } from "react";
import { useShowError } from "../../kernel/errors";
import type { ApolloCache } from "@apollo/client";
import { MarkNotificationsSeenDocument, type NotificationRow_notificationFragment } from "./notifications.generated";

type Row = Pick<NotificationRow_notificationFragment, "id" | "seenAt">;

/** Puts the number at the bell. */
export function keepUnseen(cache: ApolloCache, unseenNotifications: number): void {
  cache.modify({ fields: { unseenNotifications: () => unseenNotifications } });
}

/** Returns a function that marks notifications as seen: `rows` are those on screen, `all` also takes those that are not. */
export function useMarkSeen(): (rows: readonly Row[], all?: boolean) => Promise<void> {
  const showError = useShowError();
  const [mark] = useMutation(MarkNotificationsSeenDocument);
  return useCallback(
    async (rows, all = false) => {
      const fresh = rows.filter(({ seenAt }) => seenAt === null);
      if (fresh.length === 0 && !all) return;
      const ids = fresh.map(({ id }) => id);
      const seenAt = new Date().toISOString();
      try {
        await mark({
          variables: { ids: all ? null : ids },
          update: (cache, { data }) => {
            for (const id of ids)
              cache.modify({ id: cache.identify({ __typename: "Notification", id }), fields: { seenAt: () => seenAt } });
            if (data) keepUnseen(cache, data.markNotificationsSeen);
          },
        });
      } catch (error) {
        showError(error);
      }
    },
    [mark, showError],
  );
}
