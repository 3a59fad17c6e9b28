import { Notifications } from "@mantine/notifications";

/** Where notices appear. In a file of its own, so that its code is not part of the first load; what is said before waits in the store. */
export function Notices() {
  return <Notifications position="bottom-right" limit={4} containerWidth="min(26rem, calc(100vw - 2rem))" />;
}
