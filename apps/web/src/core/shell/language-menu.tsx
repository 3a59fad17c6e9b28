import { ActionIcon, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { languages } from "../../kernel/i18n";
import { useChooseLanguage } from "../session/choose-language";
import { useOpenAtOnce } from "./open-at-once";

/** Chooses the language of the screen; each language is named in itself. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation("shell");
  const choose = useChooseLanguage();
  const { button, menu } = useOpenAtOnce();
  return (
    <Menu position="bottom-end" {...menu}>
      <Menu.Target>
        <ActionIcon ref={button} aria-label={t("language")}>
          <IconLanguage size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={i18n.language}>
          {languages.map(({ code, name }) => (
            <Menu.RadioItem key={code} value={code} lang={code} closeMenuOnClick onChange={() => choose(code)}>
              <bdi>{name}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
