import { isToolKey, TOOL_LOOKS, type ToolKey } from "@lyceum/shared/keys";
import {
  type Icon,
  IconAlignLeft,
  IconArchive,
  IconBook2,
  IconCalendarEvent,
  IconCertificate,
  IconChartBar,
  IconClipboardCheck,
  IconFileText,
  IconFiles,
  IconForms,
  IconHelpHexagon,
  IconInbox,
  IconLayoutKanban,
  IconLink,
  IconListCheck,
  IconMessageCircle,
  IconMessages,
  IconNotebook,
  IconRoute,
  IconSpeakerphone,
  IconTable,
  IconUserCheck,
  IconUsers,
  IconUsersGroup,
  IconVideo,
  IconVocabulary,
} from "@tabler/icons-react";

/** A tool's one icon and one hue (degrees of the colour circle), the same everywhere. */
export interface ToolLook {
  icon: Icon;
  hue: number;
}

// Named one by one, so that the 6,000 other icons are not shipped; the test compares with the shared table.
const icons: Record<ToolKey, Icon> = {
  description: IconAlignLeft,
  agenda: IconCalendarEvent,
  documents: IconFiles,
  paths: IconRoute,
  quizzes: IconHelpHexagon,
  assignments: IconClipboardCheck,
  forums: IconMessages,
  chat: IconMessageCircle,
  announcements: IconSpeakerphone,
  links: IconLink,
  groups: IconUsersGroup,
  classroom: IconVideo,
  gradebook: IconTable,
  certificates: IconCertificate,
  surveys: IconForms,
  wiki: IconBook2,
  glossary: IconVocabulary,
  projects: IconLayoutKanban,
  attendance: IconUserCheck,
  statistics: IconChartBar,
  archive: IconArchive,
  journal: IconListCheck,
  dropbox: IconInbox,
  people: IconUsers,
  notebook: IconNotebook,
};

/** The look of a tool by its key; something unknown looks like a page. */
export function toolLook(key: string): ToolLook {
  return isToolKey(key) ? { icon: icons[key], hue: TOOL_LOOKS[key].hue } : { icon: IconFileText, hue: 220 };
}
