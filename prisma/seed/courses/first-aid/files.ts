import { svgToPng } from "../../../../apps/api/src/kernel/svg-to-png";
import { clicks, sheetToPrint } from "../../drawings";
import type { FilePlan } from "../../plan";

const step = (index: number, figure: string, colour: string) =>
  `<g transform="translate(${20 + index * 300},20)"><rect width="280" height="260" rx="16" fill="${colour}"/>${figure}</g>`;

/** Look, call, press: three drawings in a row. */
function threeSteps(): string {
  const look = `<path d="M50 130 Q140 40 230 130 Q140 220 50 130Z" fill="#fff"/><circle cx="140" cy="130" r="38" fill="#0f6b6b"/><circle cx="140" cy="130" r="16" fill="#14171a"/>`;
  const call = `<rect x="95" y="50" width="90" height="160" rx="14" fill="#fff"/><rect x="105" y="70" width="70" height="96" rx="4" fill="#9a2f38"/><path d="M140 92v52M114 118h52" stroke="#fff" stroke-width="14"/><circle cx="140" cy="188" r="9" fill="#9a2f38"/>`;
  const press = `<path d="M140 215 L70 140 a38 38 0 0 1 70 -40 a38 38 0 0 1 70 40Z" fill="#9a2f38"/><path d="M140 20 v70 m-22 -24 l22 26 22 -26" stroke="#14171a" stroke-width="10" fill="none"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="920" height="300"><rect width="920" height="300" fill="#fbfaf7"/>${step(0, look, "#d7e8e6")}${step(1, call, "#f1d9d6")}${step(2, press, "#f6e9cf")}</svg>`;
}

const callCard = () =>
  sheetToPrint("Who to call, what to say", [
    "Emergency number here",
    "Where I am (street, floor, code of the door)",
    "What has happened, and when",
    "How many people, and how they are",
    "What is being done",
    "Doctor, poison line, neighbour with a key",
  ]);

/** A hundred and ten clicks a minute, the rate of chest compressions. */
export const beat: FilePlan = { name: "A beat of 110 a minute.wav", title: "The beat: 110 a minute", bytes: () => clicks(110 / 60, 20) };

/** To hang up and to carry. */
export const atHand: FilePlan[] = [
  { name: "Look, call, press.png", bytes: () => svgToPng(threeSteps()) },
  { name: "Who to call.pdf", bytes: callCard },
];
