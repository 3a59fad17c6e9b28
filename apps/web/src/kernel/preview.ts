/** The preview learner that this tab plays: kept for the tab only, so that the teacher's other tabs stay the teacher's. */
export interface Preview {
  courseId: string;
  /** The session that is shown; null = the course's base. */
  sessionId: string | null;
  /** The group as whose member one looks; null = of none. */
  groupId?: string | null;
  groupTitle?: string | null;
}

const KEY = "lyceum.preview";

function isPreview(value: unknown): value is Preview {
  return typeof value === "object" && value !== null && "courseId" in value && typeof value.courseId === "string";
}

/** What this tab plays, or null. */
export function currentPreview(): Preview | null {
  try {
    const value: unknown = JSON.parse(globalThis.sessionStorage?.getItem(KEY) ?? "null");
    return isPreview(value) ? value : null;
  } catch {
    return null;
  }
}

/** Starts or (null) ends the play; the page is loaded anew, so that nothing seen as somebody else is left. */
export function playPreview(preview: Preview | null): void {
  if (preview) globalThis.sessionStorage.setItem(KEY, JSON.stringify(preview));
  else globalThis.sessionStorage.removeItem(KEY);
  globalThis.location.reload();
}

/** Headers that tell the API whom this tab plays. */
export function previewHeaders(): Record<string, string> {
  const preview = currentPreview();
  if (!preview) return {};
  return { "x-lyceum-preview": preview.groupId ? `${preview.courseId}/${preview.groupId}` : preview.courseId };
}
