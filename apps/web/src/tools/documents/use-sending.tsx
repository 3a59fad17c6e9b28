import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { putRows, type Row } from "./folder-cache";
import { sendFiles, type Clash, type Sent, type SentFile, type Target } from "./send-files";
import type { DocumentFolderQueryVariables } from "./documents.generated";

const clashes: readonly Clash[] = ["RENAME", "NEW_VERSION", "SKIP"];

function ClashDialog({ names, onChoose, onClose }: { names: string[]; onChoose: (clash: Clash) => void; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const [choice, setChoice] = useState<Clash>("RENAME");
  return (
    <Modal opened onClose={onClose} title={t("clash.title", { count: names.length })} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        <Text size="sm">
          <bdi>{names.slice(0, 8).join(", ")}</bdi>
        </Text>
        <Radio.Group value={choice} onChange={(value) => setChoice(value as Clash)} label={t("clash.question")}>
          <Stack gap="xs" mt="xs">
            {clashes.map((clash) => (
              <Radio key={clash} value={clash} label={t(`clash.${clash}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button onClick={() => onChoose(choice)} data-autofocus>
            {t("clash.action")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Returns a function that says why a file was not taken: the rule that it breaks, where the server named one. */
function useUploadProblem(): (error: unknown) => string {
  const { t } = useTranslation("errors");
  const message = useRefusalMessage();
  return useCallback(
    (error) => {
      const issue = refusalOf(error)?.issues[0];
      return issue ? t(`issue.${issue.code}`, { defaultValue: issue.message }) : message(error);
    },
    [t, message],
  );
}

/** Sends files into the folder on screen. Asks once for the whole batch when names are taken; says what was renamed, skipped or refused, file by file. */
export function useSending(target: Target, variables: DocumentFolderQueryVariables, rows: readonly Row[]) {
  const { t } = useTranslation("documents");
  const why = useUploadProblem();
  const [asked, setAsked] = useState<SentFile[] | null>(null);
  const start = useCallback(
    async (files: readonly SentFile[], clash: Clash) => {
      let arrived = 0;
      const tell = (text: string, color?: string) =>
        notifications.show({ message: text, color, autoClose: color ? false : 8_000, role: color ? "alert" : "status" });
      await sendFiles(target, files, clash, {
        onSent: (sent: Sent) => {
          arrived += 1;
          putRows(variables, [sent.document]);
          if (sent.outcome !== "CREATED") tell(t(`outcome.${sent.outcome}`, { name: sent.document.title }));
          for (const note of sent.notes) tell(t(`note.${note}`, { name: sent.document.title }));
        },
        onFailed: (file, error) => {
          if (error instanceof DOMException && error.name === "AbortError") return;
          tell(t("notSent", { name: file.name, why: why(error) }), "red");
        },
      });
      announce(t("arrived", { count: arrived }));
    },
    [target, variables, t, why],
  );
  const send = useCallback(
    (files: SentFile[]) => {
      const names = new Set(rows.map((row) => row.name.toLowerCase()));
      const taken = files.some(({ file, folder }) => folder === "" && names.has(file.name.toLowerCase()));
      if (taken) setAsked(files);
      else void start(files, "RENAME");
    },
    [rows, start],
  );
  const names = new Set(rows.map((row) => row.name.toLowerCase()));
  const dialog = asked && (
    <ClashDialog
      names={asked.filter(({ file }) => names.has(file.name.toLowerCase())).map(({ file }) => file.name)}
      onClose={() => setAsked(null)}
      onChoose={(clash) => {
        setAsked(null);
        void start(asked, clash);
      }}
    />
  );
  return { send, dialog };
}
