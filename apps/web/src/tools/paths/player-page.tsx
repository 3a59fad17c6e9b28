import { useReadQuery, type QueryRef } from "@apollo/client/react";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useNavigate } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { usePageTitle } from "../../kernel/page-title";
import { CallLog, type LoggedCall } from "./call-log";
import { PlayerBar } from "./player-bar";
import type { PlayerPackageQuery } from "./player.generated";
import { PlayerHost, type HostState } from "./player-host";
import { Notices } from "./player-notices";
import { PlayerTree, type TreeStatus } from "./player-tree";
import { Waiting } from "./player-waiting";
import classes from "./paths.module.css";
import { SideSheet } from "./side-sheet";
import { closeOwnWindow, openOwnWindow } from "./own-window";
import { commitDelta, useOpening, type Opening } from "./use-opening";
import { usePresence } from "./use-presence";

// Another origin: it may be itself there, and reaches nothing here.
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads";
const TREE_KEY = "lyceum.player.tree";
/** Calls that the log holds at most. */
const LOGGED = 500;

/** A package, played: the player page of another origin in a frame, its tree at the start side, one bar above. */
export function PlayerPage() {
  const { query } = useLoaderData<{ query: QueryRef<PlayerPackageQuery> }>();
  const { data } = useReadQuery(query);
  usePageTitle(data.package.title);
  return <PackagePlayer shown={data.package} />;
}

interface PackagePlayerProps {
  shown: PlayerPackageQuery["package"];
  /** Inside a path: takes what must be awaited before the player goes. The way out, the keys and other windows are the path's then. */
  onLeaving?: (leaving: (() => Promise<unknown>) | null) => void;
}

/** Opens a package and plays it, on a page of its own or inside a path. */
export function PackagePlayer({ shown, onLeaving }: PackagePlayerProps) {
  const { sessionId, address } = useCoursePlace();
  const navigate = useNavigate();
  const { state, open, giveBack } = useOpening(shown.id, sessionId);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void open(false);
  }, [open]);
  const out = useCallback(async () => {
    await giveBack();
    if (onLeaving || closeOwnWindow()) return;
    // What was done here shows on every other page.
    client.cache.evict({ id: client.cache.identify({ __typename: "Package", id: shown.id }), fieldName: "progress" });
    await navigate(`${address}/paths/packages/${shown.id}`);
  }, [giveBack, navigate, address, shown.id, onLeaving]);
  if (state.phase === "open") {
    return (
      <Running
        key={state.opening.launch.lease}
        opening={state.opening}
        shown={shown}
        onOut={out}
        onTakeOver={() => void open(true)}
        onLeaving={onLeaving}
      />
    );
  }
  return (
    <Waiting
      phase={state.phase}
      error={state.phase === "failed" ? state.error : null}
      title={shown.title}
      onTakeOver={() => void open(true)}
      onRetry={() => void open(false)}
      onOut={onLeaving ? undefined : () => void out()}
    />
  );
}

interface RunningProps {
  opening: Opening;
  shown: PlayerPackageQuery["package"];
  onOut: () => Promise<void>;
  onTakeOver: () => void;
  onLeaving?: PackagePlayerProps["onLeaving"];
}

/** Starts the host for the frame, and keeps what the player says of itself. */
function useHost({ playerUrl, launch }: Opening, frame: React.RefObject<HTMLIFrameElement | null>) {
  const { t } = useTranslation("paths");
  const host = useRef<PlayerHost | null>(null);
  const [state, setState] = useState<HostState | null>(null);
  const [calls, setCalls] = useState<LoggedCall[]>([]);
  const titles = useMemo(() => new Map(launch.activities.map(({ identifier, title }) => [identifier, title])), [launch]);
  useEffect(() => {
    if (!frame.current) return;
    const own = new PlayerHost(frame.current, playerUrl, launch, {
      commit: (delta) => commitDelta(launch, delta),
      changed: setState,
      called: (activityId, call) =>
        setCalls((before) => [...before, { ...call, activityId, id: (Number(before.at(-1)?.id) || 0) + 1 }].slice(-LOGGED)),
      navigate: (request, nextId) => {
        if (request === "finished") announce(nextId ? t("player.finishedNext", { title: titles.get(nextId) }) : t("player.finished"));
      },
    });
    host.current = own;
    // The address is set only now: the player speaks first, and somebody must be listening.
    frame.current.setAttribute("src", playerUrl);
    return () => own.dispose();
  }, [frame, playerUrl, launch, t, titles]);
  return { host, state, calls };
}

