import { Drawer, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconHome, IconLogout, IconSettings } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { setContrast, useContrast } from "../../kernel/contrast-setting";
import { languages } from "../../kernel/i18n";
import { useViewer } from "../../kernel/session";
import { ToolIcon } from "../../ui/tool-icon";
import { useChooseLanguage } from "../session/choose-language";
import { type ShownCourse, useShownCourse } from "./course-tools";
import classes from "./more-sheet.module.css";

const schemes = ["light", "dark", "auto"] as const;

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={label}>
      <h3>{label}</h3>
      {children}
    </section>
  );
}

function Choice({ chosen, onChoose, lang, children }: { chosen: boolean; onChoose: () => void; lang?: string; children: ReactNode }) {
  return (
    <button type="button" className={classes.row} aria-pressed={chosen} lang={lang} onClick={onChoose}>
      <bdi>{children}</bdi>
      {chosen && <IconCheck size={18} aria-hidden />}
    </button>
  );
}

function CourseTools({ course: { base, tools }, onLeave }: { course: ShownCourse; onLeave: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <nav aria-label={t("courseTools")}>
      <ul className={classes.tools}>
        <li>
          <Link to={base} className={classes.tool} onClick={onLeave}>
            <IconHome size={24} stroke={1.7} aria-hidden />
            <span>{t("courseHome")}</span>
          </Link>
        </li>
        {tools.map(({ key, label, iconUrl, news = 0, hidden }) => (
          <li key={key}>
            <Link to={`${base}/${key}`} className={classes.tool} data-closed={hidden || undefined} onClick={onLeave}>
              <ToolIcon tool={key} url={iconUrl} />
              <bdi>{label ?? t(`tool.${key}`)}</bdi>
              {news > 0 && <span className={classes.news}>{t("news", { count: news })}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Settings() {
  const { t, i18n } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const contrast = useContrast();
  const choose = useChooseLanguage();
  return (
    <>
      <Part label={t("appearance.label")}>
        {schemes.map((scheme) => (
          <Choice key={scheme} chosen={colorScheme === scheme} onChoose={() => setColorScheme(scheme)}>
            {t(`appearance.${scheme}`)}
          </Choice>
        ))}
        <Choice chosen={contrast === "more"} onChoose={() => setContrast(contrast === "more" ? "normal" : "more")}>
          {t("appearance.contrast")}
        </Choice>
      </Part>
      <Part label={t("language")}>
        {languages.map(({ code, name }) => (
          <Choice key={code} lang={code} chosen={i18n.language === code} onChoose={() => choose(code)}>
            {name}
          </Choice>
        ))}
      </Part>
    </>
  );
}

/** The phone's sheet from the bottom edge: the tools of the course on screen, then the look, the language and the way out. */
export function MoreSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  const course = useShownCourse();
  const viewer = useViewer();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={t(course ? "courseTools" : "more")}
      closeButtonProps={{ "aria-label": t("closeSheet") }}
      classNames={{ content: classes.sheet }}
    >
      {course && <CourseTools course={course} onLeave={onClose} />}
      <Settings />
      {viewer && (
        <Part label={t("yourAccount")}>
          {viewer.roles.includes("ADMINISTRATOR") && (
            <Link to="/admin" className={classes.row} onClick={onClose}>
              {t("administration")}
              <IconSettings size={18} aria-hidden />
            </Link>
          )}
          <Link to="/sign-out" className={classes.row} onClick={onClose}>
            {t("signOut")}
            <IconLogout size={18} aria-hidden />
          </Link>
        </Part>
      )}
    </Drawer>
  );
}
