import type { PlatformRole } from "./viewer";

/** What a platform operation may ask of its caller; granted by platform roles, never by a course role. */
export const PERMISSIONS = {
  manageUsers: ["ADMINISTRATOR"],
  searchUsers: ["ADMINISTRATOR", "SESSION_MANAGER"],
  manageCourses: ["ADMINISTRATOR"],
  createCourses: ["ADMINISTRATOR", "TEACHER"],
  manageSessions: ["ADMINISTRATOR", "SESSION_MANAGER"],
  manageSettings: ["ADMINISTRATOR"],
  readMails: ["ADMINISTRATOR"],
} as const satisfies Record<string, readonly PlatformRole[]>;

export type Permission = keyof typeof PERMISSIONS;

export const mayDo = (roles: readonly PlatformRole[], permission: Permission): boolean =>
  roles.some((role) => (PERMISSIONS[permission] as readonly PlatformRole[]).includes(role));