/** Minutes pass while nothing changes: "not saved since" must appear all the same. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Whether the tree is shown: remembered on wide screens, closed at first on phones. */
function useTreePanel() {
  const phone = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const [treeOpen, setTreeOpen] = useState(() => !phone && localStorage.getItem(TREE_KEY) !== "closed");
  const toggle = () => {
    setTreeOpen(!treeOpen);
    if (!phone) localStorage.setItem(TREE_KEY, treeOpen ? "closed" : "open");
  };
  return { phone, treeOpen, setTreeOpen, toggle };
}

/** Ways out: everything is saved first; what could not be is told, and may be left behind in the browser's journal. */
function useLeaving(host: React.RefObject<PlayerHost | null>, state: HostState | null, onOut: () => Promise<void>) {
  const [unsaved, setUnsaved] = useState(0);
  const saved = state?.since === null;
  useEffect(() => {
    // Who has asked to leave goes as soon as what was late is saved.
    if (unsaved > 0 && saved) void onOut();
  }, [unsaved, saved, onOut]);
  const leave = async (anyway: boolean): Promise<boolean> => {
    const left = anyway ? 0 : ((await host.current?.leave()) ?? 0);
    if (left > 0) setUnsaved(left);
    else await onOut();
    return left === 0;
  };
  const ownWindow = async () => {
    const address = window.location.href;
    // The lease is given back first, so that the other window need not ask for it.
    if (await leave(false)) openOwnWindow(address);
  };
  return { unsaved, leave, ownWindow };
}

const toggleFullScreen = (page: HTMLElement | null) =>
  void (document.fullscreenElement ? document.exitFullscreen() : page?.requestFullscreen());

/** Inside a path the path awaits what must be saved. */
function useHandOver(host: React.RefObject<PlayerHost | null>, onOut: () => Promise<void>, onLeaving: PackagePlayerProps["onLeaving"]) {
  useEffect(() => {
    onLeaving?.(async () => {
      await host.current?.leave();
      await onOut();
    });
    return () => onLeaving?.(null);
  }, [host, onOut, onLeaving]);
}

/** The player's keys; inside a path they are the path's. */
const usePlayerKeys = (keys: Record<string, (() => void) | undefined>) =>
  useHotkeys(Object.entries(keys).map(([key, act]) => [key, () => act?.()]));

