import { ActionIcon, Tooltip } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconHome, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router-dom";
import { ToolIcon } from "../../ui/tool-icon";
import { type CourseTool, showCourse } from "./course-tools";
import { PageBody } from "./page-body";
import classes from "./shell.module.css";

export type { CourseTool };

function ToolLink({ tool, base, folded }: { tool: CourseTool; base: string; folded: boolean }) {
  const { t } = useTranslation("shell");
  const name = tool.label ?? t(`tool.${tool.key}`);
  const news = tool.news ?? 0;
  return (
    <li>
      <Tooltip label={name} disabled={!folded} position="right">
        <NavLink
          to={`${base}/${tool.key}`}
          className={classes.tool}
          data-closed={tool.hidden || undefined}
          aria-label={folded ? name : undefined}
        >
          <ToolIcon tool={tool.key} url={tool.iconUrl} />
          {!folded && <bdi className={classes.name}>{name}</bdi>}
          {!folded && news > 0 && (
            <span className={classes.count}>
              <span aria-hidden>{news > 99 ? "99+" : news}</span>
              <span className={classes.spoken}>{t("news", { count: news })}</span>
            </span>
          )}
        </NavLink>
      </Tooltip>
    </li>
  );
}

/** The frame of a course (`code` is its part of the address, the session's included): its open tools at the start side, foldable to icons; the page beside it. */
export function CourseFrame({ code, tools, children }: { code: string; tools: readonly CourseTool[]; children: ReactNode }) {
  const { t } = useTranslation("shell");
  const [folded, setFolded] = useLocalStorage({ key: "lyceum.side-folded", defaultValue: false, getInitialValueInEffect: false });
  const base = `/c/${code}`;
  useEffect(() => {
    showCourse({ base, tools });
    return () => showCourse(null);
  }, [base, tools]);
  const Fold = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.course}>
      <nav aria-label={t("courseTools")} className={`${classes.side} lyceum-chrome`} data-folded={folded || undefined}>
        <ul>
          <li>
            <NavLink to={base} end className={classes.tool} aria-label={folded ? t("courseHome") : undefined}>
              <span className={classes.homeIcon} aria-hidden>
                <IconHome size={20} stroke={1.7} />
              </span>
              {!folded && <span className={classes.name}>{t("courseHome")}</span>}
            </NavLink>
          </li>
          {tools.map((tool) => (
            <ToolLink key={tool.key} tool={tool} base={base} folded={folded} />
          ))}
        </ul>
        <ActionIcon mt="md" ms={4} aria-label={t(folded ? "unfold" : "fold")} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <Fold size={20} className={classes.flip} />
        </ActionIcon>
      </nav>
      <div className={classes.column}>
        <PageBody>{children}</PageBody>
      </div>
    </div>
  );
}
