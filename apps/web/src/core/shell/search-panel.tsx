import "@mantine/spotlight/styles.css";
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { MarkedText } from "../search/marked-text";
import { registerCampusSearch } from "../search/search-provider";
import { ToolIcon } from "../../ui/tool-icon";
import { useShownCourse } from "./course-tools";
import { type Found, type FoundGroup, searchEverywhere } from "./search-registry";
import classes from "./search-panel.module.css";

registerCampusSearch();

// Opened through the library's own store: forced open from outside, it would not hear Escape, nor that something was chosen.
const [store, dialog] = createSpotlight();

interface Action {
  id: string;
  label: string;
  run: () => void;
}

function useActions(): Action[] {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  return [
    { id: "home", label: t("tabs.home"), run: () => void navigate("/") },
    { id: "courses", label: t("tabs.courses"), run: () => void navigate("/courses") },
    { id: "profile", label: t("profile"), run: () => void navigate("/profile") },
    { id: "light", label: t("appearance.light"), run: () => setColorScheme("light") },
    { id: "dark", label: t("appearance.dark"), run: () => setColorScheme("dark") },
  ];
}

function useFound(query: string): { groups: FoundGroup[]; busy: boolean } {
  const [asked] = useDebouncedValue(query.trim(), 150);
  const [answer, setAnswer] = useState<{ query: string; groups: FoundGroup[] }>({ query: "", groups: [] });
  useEffect(() => {
    if (asked.length < 2) return;
    const control = new AbortController();
    void searchEverywhere(asked, control.signal).then((groups) => {
      if (!control.signal.aborted) setAnswer({ query: asked, groups });
    });
    return () => control.abort();
  }, [asked]);
  return asked.length < 2 ? { groups: [], busy: false } : { groups: answer.groups, busy: answer.query !== asked };
}

function FoundRow({ found: { title, titleRanges, context, contextRanges, tool } }: { found: Found }) {
  return (
    <span className={classes.found}>
      {tool && <ToolIcon tool={tool} />}
      <span className={classes.foundWords}>
        <MarkedText text={title} ranges={titleRanges} />
        {context && (
          <span className={classes.foundContext}>
            <MarkedText text={context} ranges={contextRanges} />
          </span>
        )}
      </span>
    </span>
  );
}

/** The search dialog: courses, people, items and posts from the registered sources, and actions by name. */
export function SearchPanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  useEffect(() => (opened ? dialog.open() : dialog.close()), [opened]);
  const { groups, busy } = useFound(query);
  const wanted = query.trim().toLocaleLowerCase();
  const actions = useActions().filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  const course = useShownCourse();
  const asked = query.trim();
  const nothing = groups.length === 0 && actions.length === 0 && !busy;
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      store={store}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder={t("search.placeholder")}
        aria-label={t("search.open")}
        leftSection={<IconSearch size={20} aria-hidden />}
      />
      <Spotlight.ActionsList aria-busy={busy}>
        {groups.map(({ label, results }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {results.map((found) => (
              <Spotlight.Action key={found.id} label={found.title} onClick={() => void navigate(found.to)}>
                <FoundRow found={found} />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {course && asked.length > 1 && (
          <Spotlight.ActionsGroup label={t("search.thisCourse")}>
            <Spotlight.Action
              label={t("search.inCourse", { words: asked })}
              leftSection={<IconSearch size={18} aria-hidden />}
              onClick={() => void navigate(`${course.base}/search?q=${encodeURIComponent(asked)}`)}
            />
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label={t("search.actions")}>
            {actions.map(({ id, label, run }) => (
              <Spotlight.Action key={id} label={label} leftSection={<IconArrowRight size={18} aria-hidden />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{t("search.nothing")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
