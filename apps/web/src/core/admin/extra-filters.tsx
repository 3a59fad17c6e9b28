import { Button, Checkbox, Group, Menu, Popover, Select, Stack, TextInput } from "@mantine/core";
import { IconColumns3, IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useAddressText } from "../../kernel/address-text";
import { type FieldLike, useOwnWords } from "../profile-fields/value-field";
import { extraColumns, extraKey } from "./course-filter";
import { useSetInAddress } from "./use-set-in-address";

function TextFilter({ field }: { field: FieldLike }) {
  const words = useOwnWords();
  const [text, setText] = useAddressText(extraKey(field.id));
  const type = field.kind === "DATE" ? "date" : "search";
  return (
    <TextInput type={type} label={words(field.labels)} dir="auto" value={text} onChange={(event) => setText(event.currentTarget.value)} />
  );
}

function ChoiceFilter({ field }: { field: FieldLike }) {
  const { t } = useTranslation(["admin", "ui"]);
  const words = useOwnWords();
  const [search] = useSearchParams();
  const set = useSetInAddress();
  const choices = field.kind === "CHOICE" ? [...field.choices] : ["true", "false"];
  const said = (value: string) => (field.kind === "CHOICE" ? value : t(value === "true" ? "ui:yes" : "ui:no"));
  return (
    <Select
      label={words(field.labels)}
      clearable
      clearButtonProps={{ "aria-label": t("users.clear") }}
      placeholder={t("users.all")}
      comboboxProps={{ withinPortal: false }}
      data={choices.map((value) => ({ value, label: said(value) }))}
      value={search.get(extraKey(field.id))}
      onChange={(value) => set(extraKey(field.id), value)}
    />
  );
}

/** Filters by the extra fields of courses, and which of these fields the list shows as columns. Both live in the address. */
export function ExtraFilters({ fields }: { fields: readonly FieldLike[] }) {
  const { t } = useTranslation("admin");
  const words = useOwnWords();
  const [search] = useSearchParams();
  const set = useSetInAddress();
  const columns = extraColumns(search);
  const filtered = fields.filter(({ id }) => search.get(extraKey(id))).length;
  const toggle = (id: string) =>
    set("columns", (columns.includes(id) ? columns.filter((other) => other !== id) : [...columns, id]).join(","));
  return (
    <Group>
      <Popover position="bottom-end" trapFocus width={300}>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
            {filtered > 0 ? t("courses.moreFiltersOn", { count: filtered }) : t("courses.moreFilters")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("courses.moreFilters")}>
          <Stack mah="60vh" style={{ overflowY: "auto" }}>
            {fields.map((field) =>
              field.kind === "CHOICE" || field.kind === "YES_NO" ? (
                <ChoiceFilter key={field.id} field={field} />
              ) : (
                <TextFilter key={field.id} field={field} />
              ),
            )}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Menu closeOnItemClick={false} position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
            {t("courses.columns")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fields.map(({ id, labels }) => (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={columns.includes(id)}
              onClick={() => toggle(id)}
              leftSection={<Checkbox.Indicator checked={columns.includes(id)} aria-hidden />}
            >
              <bdi>{words(labels)}</bdi>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
