import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router-dom";
import classes from "./page-tabs.module.css";

/** Pages that belong together, as a line of links above each of them; on a narrow screen the line scrolls to the one that is open. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly { to: string; label: string; end?: boolean }[] }) {
  const line = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Nothing is given back: newer browsers answer a scroll with a promise, which is no cleanup.
  useEffect(() => {
    line.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav aria-label={label} className={classes.tabs} ref={line}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end} className={classes.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
