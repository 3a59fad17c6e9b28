import { svgToPng } from "../../../../apps/api/src/kernel/svg-to-png";
import { sequence } from "../../drawings";

const WIDTH = 1_600;
const HEIGHT = 560;
const POLE = { x: 800, y: 250 };

/** Trails that stars leave while the ground turns under them: arcs about the pole, each of the same angle. */
function trails(): string {
  const next = sequence(11);
  const arc = (radius: number) => {
    const around = 2 * Math.PI * radius;
    const [length, from, light] = [around / 9, next(3_600) / 10, (next(60) + 25) / 100];
    const tint = ["#ffffff", "#cfe0ff", "#ffe7c2"][next(3)];
    return `<circle cx="${POLE.x}" cy="${POLE.y}" r="${radius}" stroke="${tint}" stroke-opacity="${light}" stroke-dasharray="${length.toFixed(1)} ${around.toFixed(1)}" transform="rotate(${from} ${POLE.x} ${POLE.y})"/>`;
  };
  return Array.from({ length: 190 }, () => arc(24 + next(860))).join("");
}

/** The cover of the course: the sky turning about Polaris, over hills. */
export const skyCover = (): Promise<Buffer> =>
  svgToPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0b1430"/><stop offset="0.75" stop-color="#27406b"/><stop offset="1" stop-color="#6f7fb0"/></linearGradient></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/><g fill="none" stroke-width="2.2" stroke-linecap="round">${trails()}</g><circle cx="${POLE.x}" cy="${POLE.y}" r="5" fill="#ffd98a"/><path d="M0 470 C180 400 330 430 470 455 S780 500 930 450 S1290 390 1600 460 V${HEIGHT} H0z" fill="#0a1022"/></svg>`,
  );
