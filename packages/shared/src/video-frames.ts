/** Hosts that play videos inside our pages, each without a cookie before one plays; the pages' policy allows frames of these only. */
export const VIDEO_FRAME_HOSTS = ["www.youtube-nocookie.com", "player.vimeo.com", "framatube.org"] as const;

type Frame = (url: URL) => string | null;

const partsOf = (url: URL): string[] => url.pathname.split("/").filter(Boolean);
const named = (id: string | null | undefined, shape: RegExp): string | null => (id && shape.test(id) ? id : null);

const YOUTUBE_ID = /^[\w-]{6,20}$/;
const youtube: Frame = (url) => {
  const [first, second] = partsOf(url);
  const id =
    url.hostname === "youtu.be"
      ? first
      : first === "watch"
        ? url.searchParams.get("v")
        : first === "embed" || first === "shorts"
          ? second
          : null;
  const known = named(id, YOUTUBE_ID);
  return known && `https://www.youtube-nocookie.com/embed/${known}?autoplay=1&rel=0`;
};

const vimeo: Frame = (url) => {
  const parts = partsOf(url);
  const at = parts[0] === "video" ? 1 : 0;
  const id = named(parts[at], /^\d{1,15}$/);
  // A video that is not listed has a second, secret part.
  const secret = named(parts[at + 1] ?? url.searchParams.get("h"), /^[0-9a-f]{6,20}$/);
  return id && `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1${secret ? `&h=${secret}` : ""}`;
};

const framatube: Frame = (url) => {
  const parts = partsOf(url);
  const id = parts[0] === "w" ? parts[1] : parts[0] === "videos" && (parts[1] === "watch" || parts[1] === "embed") ? parts[2] : null;
  const known = named(id, /^[\w-]{10,40}$/);
  return known && `https://framatube.org/videos/embed/${known}?autoplay=1&p2p=0`;
};

const FRAMES: Record<string, Frame> = {
  "www.youtube.com": youtube,
  "www.youtube-nocookie.com": youtube,
  "youtu.be": youtube,
  "vimeo.com": vimeo,
  "player.vimeo.com": vimeo,
  "framatube.org": framatube,
};

/** Where a video plays inside a page: an address at one of `VIDEO_FRAME_HOSTS`; null for an address that names no video there. */
export function videoFrame(address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol !== "https:" || url.username !== "" || url.port !== "") return null;
    return (Object.hasOwn(FRAMES, url.hostname) ? FRAMES[url.hostname] : undefined)?.(url) ?? null;
  } catch {
    return null;
  }
}
