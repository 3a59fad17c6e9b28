import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { reportConnection, useConnection } from "../../kernel/connection";
import classes from "./shell.module.css";

/** Says that the connection is lost, and that it is back; nothing that was typed goes away meanwhile. */
export function ConnectionBanner() {
  const { t } = useTranslation("shell");
  const connection = useConnection();
  useEffect(() => {
    const lost = () => reportConnection("lost");
    const found = () => reportConnection("online");
    window.addEventListener("offline", lost);
    window.addEventListener("online", found);
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", found);
    };
  }, []);
  return (
    <div role="status">
      {connection !== "online" && (
        <div className={classes.banner} data-back={connection === "back" || undefined}>
          {t(`connection.${connection}`)}
        </div>
      )}
    </div>
  );
}
