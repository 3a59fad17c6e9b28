import { IconBooks, IconHome, IconInbox, IconSearch, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router-dom";
import { useViewer } from "../../kernel/session";
import { useUnread } from "./counts";
import { openSearch } from "./search-registry";
import classes from "./shell.module.css";

const before = [
  ["/", IconHome, "home"],
  ["/courses", IconBooks, "courses"],
] as const;
const after = [
  ["/inbox", IconInbox, "inbox"],
  ["/profile", IconUser, "me"],
] as const;

function Tab({ entry: [to, Icon, name] }: { entry: (typeof before | typeof after)[number] }) {
  const { t } = useTranslation("shell");
  const unread = useUnread();
  const news = name === "inbox" && unread > 0;
  return (
    <NavLink to={to} end={to === "/"} className={classes.tab}>
      <Icon size={22} stroke={1.7} aria-hidden />
      {t(`tabs.${name}`)}
      {news && (
        <span className={classes.count} data-corner>
          <span aria-hidden>{unread > 99 ? "99+" : unread}</span>
          <span className={classes.spoken}>{t("news", { count: unread })}</span>
        </span>
      )}
    </NavLink>
  );
}

/** On phones, the five main places at the bottom edge, under the thumb. */
export function PhoneTabs() {
  const { t } = useTranslation("shell");
  if (!useViewer()) return null;
  return (
    <nav aria-label={t("tabs.label")} className={`${classes.tabs} lyceum-chrome`}>
      {before.map((entry) => (
        <Tab key={entry[0]} entry={entry} />
      ))}
      <button type="button" className={classes.tab} onClick={openSearch}>
        <IconSearch size={22} stroke={1.7} aria-hidden />
        {t("tabs.search")}
      </button>
      {after.map((entry) => (
        <Tab key={entry[0]} entry={entry} />
      ))}
    </nav>
  );
}
