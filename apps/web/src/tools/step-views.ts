import { loadWords } from "../kernel/i18n";
import type { StepViewLoader } from "../kernel/step-views";

const document: StepViewLoader = async () => {
  // The routes hold how the cache keeps what a document's page reads.
  const [file] = await Promise.all([import("./documents/document-step"), import("./documents/documents.routes"), loadWords("documents")]);
  return file.DocumentStep;
};

/** One line per kind of item that a path's player shows in itself. */
export const stepViews: Record<string, StepViewLoader> = {
  file: document,
  page: document,
  glossary: async () => {
    const [file] = await Promise.all([import("./glossary/glossary-step"), loadWords("glossary")]);
    return file.GlossaryStep;
  },
  package: async () => (await import("./paths/package-step")).PackageStep,
};
