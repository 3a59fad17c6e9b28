import type { CampusApi } from "./campus-api";

const OPEN = `mutation ($packageId: ID!) { openRegistration(packageId: $packageId) { registrationId lease launch } }`;
const COMMIT = `mutation ($registrationId: ID!, $lease: String!, $delta: RuntimeDeltaInput!) {
  commitRuntime(registrationId: $registrationId, lease: $lease, delta: $delta) { lastSeq } }`;
const LEAVE = `mutation ($registrationId: ID!, $lease: String!) { leaveRegistration(registrationId: $registrationId, lease: $lease) }`;

interface Opened {
  openRegistration: { registrationId: string; lease: string; launch: string };
}

/** What a unit of our own package says when somebody finishes it. */
const finished = [
  ["cmi.core.lesson_status", "completed"],
  ["cmi.core.score.min", "0"],
  ["cmi.core.score.max", "100"],
  ["cmi.core.score.raw", "100"],
  ["cmi.core.lesson_location", "end"],
  ["cmi.core.session_time", "00:04:30"],
].map(([element, value]) => ({ element, value }));

/** Plays the first `units` of a package to their end as this person, as the player would report it. */
export async function playPackage(api: CampusApi, userId: string, packageId: string, units: number): Promise<void> {
  const { openRegistration: opened } = await api.run<Opened>(userId, OPEN, { packageId });
  const { activities } = JSON.parse(opened.launch) as { activities: { identifier: string; launchable: boolean }[] };
  const played = activities.filter(({ launchable }) => launchable).slice(0, units);
  const at = { registrationId: opened.registrationId, lease: opened.lease };
  for (const [index, { identifier }] of played.entries()) {
    const delta = { seq: index + 1, activityId: identifier, at: 0, set: finished, events: ["INITIALIZE", "FINISH"] };
    await api.run(userId, COMMIT, { ...at, delta });
  }
  await api.run(userId, LEAVE, at);
}
