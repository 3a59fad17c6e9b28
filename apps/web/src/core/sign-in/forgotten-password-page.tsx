import { useMutation } from "@apollo/client/react";
import { Anchor, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { EntryCard } from "./entry-card";
import { LoginField } from "./login-field";
import { prove } from "./proof-of-work";
import { RequestPasswordResetDocument } from "./sign-in.generated";

/** Asks for a mail with which to choose a new password; the answer is the same whoever asks for whom. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const [login, setLogin] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState(false);
  const [request] = useMutation(RequestPasswordResetDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    setBusy(true);
    try {
      await request({ variables: { login, proof: await prove() } });
      setAsked(true);
    } catch (error) {
      setProblem(message(error));
    } finally {
      setBusy(false);
    }
  };
  const below = (
    <Anchor component={Link} to="/sign-in">
      {t("backToSignIn")}
    </Anchor>
  );
  if (asked) {
    return (
      <EntryCard title={t("forgotten.askedTitle")} below={below}>
        <Text role="status">{t("forgotten.asked")}</Text>
        <Text c="dimmed">{t("forgotten.askedMore")}</Text>
      </EntryCard>
    );
  }
  return (
    <EntryCard
      title={t("forgotten.title")}
      description={t("forgotten.text")}
      problem={problem}
      onSubmit={(event) => void submit(event)}
      below={below}
    >
      <LoginField value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
      <Button type="submit" loading={busy} disabled={login.trim() === ""}>
        {t("forgotten.submit")}
      </Button>
    </EntryCard>
  );
}
