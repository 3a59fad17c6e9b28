import { useTranslation } from "react-i18next";
import type { PeopleFieldFragment } from "./people.generated";

/** Returns a function that lists what an extra field can say, or null where people write freely. */
export function useFieldChoices(): (field: PeopleFieldFragment) => { value: string; label: string }[] | null {
  const { t } = useTranslation("ui");
  return (field) => {
    if (field.kind === "CHOICE") return field.choices.map((value) => ({ value, label: value }));
    if (field.kind === "YES_NO") return ["true", "false"].map((value) => ({ value, label: t(value === "true" ? "yes" : "no") }));
    return null;
  };
}
