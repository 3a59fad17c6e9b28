import { useMutation } from "@apollo/client/react";
import { Anchor, Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useRefusalMessage } from "../../kernel/errors";
import { EntryCard } from "./entry-card";
import { prove } from "./proof-of-work";
import { ResendConfirmationDocument } from "./sign-in.generated";

const WAIT_SECONDS = 60;

/** The end of a registration: what happens next, the mail once more after a minute, and the way back to a mistyped address. */
export function LookInYourMail({ email, onWrong }: { email: string; onWrong: () => void }) {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const [problem, setProblem] = useState<string>();
  const [wait, setWait] = useState(WAIT_SECONDS);
  const [resend, { loading }] = useMutation(ResendConfirmationDocument);
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);
  const again = async () => {
    setProblem(undefined);
    try {
      await resend({ variables: { email, proof: await prove() } });
      announce(t("mail.sentAgain"));
      setWait(WAIT_SECONDS);
    } catch (error) {
      setProblem(message(error));
    }
  };
  const wrong = (
    <Anchor component="button" type="button" onClick={onWrong}>
      {t("mail.wrong")}
    </Anchor>
  );
  return (
    <EntryCard title={t("mail.title")} problem={problem} below={wrong}>
      <Text>
        <Trans t={t} i18nKey="mail.text" values={{ email }} components={{ strong: <strong dir="auto" /> }} shouldUnescape />
      </Text>
      <Text c="dimmed">{t("mail.more")}</Text>
      <Button variant="default" onClick={() => void again()} loading={loading} disabled={wait > 0}>
        {wait > 0 ? t("mail.againIn", { count: wait }) : t("mail.again")}
      </Button>
    </EntryCard>
  );
}
