import { useMutation } from "@apollo/client/react";
import { Button } from "@mantine/core";
import {
  IconDownload,
  IconFileText,
  IconHighlight,
  IconHighlightOff,
  IconPlus,
  IconPrinter,
  IconSettings,
  IconUpload,
  IconVolume,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useGlossaryChoices } from "../../kernel/glossary-choices";
import { GlossarySwitch } from "../../kernel/glossary-switch";
import { MenuButton, type MenuEntry } from "../../ui/menu-button";
import { ExportGlossaryDocument, ExportGlossaryToDocumentsDocument, type GlossaryPageQuery } from "./glossary.generated";
import { GlossaryJobWatch } from "./glossary-job";
import type { TermChanges } from "./term-changes";

const ImportDialog = lazy(async () => ({ default: (await import("./import-dialog")).ImportDialog }));
const SettingsDialog = lazy(async () => ({ default: (await import("./settings-dialog")).SettingsDialog }));

interface GlossaryActionsProps {
  place: CoursePlace;
  glossary: GlossaryPageQuery["glossary"];
  changes: TermChanges;
  reload: () => Promise<unknown>;
  onAdd: () => void;
}

/** What a reader chooses about marks, as entries of the page's menu. */
function useHighlightEntries(place: CoursePlace, mode: "OFF" | "ON_DEMAND" | "AUTOMATIC"): (MenuEntry | false)[] {
  const { t } = useTranslation("glossary");
  const choices = useGlossaryChoices(place);
  if (!choices) return [];
  return [
    {
      label: t(choices.off ? "highlighting.everywhereOn" : "highlighting.everywhereOff"),
      icon: choices.off ? IconHighlight : IconHighlightOff,
      onClick: () => choices.setOff(!choices.off),
    },
    mode !== "OFF" &&
      !choices.off && {
        label: t(choices.announce ? "highlighting.announceOff" : "highlighting.announceOn"),
        icon: IconVolume,
        onClick: () => choices.setAnnounce(!choices.announce),
      },
  ];
}

/** The page's actions: adding first, the rest in the menu. */
export function GlossaryActions({ place, glossary, changes, reload, onAdd }: GlossaryActionsProps) {
  const { t } = useTranslation(["glossary", "shell"]);
  const showError = useShowError();
  const [open, setOpen] = useState<"import" | "settings">();
  const [jobId, setJobId] = useState<string>();
  const [exportTerms] = useMutation(ExportGlossaryDocument);
  const [exportPage] = useMutation(ExportGlossaryToDocumentsDocument);
  const { viewerCan: can, settings } = glossary;
  const choices = useHighlightEntries(place, settings.highlight);
  const save = async (plain: boolean) => {
    try {
      const { data } = await exportTerms({ variables: { courseId: place.courseId, sessionId: place.sessionId, plain } });
      setJobId(data?.exportGlossary.id);
    } catch (error) {
      showError(error);
    }
  };
  const savePage = async () => {
    const { courseId, sessionId } = place;
    try {
      const { data } = await exportPage({ variables: { courseId, sessionId, title: t("export.pageTitle", { course: place.title }) } });
      setJobId(data?.exportGlossaryToDocuments.id);
    } catch (error) {
      showError(error);
    }
  };
  const entries: (MenuEntry | null | false)[] = [
    can.manage && { label: t("actions.import"), icon: IconUpload, onClick: () => setOpen("import") },
    can.manage && { label: t("actions.export"), icon: IconDownload, onClick: () => void save(false) },
    can.manage && { label: t("actions.exportPlain"), icon: IconDownload, onClick: () => void save(true) },
    can.manage && glossary.letters.length > 0 && { label: t("actions.exportPage"), icon: IconFileText, onClick: () => void savePage() },
    { label: t("actions.print"), icon: IconPrinter, onClick: () => window.print() },
    ...choices,
    can.configure && null,
    can.configure && { label: t("actions.settings"), icon: IconSettings, onClick: () => setOpen("settings") },
  ];
  return (
    <span className="lyceum-chrome" style={{ display: "contents" }}>
      {jobId && <GlossaryJobWatch id={jobId} address={place.address} onEnd={() => setJobId(undefined)} />}
      {settings.highlight === "ON_DEMAND" && <GlossarySwitch place={place} />}
      <MenuButton name={t("shell:tool.glossary")} entries={entries} />
      {(can.create || can.propose) && (
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
          {t(can.create ? "actions.add" : "actions.propose")}
        </Button>
      )}
      <Suspense fallback={null}>
        {open === "import" && <ImportDialog place={place} changes={changes} onClose={() => setOpen(undefined)} onImported={reload} />}
        {open === "settings" && <SettingsDialog place={place} settings={settings} onClose={() => setOpen(undefined)} onSaved={reload} />}
      </Suspense>
    </span>
  );
}
