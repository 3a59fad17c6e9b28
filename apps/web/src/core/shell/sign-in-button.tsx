import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";

/** For visitors the way in, and back to where they are. */
export function SignInButton() {
  const { t } = useTranslation("shell");
  const { pathname, search } = useLocation();
  if (pathname === "/sign-in") return null;
  return (
    <Button component={Link} to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} size="sm">
      {t("signIn")}
    </Button>
  );
}
