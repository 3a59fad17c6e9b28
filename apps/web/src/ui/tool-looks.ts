import {
  type Icon, IconAddressBook, IconAwardFilled, IconBook2, IconBuildingCommunity, IconCalendarEvent, IconCertificate, IconChartDots3, IconChecklist, IconClipboardText,
  IconFileText, IconFiles, IconForms, IconInbox, IconInfoSquareRounded, IconLink, IconMessages, IconMessageCircle, IconNotebook, IconPackage, IconReportAnalytics,
  IconRoute, IconSpeakerphone, IconTable, IconTimeline, IconUserCheck, IconUsersGroup, IconVideo,
} from "@tabler/icons-react";

/** A tool's one icon and one hue (degrees of the colour circle), the same everywhere. */
export interface ToolLook {
  icon: Icon;
  hue: number;
}

const looks: Record<string, ToolLook> = {
  documents: { icon: IconFiles, hue: 230 },
  paths: { icon: IconRoute, hue: 190 },
  quizzes: { icon: IconChecklist, hue: 285 },
  assignments: { icon: IconClipboardText, hue: 50 },
  description: { icon: IconInfoSquareRounded, hue: 210 },
  forums: { icon: IconMessages, hue: 150 },
  chat: { icon: IconMessageCircle, hue: 165 },
  announcements: { icon: IconSpeakerphone, hue: 35 },
  links: { icon: IconLink, hue: 250 },
  groups: { icon: IconUsersGroup, hue: 320 },
  classroom: { icon: IconVideo, hue: 10 },
  gradebook: { icon: IconTable, hue: 135 },
  certificates: { icon: IconCertificate, hue: 75 },
  surveys: { icon: IconForms, hue: 265 },
  wiki: { icon: IconBook2, hue: 110 },
  glossary: { icon: IconAddressBook, hue: 20 },
  agenda: { icon: IconCalendarEvent, hue: 0 },
  projects: { icon: IconTimeline, hue: 340 },
  statistics: { icon: IconChartDots3, hue: 200 },
  archive: { icon: IconPackage, hue: 90 },
  attendance: { icon: IconUserCheck, hue: 175 },
  journal: { icon: IconReportAnalytics, hue: 240 },
  dropbox: { icon: IconInbox, hue: 300 },
  people: { icon: IconBuildingCommunity, hue: 60 },
  notebook: { icon: IconNotebook, hue: 80 },
  skills: { icon: IconAwardFilled, hue: 45 },
};

/** The look of a tool by its key; something unknown looks like a page. */
export function toolLook(key: string): ToolLook {
  return looks[key] ?? { icon: IconFileText, hue: 220 };
}
