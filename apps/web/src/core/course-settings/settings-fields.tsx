import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One field of the settings: found by its words, drawn by its group. */
export interface SettingsField {
  name: string;
  draw: () => ReactNode;
  /** The words by which it is found, where no catalogue has them. */
  words?: string;
}

/** Whether a field's label or help holds every word that was typed. */
export function useMatches(query: string): (group: string, field: Pick<SettingsField, "name" | "words">) => boolean {
  const { t } = useTranslation(["courses", "shell"]);
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (group, { name, words: own }) => {
    const text = plain(
      `${t([`settings.groups.${group}`, `shell:tool.${group}`])} ${
        own ??
        `${t([`settings.${name}.label`, `toolSettings.${group}.${name}.label`])} ${t(
          [`settings.${name}.help`, `toolSettings.${group}.${name}.help`],
          { defaultValue: "" },
        )}`
      }`,
    );
    return words.every((word) => text.includes(word));
  };
}
