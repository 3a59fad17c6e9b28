/** Object types behind each interface and union of the schema. */
export const possibleTypes: Record<string, string[]> = {
  "Document": [
    "DocumentFile",
    "DocumentFolder",
    "DocumentPage"
  ],
  "Item": [
    "CourseSection",
    "DocumentFile",
    "DocumentFolder",
    "DocumentPage",
    "Glossary",
    "Package",
    "Path"
  ],
  "JobResult": [
    "ArchiveUnpacked",
    "DocumentAnnouncement",
    "DocumentReminder",
    "EnrolmentImport",
    "FileProduced",
    "GlossaryImported",
    "GlossaryPagesMade",
    "JobDone",
    "PackageImported"
  ],
  "Node": [
    "Course",
    "CourseSection",
    "DocumentFile",
    "DocumentFolder",
    "DocumentPage",
    "Enrolment",
    "Glossary",
    "GlossaryTerm",
    "Package",
    "Path"
  ]
};
