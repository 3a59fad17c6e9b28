export default async function globalTeardown() {
  await globalThis.lyceumServer.stop();
}
