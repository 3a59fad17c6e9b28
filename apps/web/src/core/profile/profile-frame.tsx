import { useTranslation } from "react-i18next";
import { Outlet } from "react-router-dom";
import { PageTabs } from "../../ui/page-tabs";
import { StepUpProvider } from "../session/step-up";
import { PageBody } from "../shell/page-body";

/** What surrounds the pages of one's own account: their tabs, and the dialog that asks again who sits there. */
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
  return (
    <PageBody>
      <PageTabs label={t("tabs.label")} tabs={tabs} />
      <StepUpProvider>
        <Outlet />
      </StepUpProvider>
    </PageBody>
  );
}
