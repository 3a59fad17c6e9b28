import type { PackagePlan } from "@lyceum/courseware/make-package";

/** A term of a course's glossary, with its word in the campus's other language. */
export interface TermPlan {
  term: string;
  definition: string;
  variant: { language: string; term: string };
  aliases?: { text: string; kind: "PLURAL" | "SYNONYM" | "ABBREVIATION" }[];
}

/** A file of a course; subtitles go beside it as files of their own. */
export interface FilePlan {
  name: string;
  /** Shown instead of the name. */
  title?: string;
  bytes: () => Buffer | Promise<Buffer>;
  tracks?: { language: string; name: string; text: string }[];
}

/** Something on the home page, in the order in which it is learned. */
export type ItemPlan =
  | { kind: "page"; title: string; body: string }
  | { kind: "file"; file: FilePlan }
  | { kind: "folder"; title: string; description: string; files: FilePlan[] }
  | { kind: "package"; plan: PackagePlan };

/** A part of a home page. */
export interface SectionPlan {
  title: string;
  items: ItemPlan[];
}

/** A course of the demo campus: what its teacher would type and upload. */
export interface CoursePlan {
  code: string;
  title: string;
  language: string;
  color: string;
  /** Its heading in the catalogue. */
  category: string;
  /** A picture of its own; without one a pattern is drawn. */
  picture?: () => Promise<Buffer>;
  tags: string[];
  description: string;
  introduction: string;
  terms: TermPlan[];
  sections: SectionPlan[];
}
