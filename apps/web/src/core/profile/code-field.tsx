import { TextInput } from "@mantine/core";
import type { ComponentProps } from "react";

/** One field for an authenticator's code, which phones and password managers fill in by themselves. */
export function CodeField(props: ComponentProps<typeof TextInput>) {
  return <TextInput autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required dir="ltr" data-autofocus {...props} />;
}
