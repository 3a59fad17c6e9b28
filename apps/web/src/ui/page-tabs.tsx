import { NavLink } from "react-router-dom";
import classes from "./page-tabs.module.css";

/** Pages that belong together, as a line of links above each of them; on a narrow screen the line scrolls. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly { to: string; label: string; end?: boolean }[] }) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end} className={classes.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
