import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Alert, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { PageHeader } from "../../ui/page-header";
import { Portrait } from "../../ui/person";
import type { AdminUserQuery, AdminUserQueryVariables } from "./admin.generated";
import { StateBadge } from "./state-badge";
import { UserActions } from "./user-actions";
import { UserForm } from "./user-form";
import { UserValues } from "./user-values";

/** One account: its fields, and what an administrator can do for its owner. */
export function UserPage() {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminUserQuery, AdminUserQueryVariables>>());
  const { user } = data;
  const facts = [
    t("user.since", { date: format.date(user.createdAt) }),
    user.lastSeenAt ? t("user.seen", { date: format.dateTime(user.lastSeenAt) }) : t("user.neverSeen"),
  ];
  return (
    <>
      <Group align="flex-start" wrap="nowrap" gap="md">
        <Portrait person={user} size={56} />
        <div style={{ flex: 1, minInlineSize: 0 }}>
          <PageHeader
            title={user.name}
            within={t("users.title")}
            description={<Text size="sm">{facts.join(" · ")}</Text>}
            actions={<StateBadge state={user.state} />}
          />
        </div>
      </Group>
      <Stack gap="lg" maw="60rem">
        {user.blockedAt && (
          <Alert role="note" color="yellow">
            {t("user.blocked", { date: format.dateTime(user.blockedAt) })}
          </Alert>
        )}
        <UserForm user={user} />
        <UserValues userId={user.id} values={data.profileValues} />
        <UserActions user={user} />
      </Stack>
    </>
  );
}
