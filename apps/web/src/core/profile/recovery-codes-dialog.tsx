import { Button, CopyButton, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../kernel/session";
import classes from "./recovery-codes-dialog.module.css";

/** The ten recovery codes, this once: to print or to copy. On paper nothing else of the page appears. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation("profile");
  const viewer = useViewer();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("recovery.title")}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("recovery.close") }}
    >
      <Stack>
        <div className={classes.paper}>
          <Text>{t("recovery.text")}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t("recovery.of", { login: viewer?.login, campus: window.location.host })}
          </Text>
          <List className={classes.codes} listStyleType="none" dir="ltr">
            {codes.map((code) => (
              <List.Item key={code}>
                <code>{code}</code>
              </List.Item>
            ))}
          </List>
        </div>
        <Group justify="flex-end">
          <CopyButton value={codes.join("\n")}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t("recovery.copied") : t("recovery.copy")}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={() => window.print()}>
            {t("recovery.print")}
          </Button>
          <Button onClick={onClose}>{t("recovery.close")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
