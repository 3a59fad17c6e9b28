import { ActionIcon, Menu } from "@mantine/core";
import { IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useViewer } from "../../kernel/session";
import { initials, Portrait } from "../../ui/person";
import { useOpenAtOnce } from "./open-at-once";
import classes from "./shell.module.css";

/** Who is signed in, and the ways to the profile and out. */
export function AccountMenu() {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  const { button, menu } = useOpenAtOnce();
  if (!viewer) return null;
  const isAdministrator = viewer.roles.includes("ADMINISTRATOR");
  return (
    <Menu position="bottom-end" width={240} {...menu}>
      <Menu.Target>
        <ActionIcon ref={button} aria-label={t("account", { initials: initials(viewer) })} className={classes.account} radius="xl">
          <Portrait person={viewer} size={32} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{`${viewer.givenName} ${viewer.familyName}`.trim()}</bdi>
        </Menu.Label>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t("profile")}
        </Menu.Item>
        {isAdministrator && (
          <Menu.Item component={Link} to="/admin" leftSection={<IconSettings size={16} aria-hidden />}>
            {t("administration")}
          </Menu.Item>
        )}
        <Menu.Divider role="separator" />
        <Menu.Item component={Link} to="/sign-out" leftSection={<IconLogout size={16} aria-hidden />}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
