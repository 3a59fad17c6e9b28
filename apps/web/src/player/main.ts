import { playerPortSchema, PROTOCOL_VERSION, toPlayerSchema, type FromPlayer } from "@lyceum/courseware/runtime/runtime-protocol";
import type { JournalStorage } from "./journal";
import { Player } from "./player";
import { keptByApplication } from "./port-storage";

function storageOf(view: Window): JournalStorage | null {
  try {
    return view.localStorage;
  } catch {
    return null;
  }
}

function run(port: MessagePort, registrationId: string): void {
  let player: Player | null = null;
  const post = (message: FromPlayer) => port.postMessage(message);
  port.onmessage = (event: MessageEvent<unknown>) => {
    const parsed = toPlayerSchema.safeParse(event.data);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type !== "init") return player?.handle(message);
    const stage = document.querySelector<HTMLElement>("#stage");
    const notice = document.querySelector<HTMLElement>("#notice");
    // One port serves one registration, once.
    if (player || !stage || !notice || message.launch.registrationId !== registrationId) return;
    document.documentElement.lang = message.launch.language;
    document.documentElement.dir = message.launch.direction;
    const storage = storageOf(window) ?? (message.journal ? keptByApplication(message.journal, post) : null);
    player = new Player(message.launch, storage, stage, notice, post);
    player.start();
  };
  window.addEventListener("pagehide", () => player?.pageHidden());
  window.addEventListener("pageshow", () => player?.pageShown());
  window.addEventListener("online", () => player?.handle({ type: "reconnected" }));
}

/** Waits for the application's port: only its origin, only from the window that frames this page, only once. */
function listen(): void {
  const origin = document.querySelector<HTMLMetaElement>('meta[name="lyceum-app-origin"]')?.content ?? "";
  const receive = (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    const parsed = playerPortSchema.safeParse(event.data);
    if (event.origin !== origin || event.source !== window.parent || !port || !parsed.success) return;
    window.removeEventListener("message", receive);
    run(port, parsed.data.registrationId);
  };
  window.addEventListener("message", receive);
  if (window.parent !== window && URL.canParse(origin))
    window.parent.postMessage({ type: "lyceum-player-ready", protocol: PROTOCOL_VERSION }, origin);
}

listen();
