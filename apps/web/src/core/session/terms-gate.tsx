import { useMutation, useQuery } from "@apollo/client/react";
import { Alert, Button, Card, Checkbox, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useRevalidator } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { usePageTitle } from "../../kernel/page-title";
import { signOut, viewerChanged } from "./session-change";
import { AcceptTermsOfUseDocument, OwedTermsDocument, type OwedTermsQuery } from "./session.generated";

/** The words that are to be accepted, and what is new in them. */
function TermsText({ terms }: { terms: NonNullable<OwedTermsQuery["terms"]> }) {
  const { t } = useTranslation("shell");
  return (
    <>
      <Title order={2} size="h3">
        {t("terms.version", { version: terms.version })}
      </Title>
      {terms.summaryOfChange && (
        <Alert role="note" color="teal" lang={terms.language} dir="auto">
          {terms.summaryOfChange}
        </Alert>
      )}
      <Text style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }} lang={terms.language} dir="auto">
        {terms.body}
      </Text>
    </>
  );
}

/** Stands in the place of every page while terms have to be accepted: read, accept, or leave. */
export function TermsGate() {
  const { t, i18n } = useTranslation("shell");
  const message = useRefusalMessage();
  const revalidator = useRevalidator();
  const navigate = useNavigate();
  const [accepted, setAccepted] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { data, error, refetch } = useQuery(OwedTermsDocument, { variables: { language: i18n.language }, fetchPolicy: "network-only" });
  const [accept, { loading }] = useMutation(AcceptTermsOfUseDocument);
  usePageTitle(t("terms.title"));
  const terms = data?.terms;
  const trouble = problem ?? (error && message(error));
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!terms) return;
    try {
      await accept({ variables: { id: terms.id } });
      viewerChanged();
      await revalidator.revalidate();
    } catch (error) {
      setProblem(message(error));
      setAccepted(false);
      // They may have been replaced while they were read.
      await refetch();
    }
  };
  const leave = () => signOut().then(() => navigate("/sign-in"));
  return (
    <Stack component="main" maw="44rem" mx="auto" px="md" py={48}>
      <Title order={1}>{t("terms.title")}</Title>
      <Text>{t("terms.text")}</Text>
      {trouble && (
        <Alert color="red" role="alert">
          {trouble}
        </Alert>
      )}
      <Card component="form" padding="lg" onSubmit={(event) => void submit(event)}>
        <Stack>
          {terms ? (
            <>
              <TermsText terms={terms} />
              <Checkbox label={t("terms.accept")} checked={accepted} onChange={(event) => setAccepted(event.currentTarget.checked)} />
            </>
          ) : (
            !error && <Skeleton h={160} />
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={() => void leave()}>
              {t("signOut")}
            </Button>
            <Button type="submit" loading={loading} disabled={!terms || !accepted}>
              {t("terms.goOn")}
            </Button>
          </Group>
        </Stack>
      </Card>
    </Stack>
  );
}
