import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { announce } from "../../kernel/announce";
import { useLive } from "../../kernel/live";
import { useViewer } from "../../kernel/session";
import { Unread } from "../shell/counts";
import { NotificationCameDocument, UnseenCountDocument } from "./notifications.generated";

/** Counts what waits for the person, live: the number at the bell, and a polite word to screen readers when it grows. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  const { data } = useQuery(UnseenCountDocument, { skip: !viewer });
  useLive(NotificationCameDocument, {
    variables: {},
    skip: !viewer,
    onEvent: ({ notificationReceived: { unseen } }) => {
      client.writeQuery({ query: UnseenCountDocument, data: { unseenNotifications: unseen } });
      announce(t("bell", { count: unseen }));
    },
  });
  return <Unread.Provider value={viewer ? (data?.unseenNotifications ?? 0) : 0}>{children}</Unread.Provider>;
}
