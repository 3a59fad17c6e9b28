import { useTranslation } from "react-i18next";
import { TabbedFrame } from "../shell/tabbed-frame";

/** What surrounds the pages of one's own account. */
export function ProfileFrame() {
  const { t } = useTranslation("profile");
  const tabs = [
    { to: "/profile", label: t("tabs.me"), end: true },
    { to: "/profile/places", label: t("tabs.places") },
    { to: "/profile/security", label: t("tabs.security") },
    { to: "/profile/devices", label: t("tabs.devices") },
    { to: "/profile/tokens", label: t("tabs.tokens") },
    { to: "/profile/consents", label: t("tabs.consents") },
  ];
  return <TabbedFrame label={t("tabs.label")} tabs={tabs} />;
}
