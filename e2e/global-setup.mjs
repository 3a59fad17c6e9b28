// Before the browser journeys: one server for all of them.
import { startDemoServer } from "./server.mjs";

export default async function globalSetup() {
  const server = await startDemoServer();
  globalThis.lyceumServer = server;
  process.env.LYCEUM_E2E_ORIGIN = server.origin;
  process.env.LYCEUM_E2E_CONTENT_ORIGIN = server.contentOrigin;
}
