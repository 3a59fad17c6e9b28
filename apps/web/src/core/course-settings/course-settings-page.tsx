import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { NavLink, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { PageHeader } from "../../ui/page-header";
import { ApprovalNotice } from "./approval-notice";
import { AccessGroup } from "./access-group";
import type { CourseSettingsPageQuery } from "./course-settings.generated";
import classes from "./course-settings.module.css";
import { EndGroup } from "./end-group";
import { SettingsSearch } from "./field-list";
import { LookGroup } from "./look-group";
import { PageGroup } from "./page-group";
import { RightsGroup } from "./rights-group";
import { ToolGroup } from "./tool-group";

/** Everything that can be set up of a course, by group; typing finds a setting in all groups. */
export function CourseSettingsPage() {
  const { t } = useTranslation(["courses", "shell"]);
  const place = useCoursePlace();
  const { group = "look" } = useParams();
  const [query, setQuery] = useState("");
  const { data } = useReadQuery(useLoaderData<QueryRef<CourseSettingsPageQuery>>());
  const { course } = data;
  const saved = () => void notifications.show({ message: t("saved"), role: "status" });
  const declared = data.courseSettings.groups.filter(({ tool, fields }) => tool !== "courses" && fields.length > 0);
  const tools = declared.filter(({ fields }) => fields.some((field) => !field.ofLearners));
  const parts: Record<string, ReactNode> = {
    look: <LookGroup key={`look${course.version}`} course={course} categories={data.courseCategories} onSaved={saved} />,
    access: <AccessGroup key={`access${course.version}`} course={course} onSaved={saved} />,
    page: <PageGroup key="page" settings={data.courseSettings} course={course} />,
    rights: <RightsGroup key="rights" courseId={course.id} groups={declared} />,
    ...Object.fromEntries(tools.map((row) => [row.tool, <ToolGroup key={row.tool} courseId={course.id} group={row} />])),
    end: <EndGroup key="end" course={course} />,
  };
  const searching = query.trim() !== "";
  const groups = Object.keys(parts);
  const nameOf = (name: string) => t([`settings.groups.${name}`, `shell:tool.${name}`]);
  // A tool that only has rights has no group of its own.
  const chosen = groups.includes(group) ? group : "rights";
  const shown = searching ? groups : [chosen];
  return (
    <SettingsSearch.Provider value={query}>
      <PageHeader title={t("settings.heading")} within={course.title} />
      <ApprovalNotice course={course} />
      <div className={classes.page}>
        <nav aria-label={t("settings.heading")} className={classes.side}>
          <TextInput
            type="search"
            label={t("settings.search")}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            mb="sm"
          />
          {groups.map((name) => (
            <NavLink
              key={name}
              component={Link}
              to={`${place.address}/settings/${name}`}
              label={nameOf(name)}
              active={!searching && name === chosen}
              aria-current={!searching && name === chosen ? "page" : undefined}
              onClick={() => setQuery("")}
            />
          ))}
        </nav>
        <div className={classes.groups}>{shown.map((name) => parts[name])}</div>
      </div>
    </SettingsSearch.Provider>
  );
}
