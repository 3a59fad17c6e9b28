import { Text } from "@mantine/core";
import { Link } from "react-router-dom";
import { DocumentIcon } from "./document-kind";
import classes from "./documents.module.css";
import type { Row } from "./folder-cache";

/** The documents of a folder as tiles: for looking and opening; the table is for work. */
export function DocumentTiles({ rows, addressOf, label }: { rows: readonly Row[]; addressOf: (row: Row) => string; label: string }) {
  return (
    <ul className={classes.tiles} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={addressOf(row)} className={classes.tile}>
            <DocumentIcon document={row} size={34} />
            <Text size="sm" fw={550} component="bdi">
              {row.title}
            </Text>
          </Link>
        </li>
      ))}
    </ul>
  );
}
