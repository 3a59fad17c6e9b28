import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { shortcutText } from "../../kernel/hotkeys";
import { useViewer } from "../../kernel/session";
import { Bell } from "../notifications/bell";
import { Breadcrumb, useCrumbs } from "./breadcrumb";
import { MoreButton } from "./more-button";
import { openSearch } from "./search-registry";
import { SignInButton } from "./sign-in-button";
import { AccountButton, AppearanceButton, LanguageButton } from "./top-menus";
import classes from "./shell.module.css";

function Logo() {
  const { t } = useTranslation("shell");
  return (
    <Link to="/" className={classes.logo}>
      <img src="/logo.svg" width={28} height={28} alt="" />
      <span className={classes.wordmark}>{t("name")}</span>
    </Link>
  );
}

function BackButton() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const crumbs = useCrumbs();
  const above = crumbs.at(-2);
  return (
    <ActionIcon className={classes.phone} aria-label={t("back")} onClick={() => void navigate(above?.to ?? "/")}>
      <IconArrowLeft size={22} className={classes.flip} />
    </ActionIcon>
  );
}

/** The bar over every page, 56 px: where one is, search, what is new, look, account. On phones: back, title, ⋯. */
export function TopBar() {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  const deep = useCrumbs().length > 0;
  return (
    <header className={`${classes.bar} lyceum-chrome`}>
      {deep && <BackButton />}
      <span className={deep ? classes.desk : undefined}>
        <Logo />
      </span>
      <Breadcrumb />
      <button type="button" className={`${classes.search} ${classes.desk}`} onClick={openSearch}>
        <IconSearch size={16} aria-hidden />
        {t("search.open")}
        <kbd>{shortcutText("mod+K")}</kbd>
      </button>
      <div className={`${classes.menus} ${classes.desk}`}>
        {viewer && <Bell />}
        <LanguageButton />
        <AppearanceButton />
        <AccountButton />
      </div>
      {!viewer && <SignInButton />}
      <MoreButton />
    </header>
  );
}
