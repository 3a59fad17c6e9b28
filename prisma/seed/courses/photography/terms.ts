import type { TermPlan } from "../../plan";

const term = (name: string, en: string, definition: string, aliases: TermPlan["aliases"] = []): TermPlan => ({
  term: name,
  definition: `<p>${definition}</p>`,
  variant: { language: "en", term: en },
  aliases,
});

/** Terms of the course, in the order of the lessons. */
export const terms: TermPlan[] = [
  term(
    "Ouverture",
    "Aperture",
    "La taille du trou par lequel la lumière entre. On l’écrit f/2 ou f/8 : un petit nombre est un grand trou.",
  ),
  term("Vitesse", "Shutter speed", "Le temps pendant lequel la lumière entre, en fractions de seconde."),
  term("Sensibilité", "Sensitivity", "La force avec laquelle l’appareil amplifie la lumière reçue, en ISO.", [
    { text: "ISO", kind: "ABBREVIATION" },
  ]),
  term("Exposition", "Exposure", "La quantité de lumière qu’une image a reçue ; ouverture, vitesse et sensibilité la règlent ensemble.", [
    { text: "expositions", kind: "PLURAL" },
  ]),
  term("Cran", "Stop", "Un facteur deux de lumière, en plus ou en moins.", [{ text: "crans", kind: "PLURAL" }]),
  term("Profondeur de champ", "Depth of field", "La distance, devant et derrière le sujet, dans laquelle l’image paraît nette."),
  term("Balance des blancs", "White balance", "Le réglage qui dit quelle lumière doit passer pour blanche."),
  term(
    "Règle des tiers",
    "Rule of thirds",
    "Deux lignes dans chaque sens partagent le cadre en neuf ; on place le sujet où elles se croisent.",
  ),
  term("Bruit", "Noise", "Le grain coloré des zones sombres quand la sensibilité est haute."),
  term("Contre-jour", "Backlight", "Une lumière qui vient de derrière le sujet et en dessine le contour.", [
    { text: "contre-jours", kind: "PLURAL" },
  ]),
];
