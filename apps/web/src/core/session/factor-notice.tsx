import { Anchor } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { useFormat } from "../../kernel/format";

const ID = "factor-due";

/** Tells, once for each visit, until when a second factor has to be added, and where. */
export function FactorNotice({ due }: { due: string }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const navigate = useNavigate();
  useEffect(() => {
    const go = (event: React.MouseEvent) => {
      event.preventDefault();
      notifications.hide(ID);
      void navigate("/profile/security");
    };
    notifications.show({
      id: ID,
      color: "yellow",
      autoClose: false,
      role: "status",
      closeButtonProps: { "aria-label": t("ui:close") },
      message: (
        <>
          {t("factorDue.text", { date: format.dateTime(due) })}{" "}
          <Anchor href="/profile/security" onClick={go}>
            {t("factorDue.action")}
          </Anchor>
        </>
      ),
    });
    return () => void notifications.hide(ID);
  }, [due, format, navigate, t]);
  return null;
}
