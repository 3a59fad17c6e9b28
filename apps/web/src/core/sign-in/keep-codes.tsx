import { Button, CopyButton, Group, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EntryCard } from "./entry-card";

/** The recovery codes of an authenticator that signing in has added: shown this once, before anything goes on. */
export function KeepCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation("profile");
  return (
    <EntryCard title={t("recovery.title")}>
      <Text>{t("recovery.text")}</Text>
      <List listStyleType="none" dir="ltr" ps={0}>
        {codes.map((code) => (
          <List.Item key={code}>
            <code>{code}</code>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end">
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t("recovery.copied") : t("recovery.copy")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>{t("recovery.close")}</Button>
      </Group>
    </EntryCard>
  );
}
