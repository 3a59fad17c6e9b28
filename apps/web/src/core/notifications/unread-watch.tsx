import { useApolloClient, useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { loadWords } from "../../kernel/i18n";
import { useLive } from "../../kernel/live";
import { tellArrival } from "./arrivals";
import { keepUnseen } from "./mark-seen";
import { NotificationReceivedDocument, UnseenNotificationsDocument } from "./notifications.generated";
import { sentenceOf } from "./sentence";

/** Counts what waits for the person, live, and says what comes to screen readers. */
export function UnreadWatch({ onCount }: { onCount: (unseen: number) => void }) {
  const { t } = useTranslation();
  const { cache } = useApolloClient();
  const { data } = useQuery(UnseenNotificationsDocument);
  const unseen = data?.unseenNotifications ?? 0;
  useEffect(() => onCount(unseen), [unseen, onCount]);
  useLive(NotificationReceivedDocument, {
    variables: {},
    after: data?.liveCursor,
    onEvent: ({ notificationReceived: { node, unseen: count } }) => {
      keepUnseen(cache, count);
      tellArrival(node);
      void loadWords("notifications").then(() => announce(sentenceOf(t, node)));
    },
  });
  return null;
}
