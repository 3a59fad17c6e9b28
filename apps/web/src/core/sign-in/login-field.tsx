import { TextInput } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";

/** The one field by which an account is named: login or e-mail address. */
export function LoginField(props: ComponentProps<typeof TextInput>) {
  const { t } = useTranslation("sign-in");
  return <TextInput label={t("login")} autoComplete="username" autoCapitalize="none" spellCheck={false} required dir="auto" {...props} />;
}
