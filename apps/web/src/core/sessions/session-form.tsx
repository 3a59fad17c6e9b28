import { Button, Group, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import type { SessionFieldsFragment } from "./sessions.generated";

/** What the form gives: instants as RFC 3339, null = none. */
export interface SessionDraft {
  title: string;
  description: string;
  startsAt: string | null;
  endsAt: string | null;
  afterEnd: SessionFieldsFragment["afterEnd"];
  tutorsEditBase: boolean;
}

interface SessionFormProps {
  session?: SessionFieldsFragment;
  action: string;
  onCancel: () => void;
  onSave: (draft: SessionDraft) => Promise<unknown>;
}

function localText(at: string | null | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const instant = (text: string): string | null => (text ? new Date(text).toISOString() : null);

/** Name, dates and rules of a session. */
export function SessionForm({ session, action, onCancel, onSave }: SessionFormProps) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const form = useForm({
    initialValues: {
      title: session?.title ?? "",
      description: session?.description ?? "",
      startsAt: localText(session?.startsAt),
      endsAt: localText(session?.endsAt),
      afterEnd: session?.afterEnd ?? "READ_ONLY",
      tutorsEditBase: session?.tutorsEditBase ?? false,
    },
    validate: { endsAt: (endsAt, { startsAt }) => (endsAt && startsAt && startsAt >= endsAt ? t("datesOrder") : null) },
  });
  const submit = form.onSubmit(async (values) => {
    try {
      await onSave({ ...values, startsAt: instant(values.startsAt), endsAt: instant(values.endsAt) });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t("fields.title")} required maxLength={200} dir="auto" data-autofocus {...form.getInputProps("title")} />
        <Textarea label={t("fields.description")} autosize minRows={2} maxLength={4000} dir="auto" {...form.getInputProps("description")} />
        <Group grow>
          <TextInput type="datetime-local" label={t("fields.startsAt")} {...form.getInputProps("startsAt")} />
          <TextInput type="datetime-local" label={t("fields.endsAt")} {...form.getInputProps("endsAt")} />
        </Group>
        <Select
          label={t("fields.afterEnd")}
          allowDeselect={false}
          data={(["READ_ONLY", "CLOSED"] as const).map((value) => ({ value, label: t(`afterEnd.${value}`) }))}
          {...form.getInputProps("afterEnd")}
        />
        <Switch label={t("fields.tutorsEditBase")} {...form.getInputProps("tutorsEditBase", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
