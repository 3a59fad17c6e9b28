import { ActionIcon } from "@mantine/core";
import { IconContrast, IconLanguage } from "@tabler/icons-react";
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../kernel/session";
import { initials, Portrait } from "../../ui/person";
import classes from "./shell.module.css";

const load = {
  account: () => import("./account-menu"),
  appearance: () => import("./appearance-menu"),
  language: () => import("./language-menu"),
};
const AccountMenu = lazy(async () => ({ default: (await load.account()).AccountMenu }));
const AppearanceMenu = lazy(async () => ({ default: (await load.appearance()).AppearanceMenu }));
const LanguageMenu = lazy(async () => ({ default: (await load.language()).LanguageMenu }));

interface LateMenu {
  label: string;
  menu: ComponentType;
  fetch: () => Promise<unknown>;
  round?: boolean;
  children: ReactNode;
}

/** A button that looks like its menu's; the menu's code is fetched when a pointer or the keyboard comes near, and opens on the first press. */
function Late({ label, menu: Menu, fetch, round, children }: LateMenu) {
  const [wanted, setWanted] = useState(false);
  const near = () => void fetch();
  const button = (
    <ActionIcon
      aria-label={label}
      aria-haspopup="menu"
      className={round ? classes.account : undefined}
      radius={round ? "xl" : undefined}
      onPointerEnter={near}
      onFocus={near}
      onClick={() => setWanted(true)}
    >
      {children}
    </ActionIcon>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <Menu />
    </Suspense>
  ) : (
    button
  );
}

/** Light, dark, high contrast. */
export function AppearanceButton() {
  const { t } = useTranslation("shell");
  return (
    <Late label={t("appearance.label")} menu={AppearanceMenu} fetch={load.appearance}>
      <IconContrast size={20} />
    </Late>
  );
}

/** The language of the screen. */
export function LanguageButton() {
  const { t } = useTranslation("shell");
  return (
    <Late label={t("language")} menu={LanguageMenu} fetch={load.language}>
      <IconLanguage size={20} />
    </Late>
  );
}

/** Who is signed in. */
export function AccountButton() {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  if (!viewer) return null;
  return (
    <Late label={t("account", { initials: initials(viewer) })} menu={AccountMenu} fetch={load.account} round>
      <Portrait person={viewer} size={32} />
    </Late>
  );
}
