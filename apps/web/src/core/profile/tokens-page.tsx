import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import { MyTokensDocument, type MyTokensQuery, type MyTokensQueryVariables, RevokeApiTokenDocument } from "./profile.generated";
import { TokenDialog } from "./token-dialog";

type Token = MyTokensQuery["myTokens"][number];

/** Tokens for programs that act as oneself. */
export function TokensPage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MyTokensQuery, MyTokensQueryVariables>>());
  const client = useApolloClient();
  const refresh = () => client.refetchQueries({ include: [MyTokensDocument] });
  const showError = useShowError();
  const [making, setMaking] = useState(false);
  const [revoke] = useMutation(RevokeApiTokenDocument);
  const take = (id: string) => {
    void revoke({ variables: { id } }).then(refresh).catch(showError);
  };
  const add = <Button onClick={() => setMaking(true)}>{t("tokens.add")}</Button>;
  const close = (made: boolean) => {
    setMaking(false);
    if (made) void refresh();
  };
  return (
    <>
      <PageHeader title={t("tokens.title")} description={t("tokens.text")} actions={data.myTokens.length > 0 && add} />
      {data.myTokens.length === 0 ? (
        <EmptyState title={t("tokens.emptyTitle")} action={add}>
          {t("tokens.empty")}
        </EmptyState>
      ) : (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
          {data.myTokens.map((token) => (
            <li key={token.id}>
              <TokenCard token={token} onRevoke={() => take(token.id)} />
            </li>
          ))}
        </Stack>
      )}
      {making && <TokenDialog onClose={close} />}
    </>
  );
}

function TokenCard({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  return (
    <Card padding="md">
      <Group justify="space-between">
        <div style={{ flex: "1 1 14rem", minInlineSize: 0 }}>
          <Group gap="xs">
            <Text fw={550} component="bdi">
              {token.name}
            </Text>
            {token.scopes.map((scope) => (
              <Badge key={scope} color="gray">
                {t(`tokens.scope.${scope}`)}
              </Badge>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            <code dir="ltr">{token.prefix}…</code> · {token.lastUsedAt ? t("tokens.used") : t("tokens.unused")}{" "}
            {token.lastUsedAt && <RelativeTime at={token.lastUsedAt} />}
            {token.expiresAt && ` · ${t("tokens.until", { date: format.date(token.expiresAt) })}`}
          </Text>
        </div>
        <Button variant="default" size="sm" onClick={onRevoke} aria-label={t("tokens.revokeNamed", { name: token.name })}>
          {t("tokens.revoke")}
        </Button>
      </Group>
    </Card>
  );
}
