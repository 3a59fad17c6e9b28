import { Button, Group, Paper, Text } from "@mantine/core";
import { IconCopy, IconDownload, IconEye, IconEyeOff, IconFolderSymlink, IconTrash, IconX } from "@tabler/icons-react";
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
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => then(actions.zip(rows))}
        >
          {t("download")}
        </Button>
        {every("update") && (
          <Button size="compact-sm" variant="light" leftSection={<IconFolderSymlink size={16} aria-hidden />} onClick={onMove}>
            {t("move")}
          </Button>
        )}
        <Button size="compact-sm" variant="light" leftSection={<IconCopy size={16} aria-hidden />} onClick={onCopy}>
          {t("copy")}
        </Button>
        {every("manage") && (
          <>
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => then(actions.setState(rows, "PUBLISHED"))}
            >
              {t("show")}
            </Button>
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconEyeOff size={16} aria-hidden />}
              onClick={() => then(actions.setState(rows, "HIDDEN"))}
            >
              {t("hide")}
            </Button>
          </>
        )}
        {every("delete") && (
          <Button
            size="compact-sm"
            variant="light"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => then(actions.trash(rows))}
          >
            {t("delete")}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={onDone}>
          {t("bulk.none")}
        </Button>
      </Group>
    </Paper>
  );
}
