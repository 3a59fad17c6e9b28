import { svgToPng } from "../../../../apps/api/src/kernel/svg-to-png";
import { sequence, sheetToPrint } from "../../drawings";
import type { FilePlan } from "../../plan";

const picture = (width: number, height: number, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;

/** A hill, a tree and the sun, as light or dark as `exposure` says: 0 is right, -1 two stops under, 1 two stops over. */
function landscape(exposure: number): string {
  const lift = (channel: number) => Math.max(0, Math.min(255, Math.round(channel * 2 ** exposure)));
  const colour = (r: number, g: number, b: number) => `rgb(${lift(r)},${lift(g)},${lift(b)})`;
  return `<rect width="300" height="240" fill="${colour(168, 200, 224)}"/><circle cx="220" cy="60" r="24" fill="${colour(250, 220, 140)}"/>
<path d="M0 170 Q90 110 170 160 T300 140 V240 H0Z" fill="${colour(98, 132, 84)}"/><path d="M0 200 Q120 170 300 200 V240 H0Z" fill="${colour(64, 92, 58)}"/>
<rect x="86" y="120" width="8" height="52" fill="${colour(84, 60, 42)}"/><circle cx="90" cy="108" r="30" fill="${colour(72, 110, 62)}"/>`;
}

const threeExposures = () =>
  picture(
    960,
    300,
    `<rect width="960" height="300" fill="#fbfaf7"/>${[-1, 0, 1]
      .map((exposure, index) => `<g transform="translate(${15 + index * 315},20)">${landscape(exposure)}</g>`)
      .join("")}`,
  );

function thirds(): string {
  const frame = landscape(0);
  const grid = [1, 2]
    .map(
      (n) =>
        `<path d="M${n * 100} 0V240M0 ${n * 80}H300" stroke="#fff" stroke-width="1.5" stroke-dasharray="5 4"/><circle cx="${n * 100}" cy="${n * 80}" r="4" fill="#e8a33d"/><circle cx="${300 - n * 100}" cy="${n * 80}" r="4" fill="#e8a33d"/>`,
    )
    .join("");
  return picture(900, 720, `<g transform="scale(3)">${frame}${grid}</g>`);
}

/** Lights of a street, sharp in front and wide discs behind: what an open aperture does. */
function depthOfField(): string {
  const next = sequence(23);
  const discs = Array.from({ length: 46 }, () => {
    const hue = 20 + next(40);
    return `<circle cx="${next(900)}" cy="${next(420)}" r="${14 + next(34)}" fill="hsl(${hue},85%,62%)" opacity="${0.18 + next(40) / 100}"/>`;
  }).join("");
  return picture(
    900,
    600,
    `<rect width="900" height="600" fill="#171c2b"/>${discs}<rect y="470" width="900" height="130" fill="#0d111c"/>
<path d="M405 520 V330 q45 -70 90 0 V520Z" fill="#d8cfc0"/><circle cx="450" cy="262" r="46" fill="#e8dfd0"/><path d="M404 258 q46 -74 92 0 q-46 -22 -92 0Z" fill="#5a3b2a"/>`,
  );
}

const notebook = () =>
  sheetToPrint("Carnet de prise de vue", [
    "Date, heure et lieu",
    "Lumière : direction, couleur, dureté",
    "Ouverture, vitesse, sensibilité",
    "Ce que je voulais montrer",
    "",
    "",
    "Ce que l'image montre vraiment",
    "À refaire autrement",
  ]);

/** Three pictures of one scene: too dark, right, too light. */
export const exposures: FilePlan = {
  name: "Trois expositions.png",
  title: "Trois expositions d’une même scène",
  bytes: () => svgToPng(threeExposures()),
};

/** Pictures and a sheet for the walk. */
export const forTheWalk: FilePlan[] = [
  { name: "La règle des tiers.png", bytes: () => svgToPng(thirds()) },
  { name: "Faible profondeur de champ.png", bytes: () => svgToPng(depthOfField()) },
  { name: "Carnet de prise de vue.pdf", bytes: notebook },
];
