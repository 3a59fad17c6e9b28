/** One answer inside a package, as the package reported it. */
export interface InteractionRow {
  activityId: string;
  index: number;
  identifier: string | null;
  type: string | null;
  response: string | null;
  patterns: string[];
  result: string | null;
  weighting: string | null;
  latency: string | null;
  time: string | null;
  description: string | null;
}

const ELEMENT = /^cmi\.interactions\.(\d+)\./;
const PATTERNS_MAX = 100;

/** PostgreSQL's text holds no NUL; the model itself keeps the value byte for byte. */
export const storable = (text: string | undefined): string | null =>
  text === undefined ? null : text.replaceAll("\u0000", "\uFFFD").replace(/\p{Cs}/gu, "\uFFFD");

/** The rows of the interactions that a change touched, read from the whole model (SCORM 1.2, AICC and SCORM 2004 names). */
export function interactionRows(activityId: string, model: Readonly<Record<string, string>>, changed: Iterable<string>): InteractionRow[] {
  const indexes = new Set<number>();
  for (const element of changed) {
    const index = ELEMENT.exec(element)?.[1];
    if (index !== undefined && index.length < 7 && model[element] !== undefined) indexes.add(Number(index));
  }
  return [...indexes]
    .sort((a, b) => a - b)
    .map((index) => {
      const part = (name: string) => storable(model[`cmi.interactions.${index}.${name}`]);
      const patterns: string[] = [];
      for (let at = 0; at < PATTERNS_MAX; at += 1) {
        const pattern = part(`correct_responses.${at}.pattern`);
        if (pattern === null) break;
        patterns.push(pattern);
      }
      return {
        activityId,
        index,
        identifier: part("id"),
        type: part("type"),
        response: part("learner_response") ?? part("student_response"),
        patterns,
        result: part("result"),
        weighting: part("weighting"),
        latency: part("latency"),
        time: part("timestamp") ?? part("time"),
        description: part("description"),
      };
    });
}
