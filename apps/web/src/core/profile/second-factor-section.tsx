import { useApolloClient, useMutation } from "@apollo/client/react";
import { Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { GivenUp, useStepUp } from "../session/step-up";
import type { Seed } from "../session/seed-picture";
import { AuthenticatorDialog } from "./authenticator-dialog";
import { CodeDialog } from "./code-dialog";
import {
  DisableTotpDocument,
  type MySecurityQuery,
  MySecurityDocument,
  RenewRecoveryCodesDocument,
  StartTotpDocument,
} from "./profile.generated";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";

/** The second factor: why, on and off, and the recovery codes. */
export function SecondFactorSection({ factor }: { factor: MySecurityQuery["mySecondFactor"] }) {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const guard = useStepUp();
  const client = useApolloClient();
  const [seed, setSeed] = useState<Seed>();
  const [asking, setAsking] = useState<"off" | "renew">();
  const [codes, setCodes] = useState<readonly string[]>();
  const [start, { loading }] = useMutation(StartTotpDocument);
  const [disable] = useMutation(DisableTotpDocument);
  const [renew] = useMutation(RenewRecoveryCodesDocument);
  const refresh = () => client.refetchQueries({ include: [MySecurityDocument] });
  const begin = async () => {
    try {
      const { data } = await guard(() => start());
      setSeed(data?.startTotp);
    } catch (error) {
      if (!(error instanceof GivenUp)) showError(error);
    }
  };
  const answer = async (code: string) => {
    if (asking === "off") await guard(() => disable({ variables: { code } }));
    else setCodes((await guard(() => renew({ variables: { code } }))).data?.renewRecoveryCodes);
    setAsking(undefined);
    await refresh();
  };
  return (
    <Stack gap="sm">
      <FactorState factor={factor} />
      <FactorButtons on={factor.on} rule={factor.rule} starting={loading} onStart={() => void begin()} onAsk={setAsking} />
      {seed && (
        <AuthenticatorDialog
          seed={seed}
          onClose={() => setSeed(undefined)}
          onDone={(fresh) => {
            setSeed(undefined);
            setCodes(fresh);
            void refresh();
          }}
        />
      )}
      {asking && (
        <CodeDialog
          title={t(`factor.ask.${asking}`)}
          action={t(`factor.do.${asking}`)}
          danger={asking === "off"}
          onClose={() => setAsking(undefined)}
          onCode={answer}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Stack>
  );
}

function FactorState({ factor }: { factor: MySecurityQuery["mySecondFactor"] }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  return (
    <>
      <Group gap="xs">
        <Badge color={factor.on ? "green" : "yellow"}>{factor.on ? t("factor.on") : t("factor.off")}</Badge>
        {factor.since && (
          <Text size="sm" c="dimmed">
            {t("factor.since", { date: format.date(factor.since) })}
          </Text>
        )}
      </Group>
      {factor.dueAt && <Alert color="yellow">{t("factor.due", { date: format.dateTime(factor.dueAt) })}</Alert>}
      <Text>{factor.on ? t("factor.left", { count: factor.recoveryCodesLeft }) : t("factor.why")}</Text>
    </>
  );
}

interface FactorButtonsProps {
  on: boolean;
  rule: MySecurityQuery["mySecondFactor"]["rule"];
  starting: boolean;
  onStart: () => void;
  onAsk: (what: "off" | "renew") => void;
}

function FactorButtons({ on, rule, starting, onStart, onAsk }: FactorButtonsProps) {
  const { t } = useTranslation("profile");
  if (!on && rule === "OFF") return <Text c="dimmed">{t("factor.none")}</Text>;
  if (!on) {
    return (
      <Group>
        <Button onClick={onStart} loading={starting}>
          {t("factor.enable")}
        </Button>
      </Group>
    );
  }
  return (
    <Group>
      <Button variant="default" onClick={() => onAsk("renew")}>
        {t("factor.renew")}
      </Button>
      {rule !== "REQUIRED" && (
        <Button variant="subtle" color="red" onClick={() => onAsk("off")}>
          {t("factor.disable")}
        </Button>
      )}
    </Group>
  );
}
