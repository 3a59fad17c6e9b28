import { useMutation } from "@apollo/client/react";
import { Button, Group, Paper, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import type { Viewed } from "./document-content";
import classes from "./documents.module.css";
import { ConfirmReadingDocument } from "./viewer.generated";

/** Where a document asks its readers to say that they have read it: the question, or that it was said. */
export function ConfirmReading({ document, sessionId }: { document: Viewed; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [confirm, { loading }] = useMutation(ConfirmReadingDocument);
  if (!document.askConfirmation || !document.access.open) return null;
  const version = document.reading?.confirmedVersion ?? 0;
  return (
    <Paper withBorder p="sm" mt="md" className={classes.noprint}>
      <Group justify="space-between">
        <Text>{t(version > 0 ? "confirm.done" : "confirm.ask")}</Text>
        {version > 0 ? (
          <IconCheck size={22} aria-hidden />
        ) : (
          <Button loading={loading} onClick={() => void confirm({ variables: { id: document.id, sessionId } }).catch(showError)}>
            {t("confirm.action")}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
