import { useQuery } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { IconLink, IconSettings, IconUsers, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { MenuButton } from "../../ui/menu-button";
import { ClassesDialog } from "./classes-dialog";
import { InviteDialog } from "./invite-dialog";
import { SettingsDialog } from "./settings-dialog";
import { type PeoplePageQuery, PeopleStaffPartDocument, type PeopleStaffPartQuery } from "./people.generated";

type Tool = PeoplePageQuery["people"];
const NOTHING: PeopleStaffPartQuery = { peopleViews: [], courseClasses: [] };

/** Saved views and classes: asked for by staff only, beside the list. */
export function useStaffPart(isStaff: boolean): { part: PeopleStaffPartQuery; again: () => void } {
  const { courseId, sessionId } = useCoursePlace();
  const { data, refetch } = useQuery(PeopleStaffPartDocument, {
    variables: { courseId, sessionId },
    skip: !isStaff,
    fetchPolicy: "cache-and-network",
  });
  return { part: data ?? NOTHING, again: () => void (isStaff && refetch()) };
}

interface PeopleToolsProps {
  tool: Tool;
  part: PeopleStaffPartQuery;
  onChanged: () => void;
}

/** The page's menu: groups (for learners a plain button, as they have nothing else there), classes, invitations and settings for who may. */
export function PeopleTools({ tool, part, onChanged }: PeopleToolsProps) {
  const { t } = useTranslation("people");
  const { address } = useCoursePlace();
  const [open, setOpen] = useState<"classes" | "invite" | "settings">();
  const may = tool.viewerCan;
  const close = () => setOpen(undefined);
  const groups = `${address}/people/groups`;
  if (!may.seeStaffFields && !may.invite && !may.configure)
    return (
      <Button component={Link} to={groups} variant="default" leftSection={<IconUsersGroup size={18} aria-hidden />}>
        {t("groups.title")}
      </Button>
    );
  return (
    <>
      <MenuButton
        name={t("title")}
        entries={[
          { label: t("groups.title"), icon: IconUsersGroup, to: groups },
          may.seeStaffFields && { label: t("classes.title"), icon: IconUsers, onClick: () => setOpen("classes") },
          may.invite && { label: t("invite.title"), icon: IconLink, onClick: () => setOpen("invite") },
          may.configure && null,
          may.configure && { label: t("settings.title"), icon: IconSettings, onClick: () => setOpen("settings") },
        ]}
      />
      {open === "classes" && (
        <ClassesDialog
          placed={part.courseClasses}
          mayBind={may.bindClasses}
          notify={tool.mayTell ? tool.notify : null}
          onClose={close}
          onChanged={onChanged}
        />
      )}
      {open === "invite" && <InviteDialog onClose={close} />}
      {open === "settings" && <SettingsDialog onClose={close} onSaved={onChanged} />}
    </>
  );
}
