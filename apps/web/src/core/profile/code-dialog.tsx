import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { GivenUp } from "../session/step-up";
import { CodeField } from "./code-field";

interface CodeDialogProps {
  title: string;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  onClose: () => void;
  onCode: (code: string) => Promise<void>;
}

/** Asks for a code of the second factor before something is done with it. */
export function CodeDialog({ title, action, danger, onClose, onCode }: CodeDialogProps) {
  const { t } = useTranslation(["profile", "errors"]);
  const message = useRefusalMessage();
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onCode(code);
    } catch (error) {
      if (!(error instanceof GivenUp))
        setProblem(refusalOf(error)?.code === "INVALID_INPUT" ? t("errors:issue.code.wrong") : message(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("stepUp.cancel") }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <CodeField
            label={t("factor.code")}
            description={t("factor.codeHint")}
            error={problem}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("stepUp.cancel")}
            </Button>
            <Button type="submit" color={danger ? "red" : undefined} loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
