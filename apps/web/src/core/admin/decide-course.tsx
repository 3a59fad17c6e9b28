import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { DialogForm } from "../../ui/dialog-form";
import { type AdminCourseFragment, ApproveCourseDocument, RefuseCourseDocument } from "./admin-courses.generated";

/** Lets a course that waits be used, or refuses it with words that its maker reads. */
export function DecideCourse({ row, onDone }: { row: AdminCourseFragment; onDone: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [approve, approving] = useMutation(ApproveCourseDocument);
  const [refuse, refusing] = useMutation(RefuseCourseDocument);
  const [reason, setReason] = useState<string | null>(null);
  const { id, title } = row;
  const agree = () => void approve({ variables: { id } }).then(onDone).catch(showError);
  const decline = () =>
    refuse({ variables: { id, reason: reason ?? "" } })
      .then(() => {
        setReason(null);
        onDone();
      })
      .catch(showError);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" loading={approving.loading} onClick={agree} aria-label={t("courses.approveNamed", { title })}>
        {t("courses.approve")}
      </Button>
      {row.approval === "WAITING" && (
        <Button size="compact-sm" variant="default" onClick={() => setReason("")} aria-label={t("courses.refuseNamed", { title })}>
          {t("courses.refuse")}
        </Button>
      )}
      {reason !== null && (
        <Modal
          opened
          onClose={() => setReason(null)}
          title={t("courses.refuseNamed", { title })}
          closeButtonProps={{ "aria-label": t("cancel") }}
        >
          <DialogForm
            action={t("courses.refuse")}
            onSubmit={decline}
            onClose={() => setReason(null)}
            loading={refusing.loading}
            disabled={reason.trim() === ""}
          >
            <Textarea
              label={t("action.reason")}
              description={t("courses.reasonHelp")}
              required
              autosize
              minRows={3}
              maxLength={1000}
              dir="auto"
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </DialogForm>
        </Modal>
      )}
    </Group>
  );
}
