import { Progress, Stack } from "@mantine/core";
import { passwordFaults, type PasswordOwner } from "@lyceum/shared/passwords";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { SecretInput } from "../../ui/secret-input";

interface PasswordFieldProps extends ComponentProps<typeof SecretInput> {
  value?: string;
  /** What must not be part of it. */
  owner: PasswordOwner;
  /** What this campus asks of a password; the delivered rules when absent. */
  rules?: RulesLike;
}

/** A campus's rules for passwords, as the API tells them. */
export interface RulesLike {
  passwordMinimum: number;
  passwordNeeds: readonly ("LOWER" | "UPPER" | "DIGIT" | "SYMBOL")[];
}

const delivered: RulesLike = { passwordMinimum: 10, passwordNeeds: [] };

const levels = ["weak", "fair", "good", "strong"] as const;
const colours = { weak: "red", fair: "yellow", good: "teal", strong: "green" } as const;

/** How hard a password is to guess, by length and variety; a hint, no rule. */
export function strengthOf(password: string): (typeof levels)[number] {
  const characters = new Set(password).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  const points = [...password].length + characters / 2 + kinds * 2;
  return points < 20 ? "weak" : points < 28 ? "fair" : points < 36 ? "good" : "strong";
}

/** A field for a new password: its strength as a bar with a word, and what the rules still ask for. */
export function PasswordField({ value = "", owner, rules = delivered, ...props }: PasswordFieldProps) {
  const { t } = useTranslation("sign-in");
  const { passwordMinimum: minimum, passwordNeeds: needs } = rules;
  const needed = {
    lower: needs.includes("LOWER"),
    upper: needs.includes("UPPER"),
    digit: needs.includes("DIGIT"),
    symbol: needs.includes("SYMBOL"),
  };
  const faults = value === "" ? [] : passwordFaults(value, owner, { minimum, ...needed });
  const strength = faults.length > 0 ? "weak" : strengthOf(value);
  const hint = [t("password.hint", { count: minimum }), ...needs.map((need) => t(`password.fault.NEEDS_${need}`))];
  const faulty = faults.map((fault) => t(`password.fault.${fault}`, { count: minimum }));
  const words = value === "" ? hint.join(" ") : faulty.join(" ") || t(`password.${strength}`);
  return (
    <Stack gap={6}>
      <SecretInput
        autoComplete="new-password"
        required
        value={value}
        description={words}
        inputWrapperOrder={["label", "input", "description", "error"]}
        {...props}
      />
      {value !== "" && (
        <Progress value={(levels.indexOf(strength) + 1) * 25} color={colours[strength]} size="sm" aria-label={t("password.strength")} />
      )}
    </Stack>
  );
}
