import { Group, Select, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import classes from "./documents.module.css";
import type { Reading } from "./use-reading";

interface Track {
  id: string;
  kind: string;
  language: string;
  label: string;
  url: string;
}

interface MediaViewProps {
  url: string;
  title: string;
  sound: boolean;
  tracks: readonly Track[];
  /** Where to begin, in seconds. */
  from: number;
  reading: Reading;
}

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const trackKinds: Record<string, string> = { CAPTIONS: "captions", SUBTITLES: "subtitles", CHAPTERS: "chapters" };

interface Line {
  from: number;
  to: number;
  text: string;
}

/** The transcript's lines, read by the browser's own parser of WebVTT. */
function useTranscript(media: React.RefObject<HTMLMediaElement | null>, tracks: readonly Track[]): Line[] {
  const [lines, setLines] = useState<Line[]>([]);
  const chosen =
    tracks.find((track) => track.kind === "TRANSCRIPT") ??
    tracks.find((track) => track.kind === "CAPTIONS") ??
    tracks.find((track) => track.kind === "SUBTITLES");
  useEffect(() => {
    const element = media.current;
    if (!element || !chosen) return;
    const track = document.createElement("track");
    track.kind = "metadata";
    track.src = chosen.url;
    const read = () =>
      setLines(
        [...(track.track.cues ?? [])].map((cue) => ({
          from: cue.startTime,
          to: cue.endTime,
          text: (cue as VTTCue).text.replace(/<[^>]*>/g, ""),
        })),
      );
    track.addEventListener("load", read);
    element.append(track);
    track.track.mode = "hidden";
    return () => {
      track.removeEventListener("load", read);
      track.remove();
    };
  }, [media, chosen]);
  return chosen ? lines : [];
}

function Transcript({ lines, time, onGo }: { lines: readonly Line[]; time: number; onGo: (seconds: number) => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  if (lines.length === 0) return null;
  return (
    <section aria-label={t("media.transcript")} className={classes.cues}>
      <Text fw={550} mb={4}>
        {t("media.transcript")}
      </Text>
      {lines.map((line) => (
        <button
          key={line.from}
          type="button"
          className={classes.cue}
          aria-current={time >= line.from && time < line.to}
          onClick={() => onGo(line.from)}
        >
          <Text component="span" size="xs" c="dimmed" me={8} className="lyceum-figures">
            {format.duration(Math.floor(line.from))}
          </Text>
          <bdi>{line.text}</bdi>
        </button>
      ))}
    </section>
  );
}

/** Follows what is played: begins at `from`, and tells every stretch that was seen. */
function useWatching(from: number, speed: number, reading: Reading) {
  const last = useRef(from);
  const [time, setTime] = useState(from);
  const onLoadedMetadata = ({ currentTarget: element }: React.SyntheticEvent<HTMLMediaElement>) => {
    element.playbackRate = speed;
    // Somebody who had come to the end begins again.
    if (from > 0 && from < element.duration - 2) element.currentTime = from;
  };
  const onTimeUpdate = ({ currentTarget: element }: React.SyntheticEvent<HTMLMediaElement>) => {
    const now = element.currentTime;
    const step = now - last.current;
    // A jump is not watching; the step of one tick grows with the speed.
    if (!element.seeking && step > 0 && step < 2.5 * element.playbackRate) reading.seen(last.current, now);
    last.current = now;
    setTime(now);
    if (Number.isFinite(element.duration)) reading.at(now, element.duration);
  };
  const onSeeked = ({ currentTarget: element }: React.SyntheticEvent<HTMLMediaElement>) => void (last.current = element.currentTime);
  return { time, handlers: { onLoadedMetadata, onTimeUpdate, onSeeked, onEnded: onTimeUpdate } };
}

/** The speed that this browser was last set to, kept for all media. */
function useSpeed(media: React.RefObject<HTMLMediaElement | null>) {
  const [speed, setSpeed] = useState(() => Number(localStorage.getItem("lyceum.speed")) || 1);
  useEffect(() => {
    if (media.current) media.current.playbackRate = speed;
  }, [media, speed]);
  const change = (next: number) => {
    setSpeed(next);
    localStorage.setItem("lyceum.speed", String(next));
  };
  return [speed, change] as const;
}

function SpeedChoice({ speed, onChange }: { speed: number; onChange: (speed: number) => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  return (
    <Select
      label={t("media.speed")}
      size="xs"
      w="8rem"
      value={String(speed)}
      allowDeselect={false}
      data={speeds.map((one) => ({ value: String(one), label: `${format.number(one)}×` }))}
      onChange={(value) => onChange(Number(value ?? 1))}
    />
  );
}

function Tracks({ tracks }: { tracks: MediaViewProps["tracks"] }) {
  const shown = tracks.filter((track) => trackKinds[track.kind]);
  return shown.map(({ id, kind, url, language, label }, index) => (
    <track
      key={id}
      kind={trackKinds[kind]}
      src={url}
      srcLang={language}
      label={label || language}
      default={index === 0 && kind !== "CHAPTERS"}
    />
  ));
}

/** A video or a sound: begins where the viewer left off, at their speed, with captions and the transcript beside it. */
export function MediaView({ url, title, sound, tracks, from, reading }: MediaViewProps) {
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const [speed, setSpeed] = useSpeed(media);
  const lines = useTranscript(media, tracks);
  const { time, handlers } = useWatching(from, speed, reading);
  const Player = sound ? "audio" : "video";
  const go = (seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    void media.current.play().catch(() => undefined);
  };
  return (
    <Stack>
      <Player
        ref={media}
        src={url}
        controls
        preload="metadata"
        className={classes.media}
        data-sound={sound || undefined}
        aria-label={title}
        {...handlers}
      >
        <Tracks tracks={tracks} />
      </Player>
      <Group>
        <SpeedChoice speed={speed} onChange={setSpeed} />
      </Group>
      <Transcript lines={lines} time={time} onGo={go} />
    </Stack>
  );
}
