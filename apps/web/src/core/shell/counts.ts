import { createContext, useContext } from "react";

/** How many notifications wait for the person; the session's root query gives it. */
export const Unread = createContext(0);

/** The number at the bell. */
export function useUnread(): number {
  return useContext(Unread);
}
