import { useMutation } from "@apollo/client/react";
import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { GivenUp, useStepUp } from "../session/step-up";
import { CodeField } from "./code-field";
import { ConfirmTotpDocument } from "./profile.generated";

/** What an authenticator needs to know. */
export interface Seed {
  secret: string;
  uri: string;
}

interface AuthenticatorDialogProps {
  seed: Seed;
  onClose: () => void;
  onDone: (recoveryCodes: readonly string[]) => void;
}

/** The QR code as a picture; its library is fetched with the dialog. */
function useQrCode(uri: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let shown = true;
    void import("qrcode").then(({ toDataURL }) => toDataURL(uri, { margin: 2, width: 220 })).then((made) => shown && setAddress(made));
    return () => {
      shown = false;
    };
  }, [uri]);
  return address;
}

/** Adds an authenticator: scan or type, then show that it works. */
export function AuthenticatorDialog({ seed, onClose, onDone }: AuthenticatorDialogProps) {
  const { t } = useTranslation(["profile", "errors"]);
  const message = useRefusalMessage();
  const guard = useStepUp();
  const picture = useQrCode(seed.uri);
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
          <Text>{t("factor.scan")}</Text>
          <div style={{ minBlockSize: 220, textAlign: "center" }}>
            {picture && (
              <img src={picture} width={220} height={220} alt={t("factor.qr")} style={{ borderRadius: 8, background: "white" }} />
            )}
          </div>
          <div>
            <Text size="sm" c="dimmed">
              {t("factor.type")}
            </Text>
            <Code block dir="ltr" style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
              {seed.secret.replace(/(.{4})(?=.)/g, "$1 ")}
            </Code>
          </div>
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
