import { ActionIcon, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../kernel/format";
import { dismissUpload, pauseUpload, resumeUpload, type UploadItem, useUploads } from "../kernel/upload";
import classes from "./upload.module.css";

function Line({ item }: { item: UploadItem }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const stopped = item.state === "paused" || item.state === "failed";
  const detail =
    item.state === "running" ? `${format.percent(item.fraction)} · ${format.bytes(item.bytes)}` : t(`upload.state.${item.state}`);
  return (
    <Stack component="li" gap={4}>
      <Group gap={4} wrap="nowrap">
        <Text component="bdi" size="sm" truncate flex={1}>
          {item.name}
        </Text>
        {item.state === "running" && (
          <ActionIcon size="sm" aria-label={t("upload.pause", { name: item.name })} onClick={() => pauseUpload(item.key)}>
            <IconPlayerPause size={16} />
          </ActionIcon>
        )}
        {stopped && (
          <ActionIcon size="sm" aria-label={t("upload.resume", { name: item.name })} onClick={() => resumeUpload(item.key)}>
            <IconPlayerPlay size={16} />
          </ActionIcon>
        )}
        <ActionIcon
          size="sm"
          aria-label={t(item.state === "done" ? "upload.dismiss" : "upload.cancel", { name: item.name })}
          onClick={() => dismissUpload(item.key)}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Progress value={item.fraction * 100} size="xs" color={item.state === "failed" ? "red" : "teal"} aria-label={item.name} />
      <Text size="xs" c={item.state === "failed" ? "red" : "dimmed"} className="lyceum-figures">
        {detail}
      </Text>
    </Stack>
  );
}

/** The files on their way, in a corner of every page; they go on while one works elsewhere. */
export function UploadTray() {
  const { t } = useTranslation("ui");
  const items = useUploads();
  if (items.length === 0) return null;
  const running = items.filter(({ state }) => state !== "done").length;
  return (
    <Paper component="section" aria-label={t("upload.tray")} withBorder shadow="md" p="sm" className={classes.tray}>
      <Text fw={550} mb="xs" role="status">
        {running > 0 ? t("upload.running", { count: running }) : t("upload.allDone")}
      </Text>
      <Stack component="ul" gap="sm" className={classes.list}>
        {items.map((item) => (
          <Line key={item.key} item={item} />
        ))}
      </Stack>
    </Paper>
  );
}
