import { createContext, type ReactNode, useContext } from "react";

/** The person at the screen, as the root query gives it. */
export interface Viewer {
  id: string;
  login: string;
  givenName: string;
  familyName: string;
  /** Language code, and IANA time zone. */
  language: string;
  timeZone: string;
  roles: readonly string[];
  pictureUrl?: string | null;
  /** Terms have to be accepted before anything else. */
  termsOwed?: boolean;
  /** Until when a second factor has to be added; absent when none is owed. */
  factorDueAt?: string | null;
}

const Session = createContext<Viewer | null>(null);

/** Gives the signed-in person, or null for a visitor, to everything inside. */
export function SessionProvider({ viewer, children }: { viewer: Viewer | null; children: ReactNode }) {
  return <Session.Provider value={viewer}>{children}</Session.Provider>;
}

/** The signed-in person, or null for a visitor. */
export function useViewer(): Viewer | null {
  return useContext(Session);
}

/** The signed-in person, for pages that a route already keeps from visitors. */
export function useSignedIn(): Viewer {
  const viewer = useContext(Session);
  if (!viewer) throw new Error("This page is only for people who are signed in.");
  return viewer;
}
