import { useTranslation } from "react-i18next";
import { TabbedFrame } from "../shell/tabbed-frame";

/** What surrounds the pages of the administration. */
export function AdminFrame() {
  const { t } = useTranslation("admin");
  const tabs = [
    { to: "/admin/users", label: t("tabs.users") },
    { to: "/admin/classes", label: t("tabs.classes") },
    { to: "/admin/courses", label: t("tabs.courses") },
    { to: "/admin/course-setup", label: t("tabs.courseSetup") },
    { to: "/admin/sessions", label: t("tabs.sessions") },
    { to: "/admin/catalogue", label: t("tabs.catalogue") },
    { to: "/admin/enrolment", label: t("tabs.enrolment") },
    { to: "/admin/registration", label: t("tabs.registration") },
    { to: "/admin/storage", label: t("tabs.storage") },
    { to: "/admin/fields", label: t("tabs.fields") },
    { to: "/admin/safety", label: t("tabs.safety") },
    { to: "/admin/mails", label: t("tabs.mails") },
  ];
  return <TabbedFrame label={t("tabs.label")} tabs={tabs} />;
}
