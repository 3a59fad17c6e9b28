import { useMutation, useSubscription } from "@apollo/client/react";
import { Alert, Button, Group, List, Modal, Progress, ScrollArea, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { UnpackArchiveDocument, UnpackJobDocument, type UnpackJobSubscription } from "./documents.generated";
import type { Target } from "./send-files";

type Job = UnpackJobSubscription["jobChanged"];
type Unpacked = Extract<NonNullable<Job["result"]>, { __typename: "ArchiveUnpacked" }>;

interface UnpackDialogProps {
  target: Target;
  /** An upload that has arrived, or a zip among the documents. */
  source: { uploadId: string } | { documentId: string };
  onClose: () => void;
}

function Contents({ found }: { found: Unpacked }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const lists = [
    ["unpack.skipped", found.skipped],
    ["unpack.notTaken", found.refused],
    ["unpack.renamed", found.renamed],
  ] as const;
  return (
    <Stack gap="xs">
      <Text>{t("unpack.summary", { files: found.files, folders: found.folders, bytes: format.bytes(found.bytes) })}</Text>
      <ScrollArea.Autosize mah="14rem" type="auto" tabIndex={0}>
        <List size="sm" dir="auto">
          {found.paths.map((path) => (
            <List.Item key={path}>
              <bdi>{path}</bdi>
            </List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
      {lists.map(
        ([key, paths]) =>
          paths.length > 0 && (
            <Text key={key} size="sm" c="dimmed">
              {t(key, { count: paths.length })} <bdi>{paths.slice(0, 5).join(", ")}</bdi>
            </Text>
          ),
      )}
    </Stack>
  );
}

/** Why nothing was unpacked, in the person's words. */
function refusalText(t: TFunction<"documents">, job: Job): string {
  const issue = job.failure?.issues[0];
  const code = (issue?.code ?? job.failure?.code ?? "").replace("archive.", "");
  return t([`unpack.refused.${code}`, "unpack.refused.other"], { entry: issue?.path.at(-1) ?? "" });
}

/** Shows what a zip would bring, then brings all of it, or nothing. */
export function UnpackDialog({ target, source, onClose }: UnpackDialogProps) {
  const { t } = useTranslation("documents");
  const message = useRefusalMessage();
  const [start] = useMutation(UnpackArchiveDocument);
  const [jobId, setJobId] = useState<string>();
  const [found, setFound] = useState<Unpacked>();
  const [real, setReal] = useState(false);
  const [problem, setProblem] = useState<string>();
  const begin = useCallback(
    (dryRun: boolean) =>
      start({ variables: { input: { ...target, ...source, dryRun } } }).then(
        ({ data: answer }) => setJobId(answer?.unpackArchive.id),
        (error: unknown) => setProblem(message(error)),
      ),
    [start, target, source, message],
  );
  const { data } = useSubscription(UnpackJobDocument, {
    variables: { id: jobId ?? "" },
    skip: !jobId,
    onData: ({ data: { data: told } }) => {
      const job = told?.jobChanged;
      if (job?.state === "FAILED") setProblem(refusalText(t, job));
      if (job?.state !== "SUCCEEDED" || job.result?.__typename !== "ArchiveUnpacked") return;
      if (job.result.dryRun) setFound(job.result as Unpacked);
      else onClose();
    },
  });
  const job = data?.jobChanged.id === jobId ? data?.jobChanged : undefined;
  // The list of what will come in is asked for when the dialog opens.
  useEffect(() => void begin(true), [begin]);
  return (
    <Modal opened onClose={onClose} title={t("unpack.title")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {!problem && (!found || real) && <Progress value={(job?.progress ?? 0) * 100} animated aria-label={t("unpack.working")} />}
        {found && <Contents found={found} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(problem ? "close" : "cancel")}
          </Button>
          {found && !problem && (
            <Button
              loading={real}
              onClick={() => {
                setReal(true);
                void begin(false);
              }}
            >
              {t("unpack.action")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
