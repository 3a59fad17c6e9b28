import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";
import { useViewer } from "../../kernel/session";
import { initials, Portrait } from "../../ui/person";
import classes from "./shell.module.css";

/** Who is signed in, and the ways to the profile and out; for visitors the way in. */
export function AccountMenu() {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  const { pathname, search } = useLocation();
  if (!viewer) {
    if (pathname === "/sign-in") return null;
    return (
      <Button component={Link} to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} size="sm">
        {t("signIn")}
      </Button>
    );
  }
  const isAdministrator = viewer.roles.includes("ADMINISTRATOR");
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={t("account", { initials: initials(viewer) })} className={classes.account} radius="xl">
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
