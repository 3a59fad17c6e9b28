import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { DOCUMENTS_ANNOUNCED_AT_ONCE } from "@lyceum/shared/inputs/documents";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { putRows, type Row } from "./folder-cache";
import { sendFiles, type Clash, type Sent, type SentFile, type Target } from "./send-files";
import type { DocumentFolderQueryVariables } from "./documents.generated";
import type { FolderActions } from "./use-folder-actions";

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

/** What learners can be told of: new files that are shown, by somebody who may. */
const isNews = ({ outcome, document }: Sent) => outcome !== "SKIPPED" && document.state === "PUBLISHED" && document.viewerCan.manage;

/** Returns a function that offers to tell the learners of what has just come in. */
function useTelling(tell: FolderActions["announce"] | null): (rows: readonly Row[]) => void {
  const { t } = useTranslation("documents");
  return useCallback(
    (rows) => {
      if (!tell || rows.length === 0 || rows.length > DOCUMENTS_ANNOUNCED_AT_ONCE) return;
      const id = crypto.randomUUID();
      const run = () => {
        notifications.hide(id);
        void tell(rows);
      };
      const line = (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t("arrived", { count: rows.length })}</Text>
          <Button size="compact-sm" variant="light" onClick={run}>
            {t("announce")}
          </Button>
        </Group>
      );
      notifications.show({ id, message: line, autoClose: 30_000, role: "status", closeButtonProps: { "aria-label": t("close") } });
    },
    [t, tell],
  );
}

/**
 * Sends files into the folder on screen. Asks once for the whole batch when names are taken; says what was renamed, skipped or refused, file by
 * file, and offers to tell the learners unless the course tells nobody.
 */
export function useSending(
  target: Target,
  variables: DocumentFolderQueryVariables,
  rows: readonly Row[],
  announceTo: FolderActions["announce"] | null,
) {
  const { t } = useTranslation("documents");
  const why = useUploadProblem();
  const offer = useTelling(announceTo);
  const [asked, setAsked] = useState<SentFile[] | null>(null);
  const start = useCallback(
    async (files: readonly SentFile[], clash: Clash) => {
      let arrived = 0;
      const news: Row[] = [];
      const tell = (text: string, color?: string) =>
        notifications.show({ message: text, color, autoClose: color ? false : 8_000, role: color ? "alert" : "status" });
      await sendFiles(target, files, clash, {
        onSent: (sent: Sent) => {
          arrived += 1;
          if (isNews(sent)) news.push(sent.document);
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
      offer(news);
    },
    [target, variables, t, why, offer],
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
