import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { ROLES } from "./people-filter";

export type EnrolRole = (typeof ROLES)[number];

/** As what somebody comes in; a session takes its teachers from the course. */
export function RoleSelect({ value, onChange }: { value: EnrolRole; onChange: (role: EnrolRole) => void }) {
  const { t } = useTranslation("people");
  const { sessionId } = useCoursePlace();
  return (
    <Select
      label={t("enrolDialog.role")}
      allowDeselect={false}
      data={ROLES.filter((one) => one !== "TEACHER" || !sessionId).map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      value={value}
      onChange={(role) => onChange((role ?? "LEARNER") as EnrolRole)}
      w={150}
    />
  );
}
