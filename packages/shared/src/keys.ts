/** Keys of the course tools: folder, event prefix, locale file and hue alike, in the order the side list shows them. */
export const TOOL_KEYS = [
  "description",
  "agenda",
  "documents",
  "paths",
  "quizzes",
  "assignments",
  "forums",
  "chat",
  "announcements",
  "links",
  "groups",
  "classroom",
  "gradebook",
  "certificates",
  "surveys",
  "wiki",
  "glossary",
  "projects",
  "attendance",
  "statistics",
  "archive",
  "journal",
  "dropbox",
  "people",
  "notebook",
] as const;

/** Key of a course tool. */
export type ToolKey = (typeof TOOL_KEYS)[number];

/** How a tool looks everywhere: the component of `@tabler/icons-react`, and its hue in degrees of the colour wheel. */
export interface ToolLook {
  readonly icon: string;
  readonly hue: number;
}

/** The fixed table of looks; neighbours in the side list are far apart in hue. */
export const TOOL_LOOKS: Readonly<Record<ToolKey, ToolLook>> = {
  description: { icon: "IconAlignLeft", hue: 210 },
  agenda: { icon: "IconCalendarEvent", hue: 36 },
  documents: { icon: "IconFiles", hue: 200 },
  paths: { icon: "IconRoute", hue: 175 },
  quizzes: { icon: "IconHelpHexagon", hue: 280 },
  assignments: { icon: "IconClipboardCheck", hue: 24 },
  forums: { icon: "IconMessages", hue: 145 },
  chat: { icon: "IconMessageCircle", hue: 125 },
  announcements: { icon: "IconSpeakerphone", hue: 12 },
  links: { icon: "IconLink", hue: 220 },
  groups: { icon: "IconUsersGroup", hue: 100 },
  classroom: { icon: "IconVideo", hue: 345 },
  gradebook: { icon: "IconTable", hue: 255 },
  certificates: { icon: "IconCertificate", hue: 48 },
  surveys: { icon: "IconForms", hue: 305 },
  wiki: { icon: "IconBook2", hue: 190 },
  glossary: { icon: "IconVocabulary", hue: 160 },
  projects: { icon: "IconLayoutKanban", hue: 240 },
  attendance: { icon: "IconUserCheck", hue: 85 },
  statistics: { icon: "IconChartBar", hue: 268 },
  archive: { icon: "IconArchive", hue: 30 },
  journal: { icon: "IconListCheck", hue: 60 },
  dropbox: { icon: "IconInbox", hue: 330 },
  people: { icon: "IconUsers", hue: 112 },
  notebook: { icon: "IconNotebook", hue: 72 },
};

/** True for a key of a course tool. */
export function isToolKey(value: string): value is ToolKey {
  return (TOOL_KEYS as readonly string[]).includes(value);
}
