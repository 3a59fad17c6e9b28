import { type FieldLike, ValueField } from "../profile-fields/value-field";

/** Only what this needs of the form. */
interface FormLike {
  values: { fields: Record<string, string> };
  errors: Record<string, React.ReactNode>;
  setFieldValue: (path: `fields.${string}`, value: string) => void;
}

/** Fields that this campus asks of a new course. */
export function AskedFields({ form, fields }: { form: FormLike; fields: readonly FieldLike[] }) {
  return fields.map((field) => (
    <ValueField
      key={field.id}
      field={field}
      value={form.values.fields[field.id] ?? ""}
      onChange={(value) => form.setFieldValue(`fields.${field.id}`, value)}
      error={form.errors[`fields.${field.id}`]}
    />
  ));
}
