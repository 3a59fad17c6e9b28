import type { ReactNode } from "react";
import { useMatches } from "react-router-dom";
import { handleOf } from "../../kernel/route";
import classes from "./shell.module.css";

/** The column of content: at most 960 px, or the whole width where the route's handle says `wide`. */
export function PageBody({ children }: { children: ReactNode }) {
  const wide = useMatches().some((match) => handleOf(match).wide);
  return (
    <div className={classes.content} data-wide={wide || undefined}>
      {children}
    </div>
  );
}
