import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { SecretInput } from "../../ui/secret-input";
import { ProveItIsMeDocument } from "./step-up.generated";

type Guard = <Result>(work: () => Promise<Result>) => Promise<Result>;

const StepUp = createContext<Guard | null>(null);

const wantsStepUp = (error: unknown): boolean => refusalOf(error)?.reasons.some(({ code }) => code === "STEP_UP") ?? false;

/** What a person gave up when asked for the password: nothing happened, and nothing is to be said. */
export class GivenUp extends Error {}

/** Returns `(work)`: does it, and when the server wants to know again who sits there, asks for the password and does it once more. */
export function useStepUp(): Guard {
  const guard = useContext(StepUp);
  if (!guard) throw new Error("This page needs a StepUpProvider above it.");
  return guard;
}

/** Keeps the password dialog for whatever inside is locked behind a fresh proof. */
export function StepUpProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  const answer = useRef<{ passed: () => void; gaveUp: () => void }>(undefined);
  const guard = useCallback<Guard>(async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!wantsStepUp(error)) throw error;
      setOpened(true);
      await new Promise<void>((resolve, reject) => (answer.current = { passed: resolve, gaveUp: () => reject(new GivenUp()) }));
      return work();
    }
  }, []);
  const close = (passed: boolean) => {
    setOpened(false);
    if (passed) answer.current?.passed();
    else answer.current?.gaveUp();
  };
  return (
    <StepUp.Provider value={useMemo(() => guard, [guard])}>
      {children}
      <PasswordDialog opened={opened} onClose={close} />
    </StepUp.Provider>
  );
}

function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: (passed: boolean) => void }) {
  const { t } = useTranslation(["profile", "errors"]);
  const message = useRefusalMessage();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [prove, { loading }] = useMutation(ProveItIsMeDocument);
  const finish = (passed: boolean) => {
    setPassword("");
    setProblem(undefined);
    onClose(passed);
  };
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      await prove({ variables: { password } });
      finish(true);
    } catch (error) {
      setProblem(refusalOf(error)?.code === "INVALID_INPUT" ? t("errors:issue.password.wrong") : message(error));
      setPassword("");
    }
  };
  return (
    <Modal opened={opened} onClose={() => finish(false)} title={t("stepUp.title")} closeButtonProps={{ "aria-label": t("stepUp.cancel") }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text>{t("stepUp.text")}</Text>
          <SecretInput
            label={t("stepUp.password")}
            autoComplete="current-password"
            required
            data-autofocus
            error={problem}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => finish(false)}>
              {t("stepUp.cancel")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("stepUp.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
