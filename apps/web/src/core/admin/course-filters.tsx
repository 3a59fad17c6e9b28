import { Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useAddressText } from "../../kernel/address-text";
import { languages } from "../../kernel/i18n";
import type { FieldLike } from "../profile-fields/value-field";
import { KINDS, VISIBILITIES } from "./course-filter";
import { ExtraFilters } from "./extra-filters";
import { useSetInAddress } from "./use-set-in-address";

interface CourseFiltersProps {
  categories: readonly { id: string; title: string }[];
  /** The extra fields that courses have here. */
  fields: readonly FieldLike[];
}

/** Search and filters of the list of all courses; they live in the address. */
export function CourseFilters({ categories, fields }: CourseFiltersProps) {
  const { t } = useTranslation(["admin", "courses"]);
  const [search] = useSearchParams();
  const [text, setText] = useAddressText("q");
  const set = useSetInAddress();
  const select = (key: string, label: string, data: { value: string; label: string }[]) => (
    <Select
      flex="0 1 11rem"
      label={label}
      clearable
      clearButtonProps={{ "aria-label": t("users.clear") }}
      placeholder={t("users.all")}
      data={data}
      value={search.get(key)}
      onChange={(value) => set(key, value)}
    />
  );
  return (
    <Group mb="md" align="flex-end">
      <TextInput
        flex="1 1 14rem"
        type="search"
        label={t("courses.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {select(
        "visibility",
        t("courses:settings.visibility.label"),
        VISIBILITIES.map((value) => ({ value, label: t(`courses:visibility.${value}.label`) })),
      )}
      {select(
        "language",
        t("courses:settings.language.label"),
        languages.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {categories.length > 0 &&
        select(
          "category",
          t("courses:settings.category.label"),
          categories.map(({ id, title }) => ({ value: id, label: title })),
        )}
      {select(
        "kind",
        t("courses.kind"),
        KINDS.map((value) => ({ value, label: t(`courses.kinds.${value}`) })),
      )}
      {fields.length > 0 && <ExtraFilters fields={fields} />}
    </Group>
  );
}
