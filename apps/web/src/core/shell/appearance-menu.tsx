import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconContrast, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { setContrast, useContrast } from "../../kernel/contrast-setting";

const schemes = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconDeviceDesktop],
] as const;

/** Light, dark or as the system says; and high contrast. */
export function AppearanceMenu() {
  const { t } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const contrast = useContrast();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("appearance.label")}>
          <IconContrast size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === scheme ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`appearance.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider role="separator" />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={contrast === "more"}
          rightSection={contrast === "more" ? <IconCheck size={16} aria-hidden /> : null}
          onClick={() => setContrast(contrast === "more" ? "normal" : "more")}
        >
          {t("appearance.contrast")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
