import type { CampusApi } from "./campus-api";

const OPEN = `mutation ($packageId: ID!, $sessionId: ID) { openRegistration(packageId: $packageId, sessionId: $sessionId) { registrationId lease launch } }`;
const COMMIT = `mutation ($registrationId: ID!, $lease: String!, $delta: RuntimeDeltaInput!) {
  commitRuntime(registrationId: $registrationId, lease: $lease, delta: $delta) { lastSeq } }`;
const LEAVE = `mutation ($registrationId: ID!, $lease: String!) { leaveRegistration(registrationId: $registrationId, lease: $lease) }`;

interface Opened {
  openRegistration: { registrationId: string; lease: string; launch: string };
}

/** How somebody plays: how many units to their end, with which score (of 100), how many minutes on each. */
export interface Playing {
  units: number;
  score: number;
  minutes: number;
  sessionId?: string;
}

/** What a unit of our own package says when somebody finishes it. */
const finished = ({ score, minutes }: Playing) =>
  [
    ["cmi.core.lesson_status", "completed"],
    ["cmi.core.score.min", "0"],
    ["cmi.core.score.max", "100"],
    ["cmi.core.score.raw", String(score)],
    ["cmi.core.lesson_location", "end"],
    ["cmi.core.session_time", `00:${String(minutes).padStart(2, "0")}:30`],
  ].map(([element, value]) => ({ element, value }));

/** Plays the first units of a package to their end as this person, as the player would report it. */
export async function playPackage(api: CampusApi, userId: string, packageId: string, playing: Playing): Promise<void> {
  const { openRegistration: opened } = await api.run<Opened>(userId, OPEN, { packageId, sessionId: playing.sessionId });
  const { activities } = JSON.parse(opened.launch) as { activities: { identifier: string; launchable: boolean }[] };
  const played = activities.filter(({ launchable }) => launchable).slice(0, playing.units);
  const at = { registrationId: opened.registrationId, lease: opened.lease };
  for (const [index, { identifier }] of played.entries()) {
    const delta = { seq: index + 1, activityId: identifier, at: 0, set: finished(playing), events: ["INITIALIZE", "FINISH"] };
    await api.run(userId, COMMIT, { ...at, delta });
  }
  await api.run(userId, LEAVE, at);
}
