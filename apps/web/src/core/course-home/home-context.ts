import { createContext, useContext } from "react";
import type { CoursePlace } from "../../kernel/course-place";

/** What the parts of a home page share: where they are, whether it is being edited, and how it is read anew after a change. */
export interface HomeSetting {
  place: CoursePlace;
  editing: boolean;
  refresh: () => Promise<unknown>;
  /** Opens the drawer of an item's details. */
  openDetails: (itemId: string) => void;
}

export const HomeContext = createContext<HomeSetting | null>(null);

/** The home page around a part. */
export function useHome(): HomeSetting {
  const setting = useContext(HomeContext);
  if (!setting) throw new Error("a part of the home page stands outside it");
  return setting;
}
