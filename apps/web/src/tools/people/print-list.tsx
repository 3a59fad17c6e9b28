import { useTranslation } from "react-i18next";
import { personName, Portrait } from "../../ui/person";
import classes from "./people.module.css";
import type { PeopleRowFragment } from "./people.generated";

/** The people with their pictures, on paper only; a browser's print dialog also makes a PDF of it. */
export function PrintList({ title, rows }: { title: string; rows: readonly PeopleRowFragment[] }) {
  const { t } = useTranslation("people");
  return (
    <section className={classes.print} aria-hidden>
      <h1>
        <bdi>{title}</bdi> · {t("title")}
      </h1>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Portrait person={row.user} size={64} />
            <div>
              <bdi>{personName(row.user)}</bdi>
              <small>{t(row.main ? "roles.MAIN" : `roles.${row.role}`)}</small>
              {row.groups.length > 0 && (
                <small>
                  <bdi>{row.groups.map((group) => group.title).join(", ")}</bdi>
                </small>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
