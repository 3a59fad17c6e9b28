import type { TermPlan } from "../../plan";

const term = (name: string, fr: string, definition: string, aliases: TermPlan["aliases"] = []): TermPlan => ({
  term: name,
  definition: `<p>${definition}</p>`,
  variant: { language: "fr", term: fr },
  aliases,
});

/** Terms of the course, in the order of the lessons. */
export const terms: TermPlan[] = [
  term("Chest compression", "Compression thoracique", "Pressing the breastbone down to move blood while the heart does not.", [
    { text: "chest compressions", kind: "PLURAL" },
  ]),
  term(
    "Defibrillator",
    "Défibrillateur",
    "A device that stops a quivering heart with one shock, so that it can find its own beat again. Those in public places speak.",
    [
      { text: "defibrillators", kind: "PLURAL" },
      { text: "AED", kind: "ABBREVIATION" },
    ],
  ),
  term("Recovery position", "Position latérale de sécurité", "Lying on the side with the mouth lowest, so that the airway stays free."),
  term("Gasping", "Gasp", "Rare, noisy snatches of air of a heart that has stopped. It is not breathing: press."),
  term("Airway", "Voies aériennes", "The way of the air from nose and mouth to the lungs. A tilted head keeps the tongue out of it."),
  term("Shock", "État de choc", "Too little blood reaches the organs: pale, cold, sweating, quick pulse. Lay down, keep warm, call.", []),
  term(
    "Tourniquet",
    "Garrot",
    "A band that stops all blood to an arm or a leg. Only for bleeding that pressing does not stop; note the time.",
    [{ text: "tourniquets", kind: "PLURAL" }],
  ),
  term("Scald", "Brûlure par liquide", "A burn by something hot and wet.", [{ text: "scalds", kind: "PLURAL" }]),
  term(
    "Abdominal thrust",
    "Compression abdominale",
    "A quick pull into the upper belly from behind, to push air out against what blocks the airway.",
    [{ text: "abdominal thrusts", kind: "PLURAL" }],
  ),
];
