import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { SortableList } from "../../ui/sortable-list";
import { useOwnWords } from "../profile-fields/value-field";
import { type EditableField, FieldDialog, type FieldDraft, type FieldSubject, useSightText } from "./field-dialog";

interface FieldEditorProps {
  subject: FieldSubject;
  fields: readonly EditableField[];
  /** What the list is called, and what stands there while it is empty. */
  texts: { list: string; noneTitle: string; none: string };
  save: (draft: FieldDraft, field: EditableField | null) => Promise<unknown>;
  order: (ids: string[]) => Promise<unknown>;
  setInUse: (id: string, inUse: boolean) => Promise<unknown>;
}

/** The extra fields of profiles or of courses: added, changed, put in order and out of use. */
export function FieldEditor({ subject, fields, texts, save, order, setInUse }: FieldEditorProps) {
  const { t } = useTranslation("admin");
  const words = useOwnWords();
  const showError = useShowError();
  const [editing, setEditing] = useState<EditableField | "new">();
  const used = fields.filter((field) => field.archivedAt === null);
  const former = fields.filter((field) => field.archivedAt !== null);
  const add = <Button onClick={() => setEditing("new")}>{t("fields.add")}</Button>;
  const row = (field: EditableField, onEdit?: () => void) => (
    <FieldRow key={field.id} subject={subject} field={field} onEdit={onEdit} setInUse={setInUse} />
  );
  return (
    <Stack>
      {used.length === 0 ? (
        <EmptyState title={texts.noneTitle} action={add}>
          {texts.none}
        </EmptyState>
      ) : (
        <>
          <SortableList
            rows={used}
            label={texts.list}
            nameOf={(field) => words(field.labels)}
            onMove={(_field, _index, ids) => void order(ids).catch(showError)}
          >
            {(field) => row(field, () => setEditing(field))}
          </SortableList>
          <Group>{add}</Group>
        </>
      )}
      {former.length > 0 && (
        <section>
          <Title order={3} size="h4" mb="sm">
            {t("fields.former")}
          </Title>
          <Stack gap="xs">{former.map((field) => row(field))}</Stack>
        </section>
      )}
      {editing && (
        <FieldDialog
          subject={subject}
          field={editing === "new" ? null : editing}
          onClose={() => setEditing(undefined)}
          save={(draft) => save(draft, editing === "new" ? null : editing)}
        />
      )}
    </Stack>
  );
}

interface FieldRowProps extends Pick<FieldEditorProps, "subject" | "setInUse"> {
  field: EditableField;
  onEdit?: () => void;
}

function FieldRow({ subject, field, onEdit, setInUse }: FieldRowProps) {
  const { t } = useTranslation("admin");
  const words = useOwnWords();
  const sightText = useSightText(subject);
  const showError = useShowError();
  const [loading, setLoading] = useState(false);
  const name = words(field.labels);
  const inUse = field.archivedAt === null;
  const toggle = () => {
    setLoading(true);
    void setInUse(field.id, !inUse)
      .catch(showError)
      .finally(() => setLoading(false));
  };
  return (
    <Group justify="space-between" gap="xs" py={4}>
      <div style={{ flex: "1 1 12rem", minInlineSize: 0 }}>
        <Text>
          <bdi>{name}</bdi>
        </Text>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {t(`fields.kind.${field.kind}`)} · {sightText(field.sight)}
          </Text>
          {field.required && <Badge size="sm">{t("fields.required")}</Badge>}
          {field.atRegistration && (
            <Badge size="sm" color="gray">
              {t("fields.atRegistration")}
            </Badge>
          )}
        </Group>
      </div>
      <Group gap="xs">
        {onEdit && (
          <Button size="sm" variant="default" onClick={onEdit} aria-label={t("fields.editNamed", { name })}>
            {t("fields.edit")}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          loading={loading}
          onClick={toggle}
          aria-label={t(inUse ? "fields.offNamed" : "fields.onNamed", { name })}
        >
          {t(inUse ? "fields.off" : "fields.on")}
        </Button>
      </Group>
    </Group>
  );
}
