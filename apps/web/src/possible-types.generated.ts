/** Object types behind each interface and union of the schema. */
export const possibleTypes: Record<string, string[]> = {
  "Item": [
    "Glossary",
    "Package"
  ],
  "JobResult": [
    "FileProduced",
    "JobDone",
    "PackageImported"
  ],
  "Node": [
    "Course",
    "Enrolment",
    "Glossary",
    "GlossaryTerm",
    "Package"
  ]
};
