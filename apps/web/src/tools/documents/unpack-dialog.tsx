import { useMutation, useSubscription } from "@apollo/client/react";
import { Alert, Button, Group, List, Modal, Progress, ScrollArea, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
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

/** Shows what a zip would bring, then brings all of it, or nothing. */
export function UnpackDialog({ target, source, onClose }: UnpackDialogProps) {
  const { t } = useTranslation("documents");
  const message = useRefusalMessage();
  const [start] = useMutation(UnpackArchiveDocument);
  const [jobId, setJobId] = useState<string>();
  const [found, setFound] = useState<Unpacked>();
  const [real, setReal] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { data } = useSubscription(UnpackJobDocument, { variables: { id: jobId ?? "" }, skip: !jobId });
  const job = data?.jobChanged.id === jobId ? data?.jobChanged : undefined;
  const begin = (dryRun: boolean) => {
    setJobId(undefined);
    start({ variables: { input: { ...target, ...source, dryRun } } }).then(
      ({ data: answer }) => setJobId(answer?.unpackArchive.id),
      (error: unknown) => setProblem(message(error)),
    );
  };
  // The list of what will come in is asked for once, when the dialog opens.
  useEffect(() => begin(true), []);
  useEffect(() => {
    if (job?.state === "SUCCEEDED" && job.result?.__typename === "ArchiveUnpacked") {
      if (job.result.dryRun) setFound(job.result as Unpacked);
      else onClose();
    }
    if (job?.state !== "FAILED") return;
    const code = job.failure?.issues[0]?.code ?? job.failure?.code ?? "";
    setProblem(t([`unpack.refused.${code.replace("archive.", "")}`, "unpack.refused.other"], { entry: job.failure?.issues[0]?.path.at(-1) ?? "" }));
  }, [job, t, onClose]);
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
                begin(false);
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
