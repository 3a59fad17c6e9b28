import { useSyncExternalStore } from "react";

/** A tool in a course's navigation. */
export interface CourseTool {
  key: string;
  /** The teacher's own name for it; without one the tool's usual name. */
  label?: string | null;
  /** A picture that a teacher gave it; without one its usual icon. */
  iconUrl?: string | null;
  /** How much is new since the last visit; shown as 1 to 99 or 99+. */
  news?: number;
  /** Hidden from learners: teachers see it dimmed. */
  hidden?: boolean;
}

/** The course on screen: where it is, and its tools. */
export interface ShownCourse {
  base: string;
  tools: readonly CourseTool[];
}

let shown: ShownCourse | null = null;
const listeners = new Set<() => void>();

/** The course's frame says which course is on screen, null when it leaves. */
export function showCourse(course: ShownCourse | null): void {
  shown = course;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The course on screen, for the phone's sheet of tools; null outside courses. */
export function useShownCourse(): ShownCourse | null {
  return useSyncExternalStore(subscribe, () => shown);
}

const withPages = new Set<string>();

/** The router says which tools have pages; a course's list shows no others. */
export function setToolPages(keys: readonly string[]): void {
  for (const key of keys) withPages.add(key);
}

export const hasPages = (key: string): boolean => withPages.has(key);
