import { useMutation } from "@apollo/client/react";
import { Alert, Badge, Button, Group, Modal, Progress, Radio, Stack, Table, Text } from "@mantine/core";
import type { IMPORT_STRATEGIES } from "@lyceum/shared/inputs/glossary";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { UploadZone } from "../../ui/upload-zone";
import type { GlossaryColumnsInput } from "../../graphql-types.generated";
import { ColumnsFields } from "./columns-fields";
import { useJob } from "./glossary-job";
import { type GlossaryJobFieldsFragment, ImportGlossaryDocument } from "./glossary.generated";
import type { TermChanges } from "./term-changes";
import classes from "./glossary.module.css";

type Imported = Extract<NonNullable<GlossaryJobFieldsFragment["result"]>, { __typename: "GlossaryImported" }>;
type Strategy = (typeof IMPORT_STRATEGIES)[number];

interface ImportDialogProps {
  place: CoursePlace;
  changes: TermChanges;
  onClose: () => void;
  onImported: () => Promise<unknown>;
}

/** What the file would do, or did: counts, then its rows, each coloured and named by what it is. */
function Preview({ result }: { result: Imported }) {
  const { t } = useTranslation("glossary");
  const { counts } = result;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("import.found", {
          encoding: result.encoding,
          separator: t(`import.separator.${separatorName(result.delimiter)}`),
        })}
      </Text>
      <Group gap="xs">
        {(["added", "changed", "same", "removed", "refused"] as const).map((kind) => (
          <Badge
            key={kind}
            variant="light"
            color={{ added: "green", changed: "yellow", same: "gray", removed: "red", refused: "red" }[kind]}
            size="lg"
          >
            {t(`import.counts.${kind}`, { count: counts[kind] })}
          </Badge>
        ))}
      </Group>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("import.rows")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("import.line")}</Table.Th>
              <Table.Th>{t("import.what")}</Table.Th>
              <Table.Th>{t("table.term")}</Table.Th>
              <Table.Th>{t("table.definition")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.rows.map((row) => (
              <Table.Tr key={`${row.line} ${row.term}`} className={classes.row} data-kind={row.kind}>
                <Table.Td>{row.line || ""}</Table.Td>
                <Table.Td>{row.issue ? t(`import.issue.${row.issue.replace("row.", "")}`) : t(`import.kind.${row.kind}`)}</Table.Td>
                <Table.Td>
                  <bdi>{row.term}</bdi>
                </Table.Td>
                <Table.Td>
                  <bdi>{row.definition}</bdi>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}

const separatorName = (separator: string): string => ({ ";": "semicolon", ",": "comma", "\t": "tab", "|": "bar" })[separator] ?? "comma";

/** What is asked of the server. */
interface Asked {
  uploadId?: string;
  strategy: Strategy;
  /** What the columns are; absent = as the server finds. */
  columns?: GlossaryColumnsInput;
}

interface ImportState extends Asked {
  working: boolean;
  preview?: Imported;
  fault?: string;
  /** Starts from a new upload, another strategy, or what the columns are: reads the file and shows what would happen. */
  look(change: Partial<Asked>): void;
  submit(): void;
}

/** An import's steps: upload, preview as often as wanted, then the real one. */
function useImport({ place, changes, onClose, onImported }: ImportDialogProps): ImportState {
  const { t } = useTranslation("glossary");
  const showError = useShowError();
  const [start] = useMutation(ImportGlossaryDocument);
  const [asked, setAsked] = useState<Asked>({ strategy: "UPDATE_EXISTING" });
  const [jobId, setJobId] = useState<string>();
  const [preview, setPreview] = useState<Imported>();
  const [fault, setFault] = useState<string>();
  const run = async ({ uploadId, strategy, columns }: Asked, dryRun: boolean) => {
    if (!uploadId) return;
    setFault(undefined);
    try {
      const { courseId, sessionId } = place;
      const { data } = await start({ variables: { courseId, sessionId, uploadId, strategy, dryRun, columns } });
      setJobId(data?.importGlossary.id);
    } catch (error) {
      showError(error);
    }
  };
  useJob(jobId, async (job) => {
    setJobId(undefined);
    if (job.result?.__typename !== "GlossaryImported") {
      const issue = job.failure?.issues[0];
      setPreview(undefined);
      return setFault(issue ? t(`import.fault.${issue.code.replace(/^\w+\./, "")}`, { defaultValue: issue.message }) : t("import.failed"));
    }
    if (job.result.dryRun) return setPreview(job.result);
    const { counts, trashId } = job.result;
    await onImported();
    if (trashId) changes.undoAct(t("import.removedUndo", { count: counts.removed }), trashId);
    onClose();
  });
  const look = (change: Partial<Asked>) => {
    const next = { ...asked, ...change };
    setAsked(next);
    void run(next, true);
  };
  return { ...asked, working: Boolean(jobId), preview, fault, look, submit: () => void run(asked, false) };
}

/** A list from a CSV file: choose what becomes of what is there, look at the preview, then import. */
export function ImportDialog(props: ImportDialogProps) {
  const { t } = useTranslation(["glossary", "ui"]);
  const { uploadId, strategy, working, preview, fault, look, submit } = useImport(props);
  const writes = preview ? preview.counts.added + (strategy === "SKIP_EXISTING" ? 0 : preview.counts.changed) + preview.counts.removed : 0;
  return (
    <Modal opened onClose={props.onClose} size="xl" title={t("import.title")} closeButtonProps={{ "aria-label": t("ui:cancel") }}>
      <Stack>
        {!uploadId && (
          <>
            <Text>{t("import.help")}</Text>
            <UploadZone
              multiple={false}
              maxBytes={20 * 1024 * 1024}
              label={t("import.choose")}
              onUploaded={(uploadId) => look({ uploadId })}
            />
          </>
        )}
        <Radio.Group label={t("import.strategy")} value={strategy} onChange={(value) => look({ strategy: value as Strategy })}>
          <Stack gap={6} mt={6}>
            {(["UPDATE_EXISTING", "SKIP_EXISTING", "REPLACE_ALL"] as const).map((value) => (
              <Radio key={value} value={value} label={t(`import.strategies.${value}`)} disabled={working} />
            ))}
          </Stack>
        </Radio.Group>
        {working && <Progress value={100} animated aria-label={t("import.working")} />}
        {fault && (
          <Alert color="red" role="alert">
            {fault}
          </Alert>
        )}
        {preview && (
          <ColumnsFields
            columns={preview.fileColumns}
            hasHeader={preview.hasHeader}
            disabled={working}
            onChange={(columns) => look({ columns })}
          />
        )}
        {preview && !working && <Preview result={preview} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("ui:cancel")}
          </Button>
          <Button disabled={!uploadId || !preview || writes === 0} loading={working} onClick={submit}>
            {t("import.submit", { count: writes })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
