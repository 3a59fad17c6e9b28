import { useMutation, useQuery } from "@apollo/client/react";
import { Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { PlaceableItemsDocument } from "../course-home/course-home.generated";
import { hasPages } from "../shell/course-tools";
import { type CourseSettingsPage_courseFragment, SetAutoLaunchDocument } from "./course-settings.generated";

const HOME = "home";
/** Tools where a course may begin, as far as the campus has them. */
const LANDINGS = ["documents", "quizzes", "paths", "forums", "glossary"];

/** The one place where learners land when they come in: the home page, a tool, or one thing of it. Saved at once. */
export function LandingField({ course }: { course: CourseSettingsPage_courseFragment }) {
  const { t } = useTranslation(["courses", "shell"]);
  const showError = useShowError();
  const [set] = useMutation(SetAutoLaunchDocument);
  const { data } = useQuery(PlaceableItemsDocument, { variables: { courseId: course.id, search: "" }, skip: !course.landingTool });
  const save = (tool: string | null, itemId: string | null) =>
    void set({ variables: { courseId: course.id, tool, itemId } }).catch(showError);
  const tools = LANDINGS.filter((key) => hasPages(key) || key === course.landingTool);
  const items = data?.placeableItems.filter(({ tool }) => tool === course.landingTool) ?? [];
  return (
    <Stack gap="xs">
      <Select
        label={t("settings.landing.label")}
        description={t("settings.landing.help")}
        allowDeselect={false}
        data={[{ value: HOME, label: t("settings.landing.home") }, ...tools.map((key) => ({ value: key, label: t(`shell:tool.${key}`) }))]}
        value={course.landingTool ?? HOME}
        onChange={(value) => save(value === HOME ? null : value, null)}
      />
      {course.landingTool && (
        <Select
          label={t("settings.landing.item")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("settings.landing.list") }}
          placeholder={t("settings.landing.list")}
          data={items.map(({ id, title }) => ({ value: id, label: title }))}
          value={course.landingItemId}
          onChange={(itemId) => save(course.landingTool, itemId)}
        />
      )}
    </Stack>
  );
}
