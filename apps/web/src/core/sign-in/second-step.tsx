import { useMutation } from "@apollo/client/react";
import { Anchor, Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { type Seed, SeedPicture } from "../session/seed-picture";
import { EntryCard } from "./entry-card";
import { PassSecondFactorDocument, type PassSecondFactorMutation } from "./sign-in.generated";

interface SecondStepProps {
  /** The authenticator that has to be added here, where one is required and there is none. */
  setup?: Seed | null;
  onPassed: (step: PassSecondFactorMutation["passSecondFactor"]) => Promise<void>;
  onBack: () => void;
}

/** The authenticator's code, or a recovery code, in one field. */
export function SecondStep({ setup, onPassed, onBack }: SecondStepProps) {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const [pass, { loading }] = useMutation(PassSecondFactorDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { data } = await pass({ variables: { code } });
      if (data) await onPassed(data.passSecondFactor);
    } catch (error) {
      setProblem(message(error));
      setCode("");
    }
  };
  const back = (
    <Anchor component="button" type="button" onClick={onBack}>
      {t("second.back")}
    </Anchor>
  );
  return (
    <EntryCard
      title={setup ? t("second.setupTitle") : t("second.title")}
      description={setup ? t("second.setupText") : t("second.text")}
      problem={problem}
      onSubmit={(event) => void submit(event)}
      below={back}
    >
      {setup && <SeedPicture seed={setup} />}
      <TextInput
        label={t("second.code")}
        description={setup ? undefined : t("second.recovery")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={loading}>
        {t("second.submit")}
      </Button>
    </EntryCard>
  );
}
