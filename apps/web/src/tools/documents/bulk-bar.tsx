import { Button, Group, Paper, Text } from "@mantine/core";
import { type Icon, IconCopy, IconDownload, IconEye, IconEyeOff, IconFolderSymlink, IconTrash, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./documents.module.css";
import type { Row } from "./folder-cache";
import type { FolderActions } from "./use-folder-actions";

interface BulkBarProps {
  rows: readonly Row[];
  actions: FolderActions;
  onMove: () => void;
  onCopy: () => void;
  onDone: () => void;
}

interface BulkButtonProps {
  label: string;
  icon: Icon;
  color?: string;
  subtle?: boolean;
  onClick: () => void;
}

function BulkButton({ label, icon: Sign, color, subtle, onClick }: BulkButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant={subtle ? "subtle" : "light"}
      color={color}
      leftSection={<Sign size={16} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** What can be done with a selection: only what is allowed for all of it. */
export function BulkBar({ rows, actions, onMove, onCopy, onDone }: BulkBarProps) {
  const { t } = useTranslation("documents");
  if (rows.length === 0) return null;
  const every = (right: "update" | "delete" | "manage") => rows.every((row) => row.viewerCan[right]);
  const then = (work: Promise<unknown>) => void work.then(onDone);
  return (
    <Paper withBorder shadow="md" p="xs" mt="md" role="region" aria-label={t("bulk.label")} className={classes.bulk}>
      <Group gap="xs">
        <Text size="sm" fw={550} role="status" me="sm">
          {t("bulk.selected", { count: rows.length })}
        </Text>
        <BulkButton label={t("download")} icon={IconDownload} onClick={() => then(actions.save(rows))} />
        {every("update") && <BulkButton label={t("move")} icon={IconFolderSymlink} onClick={onMove} />}
        <BulkButton label={t("copy")} icon={IconCopy} onClick={onCopy} />
        {every("manage") && (
          <>
            <BulkButton label={t("show")} icon={IconEye} onClick={() => then(actions.setState(rows, "PUBLISHED"))} />
            <BulkButton label={t("hide")} icon={IconEyeOff} onClick={() => then(actions.setState(rows, "HIDDEN"))} />
          </>
        )}
        {every("delete") && <BulkButton label={t("delete")} icon={IconTrash} color="red" onClick={() => then(actions.trash(rows))} />}
        <BulkButton label={t("bulk.none")} icon={IconX} subtle onClick={onDone} />
      </Group>
    </Paper>
  );
}
