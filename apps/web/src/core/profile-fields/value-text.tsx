import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import type { FieldLike } from "./value-field";

/** What an extra field says, as its kind is read: a day in the reader's form, a link that opens. */
export function ValueText({ field, value }: { field: Pick<FieldLike, "kind">; value: string }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  if (field.kind === "YES_NO") return t(value === "true" ? "yes" : "no");
  if (field.kind === "DATE") return format.date(`${value}T12:00:00Z`);
  if (field.kind === "LINK")
    return (
      <Anchor href={value} rel="noopener noreferrer nofollow" target="_blank" dir="ltr">
        {value}
      </Anchor>
    );
  return (
    <span style={{ whiteSpace: "pre-line" }} dir="auto">
      {value}
    </span>
  );
}
