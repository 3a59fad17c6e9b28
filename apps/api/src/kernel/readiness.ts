import { Prisma } from "./database";

/** Something that learners would stumble over, and the page that repairs it. */
export interface ReadinessFinding {
  /** The message key's last part, under `courses:readiness.checks.` */
  check: string;
  /** The tool's key, for its icon; `courses` = the home page. */
  tool: string;
  /** What it is about: an item's or a text's name; may be empty. */
  title: string;
  itemId: string | null;
  /** Below the course's address. */
  address: string;
}

/** The most findings that one tool gives. */
export const FINDINGS_MAX = 100;

/** Whether a rich text has a picture without words for those who do not see it; `text` is a column. */
export const hasWordlessPicture = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${text} ~* ${'<img(?![^>]*\\salt="[^"]*[^"[:space:]])[^>]*>'}`;
