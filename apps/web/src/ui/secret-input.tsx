import { PasswordInput, type PasswordInputProps } from "@mantine/core";

/** A field for a password. The library's own marks its box as faulty, but not the field that a screen reader reads. */
export function SecretInput(props: PasswordInputProps) {
  return <PasswordInput {...props} aria-invalid={props.error ? true : undefined} />;
}