function Running({ opening, shown, onOut, onTakeOver, onLeaving }: RunningProps) {
  const { t } = useTranslation("paths");
  const frame = useRef<HTMLIFrameElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const { host, state, calls } = useHost(opening, frame);
  usePresence(opening, host);
  const [logging, setLogging] = useState(false);
  const { phone, treeOpen, setTreeOpen, toggle } = useTreePanel();
  const statuses = useMemo(() => new Map<string, TreeStatus>(state?.activities.map((one) => [one.identifier, one])), [state?.activities]);
  const open = (identifier: string) => {
    host.current?.open(identifier);
    if (phone) setTreeOpen(false);
  };
  const { unsaved, leave, ownWindow } = useLeaving(host, state, onOut);
  const { onPrevious, onNext, onEnd } = useWays(shown.activities, statuses, state, host, open);
  useHandOver(host, onOut, onLeaving);
  const out = onLeaving ? {} : { onLeave: () => void leave(false), onWindow: () => void ownWindow() };
  usePlayerKeys(onLeaving ? {} : { "[": onPrevious, "]": onNext, t: toggle, Escape: out.onLeave });
  const choices = state?.sequenced ? new Set(state.sequenced.choices) : null;
  const tree = <PlayerTree activities={useWithRoot(opening, shown.activities)} statuses={statuses} choices={choices} onOpen={open} />;
  const ways = {
    ...{ onPrevious, onNext, onEnd },
    onTree: toggle,
    onFullScreen: () => toggleFullScreen(page.current),
    onLog: opening.launch.trace ? () => setLogging(!logging) : undefined,
  };
  const bar = { title: shown.title, state, now: useNow(), ...ways, ...out };
  return (
    <div className={classes.player} data-inside={onLeaving ? true : undefined} ref={page}>
      <PlayerBar {...bar} />
      <div className={classes.stage}>
        {!phone && treeOpen && (
          <nav className={classes.side} aria-label={t("player.tree")}>
            {tree}
          </nav>
        )}
        <div className={classes.content}>
          <Notices state={state} unsaved={unsaved} onLeaveAnyway={() => void leave(true)} onTakeOver={onTakeOver} />
          <iframe ref={frame} title={shown.title} className={classes.frame} allow="fullscreen; autoplay" sandbox={SANDBOX} />
          {logging && <CallLog calls={calls} onClose={() => setLogging(false)} />}
        </div>
      </div>
      {phone && (
        <SideSheet opened={treeOpen} onClose={() => setTreeOpen(false)} position="bottom" size="75%" title={t("player.tree")}>
          {tree}
        </SideSheet>
      )}
    </div>
  );
}

/** The tree with the course itself above it, where it is something that may be chosen: SCORM 2004. */
function useWithRoot({ launch }: Opening, activities: PlayerPackageQuery["package"]["activities"]) {
  return useMemo(() => {
    const root = launch.tree?.nodes[0];
    if (!root) return activities;
    const above = { ...activities[0]!, identifier: root.id, title: root.title, depth: 0, launchable: false, visible: true };
    return [above, ...activities.map((activity) => ({ ...activity, depth: activity.depth + 1 }))];
  }, [launch, activities]);
}

/** The ways that the bar and the keys offer: by sequencing where there is one, else to the neighbours. */
function useWays(
  activities: PlayerPackageQuery["package"]["activities"],
  statuses: ReadonlyMap<string, TreeStatus>,
  state: HostState | null,
  host: React.RefObject<PlayerHost | null>,
  open: (identifier: string) => void,
) {
  const sequenced = state?.sequenced;
  const way = (offered: boolean | undefined, request: "continue" | "previous" | "exitAll") =>
    offered ? () => host.current?.navigate(request) : undefined;
  if (sequenced)
    return {
      onPrevious: way(sequenced.previous, "previous"),
      onNext: way(sequenced.continue, "continue"),
      onEnd: way(sequenced.exitAll, "exitAll"),
    };
  const { previousId, nextId } = neighbours(activities, statuses);
  return {
    onPrevious: previousId === null ? undefined : () => open(previousId),
    onNext: nextId === null ? undefined : () => open(nextId),
    onEnd: undefined,
  };
}

/** The openable activities before and after the current one. */
function neighbours(
  activities: PlayerPackageQuery["package"]["activities"],
  statuses: ReadonlyMap<string, TreeStatus>,
): { previousId: string | null; nextId: string | null } {
  const launchable = activities.filter(({ identifier, launchable: opens }) => opens && statuses.has(identifier));
  const at = launchable.findIndex(({ identifier }) => statuses.get(identifier)?.current);
  const free = ({ identifier }: { identifier: string }) => !statuses.get(identifier)?.locked;
  return {
    previousId: launchable.slice(0, Math.max(0, at)).findLast(free)?.identifier ?? null,
    nextId: launchable.slice(at + 1).find(free)?.identifier ?? null,
  };
}
