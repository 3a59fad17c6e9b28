import { Button, FileInput, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { upload } from "../../kernel/upload";
import type { GlossaryTermFieldsFragment } from "./glossary.generated";
import classes from "./glossary.module.css";

/** What was chosen: an upload, null to take the file away, nothing to leave it. */
export interface MediaChoice {
  pictureUploadId?: string | null;
  audioUploadId?: string | null;
}

interface FieldProps {
  label: string;
  accept: string;
  present: boolean;
  onChange: (uploadId: string | null | undefined) => void;
}

function MediaField({ label, accept, present, onChange }: FieldProps) {
  const { t } = useTranslation("glossary");
  const showError = useShowError();
  const [file, setFile] = useState<File | null>(null);
  const [gone, setGone] = useState(false);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (!chosen) return onChange(undefined);
    upload(chosen).then(onChange, showError);
  };
  return (
    <Group align="flex-end" gap="xs">
      <FileInput
        label={label}
        accept={accept}
        value={file}
        onChange={choose}
        clearable
        placeholder={t("form.chooseFile")}
        flex="1 1 12rem"
      />
      {present && !file && (
        <Button
          variant="default"
          aria-pressed={gone}
          onClick={() => {
            setGone(!gone);
            onChange(gone ? undefined : null);
          }}
        >
          {t(gone ? "form.keepFile" : "form.removeFile")}
        </Button>
      )}
    </Group>
  );
}

/** The term's picture and its sound. */
export function SoundAndPicture({
  term,
  choice,
  onChange,
}: {
  term?: GlossaryTermFieldsFragment;
  choice: MediaChoice;
  onChange: (choice: MediaChoice) => void;
}) {
  const { t } = useTranslation("glossary");
  return (
    <Stack gap="sm">
      {term?.pictureUrl && choice.pictureUploadId === undefined && (
        <img className={classes.picture} src={term.pictureUrl} alt={term.term} />
      )}
      <MediaField
        label={t("form.picture")}
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
        present={Boolean(term?.pictureUrl)}
        onChange={(pictureUploadId) => onChange({ ...choice, pictureUploadId })}
      />
      <MediaField
        label={t("form.audio")}
        accept="audio/*"
        present={Boolean(term?.audioUrl)}
        onChange={(audioUploadId) => onChange({ ...choice, audioUploadId })}
      />
    </Stack>
  );
}
