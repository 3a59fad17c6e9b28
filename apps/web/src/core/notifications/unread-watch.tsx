import { useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { announce } from "../../kernel/announce";
import { useLive } from "../../kernel/live";
import { NotificationCameDocument, UnseenCountDocument } from "./notifications.generated";

/** Counts what waits for the person, live; a polite word to screen readers when it grows. */
export function UnreadWatch({ onCount }: { onCount: (count: number) => void }) {
  const { t } = useTranslation("shell");
  const { data } = useQuery(UnseenCountDocument);
  const count = data?.unseenNotifications ?? 0;
  useEffect(() => onCount(count), [count, onCount]);
  useLive(NotificationCameDocument, {
    variables: {},
    onEvent: ({ notificationReceived: { unseen } }) => {
      client.writeQuery({ query: UnseenCountDocument, data: { unseenNotifications: unseen } });
      announce(t("bell", { count: unseen }));
    },
  });
  return null;
}
