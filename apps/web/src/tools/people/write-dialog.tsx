import { useMutation } from "@apollo/client/react";
import { Modal, Switch, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { DialogForm } from "../../ui/dialog-form";
import { personName } from "../../ui/person";
import { PeopleWriteDocument } from "./people.generated";
import type { Addressee } from "./use-writing";

interface WriteDialogProps {
  rows: readonly Addressee[];
  onClose: () => void;
}

const NAMED = 3;

function Fields({ rows, onClose }: WriteDialogProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { courseId, sessionId, isStaff } = useCoursePlace();
  const showError = useShowError();
  const [text, setText] = useState("");
  const [mail, setMail] = useState(false);
  const [send, { loading }] = useMutation(PeopleWriteDocument);
  const names = rows.slice(0, NAMED).map((row) => `\u2068${personName(row.user)}\u2069`);
  const others = rows.length - names.length;
  const submit = async () => {
    try {
      const input = { courseId, sessionId, enrolmentIds: rows.map((row) => row.id), text: text.trim(), mail };
      const { data } = await send({ variables: { input } });
      announce(t("write.done", { count: data?.writeToPeople ?? 0 }));
      onClose();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <DialogForm
      action={t("write.send", { count: rows.length })}
      onSubmit={submit}
      onClose={onClose}
      loading={loading}
      disabled={text.trim() === ""}
    >
      <Text>
        {others > 0 ? t("write.toMore", { names: names.join(", "), count: others }) : t("write.to", { names: format.list(names) })}
      </Text>
      <Textarea
        label={t("write.text")}
        autosize
        minRows={5}
        maxRows={14}
        maxLength={2000}
        dir="auto"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isStaff && (
        <Switch
          label={t("write.mail")}
          description={t("write.mailHelp")}
          checked={mail}
          onChange={(event) => setMail(event.currentTarget.checked)}
        />
      )}
    </DialogForm>
  );
}

/** Writes to people: inside the platform, and for staff by mail too. Open while there is somebody to write to. */
export function WriteDialog({ rows, onClose }: WriteDialogProps) {
  const { t } = useTranslation("people");
  return (
    <Modal opened={rows.length > 0} onClose={onClose} title={t("write.title")} closeButtonProps={{ "aria-label": t("cancel") }}>
      {rows.length > 0 && <Fields rows={rows} onClose={onClose} />}
    </Modal>
  );
}
