import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Accordion, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useFormat } from "../../kernel/format";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import type { MyConsentsQuery, MyConsentsQueryVariables } from "./profile.generated";

/** Every version of the terms that one has accepted, to read again. */
export function ConsentsPage() {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const { data } = useReadQuery(useLoaderData<QueryRef<MyConsentsQuery, MyConsentsQueryVariables>>());
  return (
    <>
      <PageHeader title={t("consents.title")} description={t("consents.text")} />
      {data.myConsents.length === 0 ? (
        <EmptyState title={t("consents.noneTitle")}>{t("consents.none")}</EmptyState>
      ) : (
        <Accordion variant="separated" order={2}>
          {data.myConsents.map(({ id, givenAt, document }) => (
            <Accordion.Item key={id} value={id}>
              <Accordion.Control>
                {t("consents.version", { version: document.version })}
                <Text size="sm" c="dimmed">
                  {t("consents.given", { date: format.dateTime(givenAt) })}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                {document.summaryOfChange && (
                  <Text c="dimmed" mb="sm" lang={document.language} dir="auto">
                    {document.summaryOfChange}
                  </Text>
                )}
                <Text style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }} lang={document.language} dir="auto">
                  {document.body}
                </Text>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </>
  );
}
