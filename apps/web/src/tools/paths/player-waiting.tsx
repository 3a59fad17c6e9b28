import { Button, Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";

interface WaitingProps {
  phase: "opening" | "held" | "failed";
  error: unknown;
  title: string;
  onTakeOver: () => void;
  onRetry: () => void;
  onOut?: () => void;
}

/** What is seen before a package runs: that it is being opened, that it is open elsewhere, or why it is not opened. */
export function Waiting({ phase, error, title, onTakeOver, onRetry, onOut }: WaitingProps) {
  const { t } = useTranslation("paths");
  const message = useRefusalMessage();
  if (phase === "opening") {
    return (
      <Center h="100dvh" aria-busy>
        <Loader aria-label={t("player.strings.loading")} />
      </Center>
    );
  }
  return (
    <Center h="100dvh" px="md">
      <Stack maw="32rem" align="flex-start">
        <Title order={1} size="h2">
          <bdi>{title}</bdi>
        </Title>
        <Text role="alert">{phase === "held" ? t("player.heldElsewhere") : message(error)}</Text>
        <Group>
          <Button onClick={phase === "held" ? onTakeOver : onRetry}>{t(phase === "held" ? "player.takeOver" : "player.retry")}</Button>
          {onOut && (
            <Button variant="default" onClick={onOut}>
              {t("player.leave")}
            </Button>
          )}
        </Group>
      </Stack>
    </Center>
  );
}
