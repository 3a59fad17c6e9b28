import { useMutation } from "@apollo/client/react";
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import {
  type CourseSettingsPage_courseFragment,
  type HomePageSettings_settingsFragment,
  UpdateHomePageSettingsDocument,
} from "./course-settings.generated";
import { FieldList } from "./field-list";
import { LandingField } from "./landing-field";
import { LastChange } from "./last-change";

interface PageGroupProps {
  settings: HomePageSettings_settingsFragment;
  course: CourseSettingsPage_courseFragment;
}

/** What the home page shows, and where learners land; each change is saved at once and can be undone. */
export function PageGroup({ settings, course }: PageGroupProps) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [save] = useMutation(UpdateHomePageSettingsDocument);
  const group = settings.groups.find(({ tool }) => tool === "courses");
  const courseId = settings.id;
  const toggle = (name: "showProgress" | "showNextDue") => ({
    name,
    draw: () => (
      <Switch
        label={t(`settings.${name}.label`)}
        description={t(`settings.${name}.help`)}
        checked={settings.courses[name]}
        onChange={(event) =>
          void save({
            variables: { courseId, input: { [name]: event.currentTarget.checked }, expectedVersion: settings.courses.version },
          }).catch(showError)
        }
      />
    ),
  });
  const line = group?.updatedAt && <LastChange courseId={courseId} group={group} />;
  return (
    <FieldList
      group="page"
      fields={[toggle("showProgress"), toggle("showNextDue"), { name: "landing", draw: () => <LandingField course={course} /> }]}
      line={line}
    />
  );
}
