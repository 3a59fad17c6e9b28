import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One field of the settings: found by its words, drawn by its group. */
export interface SettingsField {
  name: string;
  draw: () => ReactNode;
}

/** Whether a field's label or help holds every word that was typed. */
export function useMatches(query: string): (group: string, name: string) => boolean {
  const { t } = useTranslation(["courses", "shell"]);
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (group, name) => {
    const text = plain(
      `${t([`settings.groups.${group}`, `shell:tool.${group}`])} ${t([`settings.${name}.label`, `toolSettings.${group}.${name}.label`])} ${t(
        [`settings.${name}.help`, `toolSettings.${group}.${name}.help`],
        { defaultValue: "" },
      )}`,
    );
    return words.every((word) => text.includes(word));
  };
}
