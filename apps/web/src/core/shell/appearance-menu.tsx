import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconContrast, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { setContrast, useContrast } from "../../kernel/contrast-setting";
import { useOpenAtOnce } from "./open-at-once";

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
  const { button, menu } = useOpenAtOnce();
  return (
    <Menu position="bottom-end" {...menu}>
      <Menu.Target>
        <ActionIcon ref={button} aria-label={t("appearance.label")}>
          <IconContrast size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme}>
          {schemes.map(([scheme, Icon]) => (
            <Menu.RadioItem
              key={scheme}
              value={scheme}
              closeMenuOnClick
              rightSection={<Icon size={16} aria-hidden />}
              onChange={() => setColorScheme(scheme)}
            >
              {t(`appearance.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider role="separator" />
        <Menu.CheckboxItem checked={contrast === "more"} onChange={(more) => setContrast(more ? "more" : "normal")}>
          {t("appearance.contrast")}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
