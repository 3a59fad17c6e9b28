import { type FieldLike, useOwnWords, ValueField } from "../profile-fields/value-field";
import type { SettingsField } from "./settings-fields";

/** What one extra field of the campus says of a course. */
interface CourseValueLike {
  field: FieldLike;
  value: string;
  mayEdit: boolean;
}

/** Only what this needs of the form. */
interface FormLike {
  values: { fields: Record<string, string> };
  errors: Record<string, React.ReactNode>;
  setFieldValue: (path: `fields.${string}`, value: string) => void;
}

/** What the fields say, by their ids, as a form holds it. */
export const valuesById = (values: readonly CourseValueLike[]): Record<string, string> =>
  Object.fromEntries(values.map(({ field, value }) => [field.id, value]));

/** The values that differ from what was read: what nobody touched is not sent. */
export const changedValues = (values: readonly CourseValueLike[], now: Record<string, string>) =>
  values.flatMap(({ field, value }) => {
    const next = now[field.id] ?? "";
    return next === value ? [] : [{ fieldId: field.id, value: next }];
  });

/** The fields that this campus adds to courses, as fields of the settings. */
export function useExtraFields(form: FormLike, values: readonly CourseValueLike[]): SettingsField[] {
  const words = useOwnWords();
  return values.map(({ field, mayEdit }) => ({
    name: field.id,
    words: `${words(field.labels)} ${words(field.hints)}`,
    draw: () => (
      <ValueField
        field={field}
        readOnly={!mayEdit}
        value={form.values.fields[field.id] ?? ""}
        onChange={(value) => form.setFieldValue(`fields.${field.id}`, value)}
        error={form.errors[`fields.${field.id}`]}
      />
    ),
  }));
}
