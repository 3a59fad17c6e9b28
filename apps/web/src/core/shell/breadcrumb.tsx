import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useMatches } from "react-router-dom";
import { handleOf } from "../../kernel/route";
import classes from "./shell.module.css";

interface Crumb {
  text: string;
  to: string;
}

/** The places above this page, from the routes' handles, the page itself last. */
export function useCrumbs(): Crumb[] {
  const { t } = useTranslation();
  return useMatches().flatMap((match) => {
    const { crumb } = handleOf(match);
    const text = typeof crumb === "function" ? crumb(match.loaderData) : crumb && t(crumb);
    return text ? [{ text, to: match.pathname }] : [];
  });
}

/** The title bar: where one is, each place above a link. */
export function Breadcrumb() {
  const { t } = useTranslation("shell");
  const crumbs = useCrumbs();
  return (
    <nav aria-label={t("breadcrumb")} className={classes.crumbs}>
      <ol>
        {crumbs.map(({ text, to }, index) => (
          <li key={to + text}>
            {index > 0 && <IconChevronRight size={14} className={`${classes.separator} ${classes.desk}`} aria-hidden />}
            {index < crumbs.length - 1 ? (
              <Link to={to} dir="auto">
                {text}
              </Link>
            ) : (
              <span aria-current="page" dir="auto">
                {text}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
