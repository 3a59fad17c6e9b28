// node scripts/record-demo-video.mjs: draws the demo campus's short video in Chromium, frame by frame, and keeps it as WebM.
// The file is committed; this is how it was made, and how to make another.
import { writeFileSync } from "node:fs";
import { fromRoot, importTypeScript } from "./workspace.mjs";

const SECONDS = 16;

/** Runs in the page: the sky at a share (0 to 1) of the night. */
function paintSky(draw, stars, share) {
  const centre = { x: 320, y: 130 };
  const sky = draw.createLinearGradient(0, 0, 0, 360);
  sky.addColorStop(0, "#0b1430");
  sky.addColorStop(1, "#24406b");
  draw.fillStyle = sky;
  draw.fillRect(0, 0, 640, 360);
  const turned = share * 1.05;
  for (const { from, at, size } of stars) {
    draw.strokeStyle = `rgba(220,230,255,${0.12 + size / 8})`;
    draw.lineWidth = size;
    draw.beginPath();
    draw.arc(centre.x, centre.y, from, at - turned, at);
    draw.stroke();
    draw.fillStyle = "#fff";
    draw.beginPath();
    draw.arc(centre.x + from * Math.cos(at - turned), centre.y + from * Math.sin(at - turned), size, 0, 7);
    draw.fill();
  }
  draw.fillStyle = "#f0c24b";
  draw.beginPath();
  draw.arc(centre.x, centre.y, 3.5, 0, 7);
  draw.fill();
  draw.fillStyle = "#0a0f1c";
  draw.beginPath();
  draw.moveTo(0, 360);
  for (let x = 0; x <= 640; x += 8) draw.lineTo(x, 318 + 14 * Math.sin(x / 70) + 6 * Math.sin(x / 23));
  draw.lineTo(640, 360);
  draw.fill();
  draw.fillStyle = "#dfe7f5";
  draw.font = "18px sans-serif";
  draw.fillText(
    `${String(Math.floor(20 + share * 4)).padStart(2, "0")}:${String(Math.floor((share * 240) % 60)).padStart(2, "0")}`,
    24,
    40,
  );
}

/** Runs in the page: stars that turn around Polaris, recorded from a canvas; answers the file in base64. */
async function record(seconds, paint) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 640, height: 360 });
  document.body.append(canvas);
  const draw = canvas.getContext("2d");
  let state = 11;
  const next = (limit) => (state = (state * 48_271) % 2_147_483_647) % limit;
  const stars = Array.from({ length: 260 }, () => ({ from: 12 + next(420), at: (next(6283) / 1000) * 1, size: 0.5 + next(12) / 10 }));
  const recorder = new MediaRecorder(canvas.captureStream(12), { mimeType: "video/webm;codecs=vp8", videoBitsPerSecond: 160_000 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  const began = performance.now();
  await new Promise((resolve) => {
    const step = () => {
      const share = (performance.now() - began) / (seconds * 1000);
      paint(draw, stars, Math.min(share, 1));
      if (share < 1) setTimeout(step, 80);
      else resolve();
    };
    step();
  });
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const { launchBrowser } = await importTypeScript("e2e/chromium.ts");
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  const base64 = await page.evaluate(`(${record})(${SECONDS}, ${paintSky})`);
  writeFileSync(fromRoot("prisma/seed/media/turning-sky.webm"), Buffer.from(base64, "base64"));
} finally {
  await browser.close();
}
