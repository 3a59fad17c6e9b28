import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { UserState } from "../../graphql-types.generated";

const colours: Record<UserState, string> = {
  ACTIVE: "green",
  INACTIVE: "gray",
  PENDING_EMAIL: "yellow",
  PENDING_APPROVAL: "yellow",
  EXPIRED: "red",
  ERASED: "gray",
};

/** Whether somebody may come in, as a word. */
export function StateBadge({ state }: { state: UserState }) {
  const { t } = useTranslation("admin");
  return <Badge color={colours[state]}>{t(`state.${state}`)}</Badge>;
}
