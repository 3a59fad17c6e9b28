import { Alert, Button, CloseButton, Group, List, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { client } from "../../apollo";
import { CancelImportDocument } from "./packages.generated";
import type { RunningImport } from "./use-import";

interface Fault {
  path: readonly string[];
  code: string;
  message: string;
}

/** What was wrong: the sentence for its code, and where. */
function Faults({ issues, fallback }: { issues: readonly Fault[]; fallback: string }) {
  const { t } = useTranslation("paths");
  if (issues.length === 0) return <Text size="sm">{t("import.failedInternally", { defaultValue: fallback })}</Text>;
  return (
    <List size="sm">
      {issues.map((issue) => {
        const [file, line] = issue.path;
        const where = file === undefined ? null : line === undefined ? t("import.inFile", { file }) : t("import.inLine", { file, line });
        return (
          <List.Item key={`${issue.code}${issue.message}`}>
            {t(`import.fault.${issue.code}`, { defaultValue: issue.message })} {where && <bdi>{where}</bdi>}
          </List.Item>
        );
      })}
    </List>
  );
}

function ImportLine({ running, address, onDismiss }: { running: RunningImport; address: string; onDismiss: () => void }) {
  const { t } = useTranslation("paths");
  const { job, name } = running;
  const made = job?.result && "package" in job.result ? job.result.package : null;
  if (job?.state === "FAILED" || job?.state === "CANCELLED") {
    return (
      <Alert
        color={job.state === "FAILED" ? "red" : "gray"}
        role="alert"
        title={t(`import.${job.state}`, { name })}
        withCloseButton
        onClose={onDismiss}
        closeButtonLabel={t("import.dismiss")}
      >
        {job.failure && <Faults issues={job.failure.issues} fallback={job.failure.message} />}
      </Alert>
    );
  }
  if (made) {
    return (
      <Alert color="green" role="status" title={t("import.SUCCEEDED", { name: made.title })}>
        <Group justify="space-between">
          <Text size="sm">{made.warnings.length > 0 ? t("import.warnings", { count: made.warnings.length }) : t("import.clean")}</Text>
          <Group gap="xs">
            <Button component={Link} to={`${address}/paths/packages/${made.id}`} size="compact-sm" variant="light">
              {t("import.see")}
            </Button>
            <CloseButton aria-label={t("import.dismiss")} onClick={onDismiss} />
          </Group>
        </Group>
      </Alert>
    );
  }
  return (
    <div role="status">
      <Group justify="space-between" mb={4}>
        <Text size="sm">
          <bdi>{name}</bdi> · {t(job?.message ? job.message.replace("paths:", "") : "import.waiting")}
        </Text>
        {job && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => void client.mutate({ mutation: CancelImportDocument, variables: { id: job.id } })}
          >
            {t("import.cancel")}
          </Button>
        )}
      </Group>
      <Progress value={100 * (job?.progress ?? 0)} aria-label={name} animated />
    </div>
  );
}

/** Imports that run or have ended on this page. */
export function ImportList({
  imports,
  address,
  onDismiss,
}: {
  imports: readonly RunningImport[];
  address: string;
  onDismiss: (key: string) => void;
}) {
  if (imports.length === 0) return null;
  return (
    <Stack gap="sm" mb="lg">
      {imports.map((running) => (
        <ImportLine key={running.key} running={running} address={address} onDismiss={() => onDismiss(running.key)} />
      ))}
    </Stack>
  );
}
