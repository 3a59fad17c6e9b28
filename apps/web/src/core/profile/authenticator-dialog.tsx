import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { GivenUp, useStepUp } from "../session/step-up";
import { type Seed, SeedPicture } from "../session/seed-picture";
import { CodeField } from "./code-field";
import { ConfirmTotpDocument } from "./profile.generated";

interface AuthenticatorDialogProps {
  seed: Seed;
  onClose: () => void;
  onDone: (recoveryCodes: readonly string[]) => void;
}

/** Adds an authenticator: scan or type, then show that it works. */
export function AuthenticatorDialog({ seed, onClose, onDone }: AuthenticatorDialogProps) {
  const { t } = useTranslation(["profile", "errors"]);
  const message = useRefusalMessage();
  const guard = useStepUp();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const [confirm, { loading }] = useMutation(ConfirmTotpDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      const { data } = await guard(() => confirm({ variables: { code } }));
      onDone(data?.confirmTotp ?? []);
    } catch (error) {
      if (error instanceof GivenUp) return;
      setProblem(refusalOf(error)?.code === "INVALID_INPUT" ? t("errors:issue.code.wrong") : message(error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("factor.enable")} closeButtonProps={{ "aria-label": t("stepUp.cancel") }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <SeedPicture seed={seed} />
          <CodeField
            label={t("factor.code")}
            inputMode="numeric"
            error={problem}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("stepUp.cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("factor.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
