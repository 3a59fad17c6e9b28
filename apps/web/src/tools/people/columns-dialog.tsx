import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PEOPLE_COLUMNS } from "@lyceum/shared/inputs/enrolments";
import { IconColumns } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useOwnWords } from "../../core/profile-fields/value-field";
import { SortableList } from "../../ui/sortable-list";
import { isColumnKey, readColumns } from "./people-columns";
import { usePut } from "./use-put";
import type { PeopleFieldFragment } from "./people.generated";

interface ColumnsProps {
  /** Extra fields of the profile that can be columns too. */
  fields: readonly PeopleFieldFragment[];
}

/** Which columns the grid has, and in which order; the address keeps it, and the grid follows at once. */
function ColumnsDialog({ fields, onClose }: ColumnsProps & { onClose: () => void }) {
  const { t } = useTranslation("people");
  const words = useOwnWords();
  const [search] = useSearchParams();
  const put = usePut();
  const named = new Map(fields.map((field) => [field.id, words(field.labels)]));
  const nameOf = (key: string) => (isColumnKey(key) ? t(`columns.${key}`) : (named.get(key) ?? ""));
  const all: readonly string[] = [...PEOPLE_COLUMNS, ...named.keys()];
  const shown = readColumns(search).filter((key) => all.includes(key));
  const others = all.filter((key) => !shown.includes(key));
  const set = (keys: readonly string[]) => put({ columns: keys.join(",") || "NONE" });
  const box = (key: string, checked: boolean) => (
    <Checkbox
      key={key}
      label={<bdi>{nameOf(key)}</bdi>}
      checked={checked}
      onChange={() => set(checked ? shown.filter((one) => one !== key) : [...shown, key])}
    />
  );
  return (
    <Modal opened onClose={onClose} title={t("views.columns")} closeButtonProps={{ "aria-label": t("panel.close") }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("views.columnsHelp")}
        </Text>
        <SortableList
          rows={shown.map((id) => ({ id }))}
          nameOf={({ id }) => nameOf(id)}
          onMove={(_row, _index, ids) => set(ids)}
          label={t("views.shownColumns")}
        >
          {({ id }) => box(id, true)}
        </SortableList>
        {others.length > 0 && (
          <Stack component="section" gap="xs" aria-label={t("views.otherColumns")}>
            <Text fw={550}>{t("views.otherColumns")}</Text>
            {others.map((key) => box(key, false))}
          </Stack>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("views.columnsDone")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Opens the choice of columns. */
export function ColumnsButton({ fields }: ColumnsProps) {
  const { t } = useTranslation("people");
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="sm" leftSection={<IconColumns size={16} aria-hidden />} onClick={open}>
        {t("views.columns")}
      </Button>
      {opened && <ColumnsDialog fields={fields} onClose={close} />}
    </>
  );
}
