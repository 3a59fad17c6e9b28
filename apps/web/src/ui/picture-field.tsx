import { Button, FileButton, Group, Input, Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../kernel/errors";
import { upload } from "../kernel/upload";
import classes from "./picture-field.module.css";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif";

interface PictureFieldProps {
  label: string;
  description?: string;
  /** The picture that is there. */
  url: string | null;
  /** Called with the upload of a new picture, or null when it was taken away. */
  onChange: (uploadId: string | null) => void;
  error?: ReactNode;
}

/** Chooses a picture, sends it at once, and shows it as it will be. */
export function PictureField({ label, description, url, onChange, error }: PictureFieldProps) {
  const { t } = useTranslation("ui");
  const showError = useShowError();
  const [shown, setShown] = useState<string | null>(url);
  const [sending, setSending] = useState(false);
  useEffect(() => () => (shown?.startsWith("blob:") ? URL.revokeObjectURL(shown) : undefined), [shown]);
  const choose = (file: File | null) => {
    if (!file) return;
    setSending(true);
    upload(file)
      .then((uploadId) => {
        setShown(URL.createObjectURL(file));
        onChange(uploadId);
      })
      .catch(showError)
      .finally(() => setSending(false));
  };
  const remove = () => {
    setShown(null);
    onChange(null);
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Group gap="sm" mt={4}>
        {shown && <img src={shown} alt="" className={classes.picture} />}
        <FileButton accept={ACCEPTED} onChange={choose}>
          {(props) => (
            <Button variant="default" size="compact-md" loading={sending} {...props}>
              {t(shown ? "picture.change" : "picture.choose")}
            </Button>
          )}
        </FileButton>
        {shown && (
          <Button variant="subtle" color="gray" size="compact-md" onClick={remove}>
            {t("picture.remove")}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t("picture.hint")}
      </Text>
    </Input.Wrapper>
  );
}
