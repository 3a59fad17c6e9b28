import { useMutation } from "@apollo/client/react";
import { Anchor, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { useViewer } from "../../kernel/session";
import { safeReturn } from "../session/session-change";
import { EntryCard } from "./entry-card";
import { ConfirmEmailDocument, type ConfirmEmailMutation } from "./sign-in.generated";

/** Confirms an e-mail address. A click is asked for, since mail scanners open links by themselves. */
export function ConfirmPage() {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<string>();
  const [confirmed, setConfirmed] = useState<ConfirmEmailMutation["confirmEmail"]>();
  const [confirm, { loading }] = useMutation(ConfirmEmailDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      const { data } = await confirm({ variables: { token: search.get("token") ?? "" } });
      setConfirmed(data?.confirmEmail);
    } catch (error) {
      setProblem(refusalOf(error)?.code === "NOT_FOUND" ? t("confirm.gone") : message(error));
    }
  };
  if (confirmed) {
    const to = safeReturn(confirmed.next);
    const waits = confirmed.state !== "ACTIVE";
    return (
      <EntryCard title={t("confirm.doneTitle")}>
        <Text role="status">{waits ? t("confirm.waits") : t("confirm.done")}</Text>
        {!waits && (
          <Button component={Link} to={viewer ? to : `/sign-in?to=${encodeURIComponent(to)}`}>
            {viewer ? t("confirm.goOn") : t("submit")}
          </Button>
        )}
      </EntryCard>
    );
  }
  const below = (
    <Anchor component={Link} to="/sign-in">
      {t("backToSignIn")}
    </Anchor>
  );
  return (
    <EntryCard
      title={t("confirm.title")}
      description={t("confirm.text")}
      problem={problem}
      onSubmit={(event) => void submit(event)}
      below={below}
    >
      <Button type="submit" loading={loading}>
        {t("confirm.submit")}
      </Button>
    </EntryCard>
  );
}
