import "@mantine/dropzone/styles.css";
import { Stack, Text } from "@mantine/core";
import { Dropzone, type FileRejection } from "@mantine/dropzone";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../kernel/errors";
import { useFormat } from "../kernel/format";
import { upload } from "../kernel/upload";
import classes from "./upload.module.css";

interface UploadZoneProps {
  /** Called for each file that has arrived, with the id that mutations take. */
  onUploaded: (uploadId: string, file: File) => void | Promise<void>;
  /** MIME types, as for `<input accept>`; anything when left out. The server decides by content all the same. */
  accept?: string[];
  maxBytes?: number;
  multiple?: boolean;
  label?: string;
}

function isAbort(error: unknown) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** A place to drop files, or to choose them by click or key. Files go to the upload tray at once and resume by themselves. */
export function UploadZone({ onUploaded, accept, maxBytes, multiple = true, label }: UploadZoneProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const showError = useShowError();
  const [refused, setRefused] = useState<string[]>([]);
  const send = (files: File[]) => {
    setRefused([]);
    for (const file of files) {
      upload(file)
        .then((uploadId) => onUploaded(uploadId, file))
        .catch((error: unknown) => {
          if (!isAbort(error)) showError(error);
        });
    }
  };
  const refuse = (rejections: FileRejection[]) => setRefused(rejections.map(({ file }) => file.name));
  return (
    <Stack gap="xs">
      <Dropzone
        onDrop={send}
        onReject={refuse}
        accept={accept}
        maxSize={maxBytes}
        multiple={multiple}
        className={classes.zone}
        aria-label={label ?? t("upload.drop")}
      >
        <Stack align="center" gap={4} py="md" style={{ pointerEvents: "none" }}>
          <IconUpload size={28} stroke={1.5} aria-hidden />
          <Text fw={550}>{label ?? t("upload.drop")}</Text>
          {maxBytes && (
            <Text size="xs" c="dimmed">
              {t("upload.limit", { size: format.bytes(maxBytes) })}
            </Text>
          )}
        </Stack>
      </Dropzone>
      <div role="alert">
        {refused.map((name) => (
          <Text key={name} size="sm" c="red">
            {t("upload.refused", { name })}
          </Text>
        ))}
      </div>
    </Stack>
  );
}
