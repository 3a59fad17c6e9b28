import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { NotificationRow_notificationFragment } from "./notifications.generated";

type Told = Pick<NotificationRow_notificationFragment, "kind" | "params">;

// Names and titles may be in another direction than the sentence: Unicode's isolates keep them apart.
const isolated = (value: string): string => `\u2068${value}\u2069`;

/** The sentence of a notification, plain text; a kind that has none yet is told as "something is new". */
export function sentenceOf(t: TFunction, { kind, params }: Told): string {
  const values = Object.fromEntries(params.map(({ name, value }) => [name, isolated(value)]));
  return t(`notifications:kinds.${kind.replace(":notices.", ".")}`, { ...values, defaultValue: t("notifications:kinds.other") });
}

/** Returns a function that says a notification in the person's language. */
export function useSentence(): (told: Told) => string {
  const { t } = useTranslation("notifications");
  return useCallback((told) => sentenceOf(t, told), [t]);
}
