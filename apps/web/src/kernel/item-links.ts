import { useCallback } from "react";
import { useRouteLoaderData } from "react-router-dom";
import type { CoursePlace } from "./course-place";

/**
 * Makes links to items lead within the place on screen: their address names the course or session that they were written in, while the same text is
 * read in every session of the course. Links into other courses stay as they are.
 */
export function leadWithin(root: ParentNode, place: Pick<CoursePlace, "code" | "address">): void {
  for (const link of root.querySelectorAll("a[data-item-id]")) {
    const [, course, below] = /^\/c\/([^/~]+)(?:~[^/]*)?(\/.*)$/.exec(link.getAttribute("href") ?? "") ?? [];
    if (below && course === encodeURIComponent(place.code)) link.setAttribute("href", place.address + below);
  }
}

/** What to do with a text once it is shown: its links to items lead within the course or session around it, where there is one. */
export function useItemLinks(): (root: HTMLElement) => void {
  const place = useRouteLoaderData<{ place: CoursePlace } | undefined>("course")?.place;
  return useCallback((root) => place && leadWithin(root, place), [place]);
}
