import { readFileSync } from "node:fs";
import path from "node:path";
import { svgToPng } from "../../../../apps/api/src/kernel/svg-to-png";
import { clicks, sequence, sheetToPrint } from "../../drawings";
import type { FilePlan } from "../../plan";

/** The seven stars of the Plough and Polaris, in a made-up field of fainter ones, as SVG. */
function starChart(): string {
  const plough: [number, number][] = [
    [180, 420],
    [300, 350],
    [390, 360],
    [480, 330],
    [520, 430],
    [680, 420],
    [690, 310],
  ];
  const bright = plough.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="6"/>`).join("");
  const line = `<polyline points="${plough.map((point) => point.join(",")).join(" ")} 480,330" fill="none" stroke="#7c93c4" stroke-width="2"/>`;
  const next = sequence(7);
  const faint = Array.from(
    { length: 160 },
    () => `<circle cx="${next(900)}" cy="${next(600)}" r="${(next(14) + 4) / 10}" opacity="0.7"/>`,
  ).join("");
  const pointer = `<line x1="690" y1="310" x2="740" y2="60" stroke="#e0b04c" stroke-width="2" stroke-dasharray="6 8"/><circle cx="745" cy="45" r="7" fill="#e0b04c"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="#101a33"/><g fill="#fff">${faint}${bright}</g>${line}${pointer}</svg>`;
}

const observationSheet = () =>
  sheetToPrint("Observation sheet", [
    "Date and time",
    "Place",
    "Sky: clouds, Moon, faintest magnitude",
    "With what",
    "What I saw",
    "",
    "",
    "Altitude and azimuth",
    "What I would do differently",
  ]);

/** To take along on paper or on a phone. */
export const takeAlong: FilePlan[] = [
  { name: "Star chart.png", bytes: () => svgToPng(starChart()) },
  { name: "Observation sheet.pdf", bytes: observationSheet },
  { name: "The beat of a pulsar.wav", bytes: () => clicks(1.4, 6) },
];

const lines: [from: string, to: string, en: string, fr: string][] = [
  ["00:00.000", "00:04.000", "Eight in the evening, looking north.", "Vingt heures, regard vers le nord."],
  [
    "00:04.000",
    "00:09.000",
    "Each star draws an arc: fifteen degrees in an hour.",
    "Chaque étoile trace un arc : quinze degrés par heure.",
  ],
  ["00:09.000", "00:13.000", "One stays where it is: Polaris, in yellow.", "Une seule ne bouge pas : la Polaire, en jaune."],
  ["00:13.000", "00:16.000", "Midnight. It is the ground that turned.", "Minuit. C’est le sol qui a tourné."],
];
const subtitles = (pick: 2 | 3) => `WEBVTT\n\n${lines.map((line) => `${line[0]} --> ${line[1]}\n${line[pick]}\n`).join("\n")}`;

/** Four hours of a turning sky in sixteen seconds, with subtitles. */
export const turningSky: FilePlan = {
  name: "Four hours in sixteen seconds.webm",
  title: "Four hours in sixteen seconds",
  bytes: () => readFileSync(path.resolve("prisma/seed/media/turning-sky.webm")),
  tracks: [
    { language: "en", name: "Four hours in sixteen seconds.en.vtt", text: subtitles(2) },
    { language: "fr", name: "Four hours in sixteen seconds.fr.vtt", text: subtitles(3) },
  ],
};
