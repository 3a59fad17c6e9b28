/** Object types behind each interface and union of the schema. */
export const possibleTypes: Record<string, string[]> = {
  "Item": [
    "CourseSection",
    "Glossary",
    "Package"
  ],
  "JobResult": [
    "FileProduced",
    "GlossaryImported",
    "JobDone",
    "PackageImported"
  ],
  "Node": [
    "Course",
    "CourseSection",
    "Enrolment",
    "Glossary",
    "GlossaryTerm",
    "Package"
  ]
};
