import type { NotificationRow_notificationFragment } from "./notifications.generated";

type Arrival = (row: NotificationRow_notificationFragment) => void;
const listeners = new Set<Arrival>();

/** The one subscription hands on what has come. */
export function tellArrival(row: NotificationRow_notificationFragment): void {
  for (const listener of listeners) listener(row);
}

/** For what shows notifications: called with each as it comes. Returns the way to stop. */
export function onArrival(listener: Arrival): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
