import { expect, test } from "@jest/globals";
import { isVideoUrl, VIDEO_HOSTS } from "./inputs/courses";
import { VIDEO_FRAME_HOSTS, videoFrame } from "./video-frames";

test.each([
  ["https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"],
  ["https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"],
  ["https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"],
  ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"],
  ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"],
  ["https://vimeo.com/76979871/0a1b2c3d4e", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=0a1b2c3d4e"],
  ["https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=0a1b2c3d4e"],
  [
    "https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
    "https://framatube.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?autoplay=1&p2p=0",
  ],
  [
    "https://framatube.org/videos/watch/kkGMgK9ZtnKfYAgnEtQxbv",
    "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0",
  ],
])("%s plays at its service's own frame", (address, frame) => {
  expect(videoFrame(address)).toBe(frame);
  expect(isVideoUrl(address)).toBe(true);
  expect(VIDEO_FRAME_HOSTS as readonly string[]).toContain(new URL(frame).hostname);
});

test.each([
  "https://www.youtube.com/",
  "https://www.youtube.com/watch?v=a%22onload%3D",
  "https://www.youtube.com/embed/../../evil",
  "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
  "http://youtu.be/dQw4w9WgXcQ",
  "https://me@youtu.be/dQw4w9WgXcQ",
  "https://vimeo.com/user/about",
  "https://framatube.org/about",
  "javascript:alert(1)",
  "data:text/html,x",
  "not an address",
])("%s plays nowhere", (address) => {
  expect(videoFrame(address)).toBeNull();
});

test("every host that may introduce a course has a frame", () => {
  const paths = ["/watch?v=dQw4w9WgXcQ", "/dQw4w9WgXcQ", "/76979871", "/w/kkGMgK9ZtnKfYAgnEtQxbv"];
  expect(VIDEO_HOSTS.filter((host) => !paths.some((path) => videoFrame(`https://${host}${path}`)))).toEqual([]);
});
