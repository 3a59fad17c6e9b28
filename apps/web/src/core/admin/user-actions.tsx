import { useMutation } from "@apollo/client/react";
import { Button, Card, Group, Modal, Stack, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useSignedIn } from "../../kernel/session";
import { useUndo } from "../../kernel/undo";
import { GivenUp, useStepUp } from "../session/step-up";
import {
  ActivateUserDocument,
  type AdminUserQuery,
  DeactivateUserDocument,
  ResetSecondFactorDocument,
  SendPasswordMailDocument,
  UnlockUserDocument,
} from "./admin.generated";

type User = AdminUserQuery["user"];

/** What an administrator does for an account, each with a line that says what happens. */
export function UserActions({ user }: { user: User }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [resetting, setResetting] = useState(false);
  const variables = { id: user.id };
  const [mail] = useMutation(SendPasswordMailDocument, { variables });
  const [unlock] = useMutation(UnlockUserDocument, { variables });
  const act = (work: () => Promise<unknown>, done: string) => () => {
    void work()
      .then(() => notifications.show({ message: done, role: "status" }))
      .catch(showError);
  };
  return (
    <Card component="section" padding="lg" aria-label={t("action.title")}>
      <Stack>
        <Title order={2} size="h3">
          {t("action.title")}
        </Title>
        <Action text={user.email ? t("action.mailText") : t("action.mailNone")}>
          <Button variant="default" disabled={!user.email} onClick={act(mail, t("action.mailed"))}>
            {t("action.mail")}
          </Button>
        </Action>
        <Action text={t("action.unlockText")}>
          <Button variant="default" onClick={act(unlock, t("action.unlocked"))}>
            {t("action.unlock")}
          </Button>
        </Action>
        <Action text={t("action.factorText")}>
          <Button variant="default" onClick={() => setResetting(true)}>
            {t("action.factor")}
          </Button>
        </Action>
        <OpenOrClose user={user} />
      </Stack>
      {resetting && <ResetFactorDialog user={user} onClose={() => setResetting(false)} />}
    </Card>
  );
}

function OpenOrClose({ user }: { user: User }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const undo = useUndo();
  const viewer = useSignedIn();
  const variables = { id: user.id };
  const [activate] = useMutation(ActivateUserDocument, { variables });
  const [deactivate] = useMutation(DeactivateUserDocument, { variables });
  const close = () => {
    void deactivate()
      .then(() => undo(t("action.deactivated", { name: user.name }), () => activate()))
      .catch(showError);
  };
  const open = () => {
    void activate()
      .then(() => notifications.show({ message: t("action.activated", { name: user.name }), role: "status" }))
      .catch(showError);
  };
  if (user.state !== "ACTIVE") {
    return (
      <Action text={t(`action.activateText.${user.state}`)}>
        <Button onClick={open}>{t("action.activate")}</Button>
      </Action>
    );
  }
  if (user.id === viewer.id) return null;
  return (
    <Action text={t("action.deactivateText")}>
      <Button variant="default" c="var(--mantine-color-error)" onClick={close}>
        {t("action.deactivate")}
      </Button>
    </Action>
  );
}

function Action({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed" flex="1 1 16rem">
        {text}
      </Text>
      {children}
    </Group>
  );
}

function ResetFactorDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation(["admin", "errors"]);
  const showError = useShowError();
  const guard = useStepUp();
  const [reason, setReason] = useState("");
  const [reset, { loading }] = useMutation(ResetSecondFactorDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      await guard(() => reset({ variables: { id: user.id, reason } }));
      notifications.show({ message: t("action.factorDone"), role: "status" });
      onClose();
    } catch (error) {
      if (!(error instanceof GivenUp)) showError(error);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("action.factor")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text>{t("action.factorAsk", { name: user.name })}</Text>
          <Textarea
            label={t("action.reason")}
            description={t("action.reasonHint")}
            required
            minLength={10}
            maxLength={1000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red" loading={loading} disabled={reason.trim().length < 10}>
              {t("action.factor")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
