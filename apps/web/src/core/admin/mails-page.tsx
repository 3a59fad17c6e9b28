import { type QueryRef, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Accordion, Alert, Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Fragment, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import type { AdminMailsQuery, AdminMailsQueryVariables } from "./admin.generated";

type Mail = AdminMailsQuery["mails"]["nodes"][number];

const colours: Record<Mail["state"], string> = { KEPT: "gray", QUEUED: "yellow", SENT: "green", FAILED: "red" };

/** The mails that the campus wrote; those that were kept, for want of a mail server, are read here. */
export function MailsPage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const query = useLoaderData<QueryRef<AdminMailsQuery, AdminMailsQueryVariables>>();
  // The handlers come first: they give the reference its next page before it is read.
  const { fetchMore } = useQueryRefHandlers(query);
  const { data } = useReadQuery(query);
  const { nodes, pageInfo, totalCount } = data.mails;
  const [, startLoading] = useTransition();
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader title={t("mails.title")} description={t("mails.count", { count: totalCount })} />
      {nodes.some((mail) => mail.state === "KEPT") && (
        <Alert role="note" color="yellow" mb="md" maw="60rem">
          {t("mails.kept")}
        </Alert>
      )}
      {nodes.length === 0 && <EmptyState title={t("mails.noneTitle")}>{t("mails.none")}</EmptyState>}
      <Accordion maw="60rem">
        {nodes.map((mail) => (
          <Accordion.Item key={mail.id} value={mail.id}>
            <Accordion.Control>
              <MailLine mail={mail} />
            </Accordion.Control>
            <Accordion.Panel>
              <MailText mail={mail} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {pageInfo.hasNextPage && (
        <Button variant="default" mt="md" onClick={more}>
          {t("mails.more")}
        </Button>
      )}
    </>
  );
}

function MailLine({ mail }: { mail: Mail }) {
  const { t } = useTranslation("admin");
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ flex: "1 1 14rem", minInlineSize: 0 }}>
        <Text fw={550}>
          <bdi>{mail.subject}</bdi>
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          <bdi>{mail.to}</bdi> · <RelativeTime at={mail.createdAt} />
        </Text>
      </div>
      <Badge color={colours[mail.state]}>{t(`mailState.${mail.state}`)}</Badge>
    </Group>
  );
}

function MailText({ mail }: { mail: Mail }) {
  const { t } = useTranslation("admin");
  if (!mail.text) {
    return (
      <Stack gap="xs">
        <Text c="dimmed">{t("mails.notKept")}</Text>
        {mail.error && (
          <Text size="sm" ff="monospace">
            {mail.error}
          </Text>
        )}
      </Stack>
    );
  }
  const here = window.location.origin;
  return (
    <Text style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }} dir="auto">
      {mail.text.split(/(https?:\/\/\S+)/).map((part, index) =>
        // Only links to this campus are made: the words of a mail are not ours alone.
        part.startsWith(`${here}/`) ? (
          <Anchor key={index} href={part}>
            {part}
          </Anchor>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </Text>
  );
}
