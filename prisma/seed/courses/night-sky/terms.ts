import type { TermPlan } from "../../plan";

/** Terms of the demo course, in the order of the lessons. */
export const terms: TermPlan[] = [
  {
    term: "Constellation",
    definition:
      "<p>One of the 88 areas into which the whole sky is divided, like countries on a map. The figures of old stories gave most of them their names.</p>",
    variant: { language: "fr", term: "Constellation" },
    aliases: [{ text: "constellations", kind: "PLURAL" }],
  },
  {
    term: "Asterism",
    definition:
      "<p>A pattern of stars that people easily see, such as the Plough. It may be part of one constellation or reach over several.</p>",
    variant: { language: "fr", term: "Astérisme" },
    aliases: [{ text: "asterisms", kind: "PLURAL" }],
  },
  {
    term: "Magnitude",
    definition:
      "<p>How bright a star looks. The scale runs backwards: the smaller the number, the brighter the star. From a dark place the eye reaches about 6.</p>",
    variant: { language: "fr", term: "Magnitude" },
    aliases: [
      { text: "apparent magnitude", kind: "SYNONYM" },
      { text: "mag", kind: "ABBREVIATION" },
    ],
  },
  {
    term: "Zenith",
    definition: "<p>The point of the sky straight above your head. It is 90° above the horizon, wherever you stand.</p>",
    variant: { language: "fr", term: "Zénith" },
  },
  {
    term: "Altitude",
    definition: "<p>The angle between the horizon and a star, in degrees. A fist at arm’s length covers about ten.</p>",
    variant: { language: "fr", term: "Hauteur" },
  },
  {
    term: "Azimuth",
    definition: "<p>The direction in which you look, in degrees from north through east: east is 90°, south 180°.</p>",
    variant: { language: "fr", term: "Azimut" },
  },
  {
    term: "Celestial pole",
    definition: "<p>One of the two points around which the whole sky seems to turn. The northern one lies close to Polaris.</p>",
    variant: { language: "fr", term: "Pôle céleste" },
    aliases: [{ text: "celestial poles", kind: "PLURAL" }],
  },
  {
    term: "Ecliptic",
    definition: "<p>The path of the Sun among the stars in the course of a year. The Moon and the planets always stay near it.</p>",
    variant: { language: "fr", term: "Écliptique" },
  },
  {
    term: "Light pollution",
    definition: "<p>Light from towns that is scattered by the air and brightens the whole sky, so that faint stars drown in it.</p>",
    variant: { language: "fr", term: "Pollution lumineuse" },
  },
  {
    term: "Dark adaptation",
    definition:
      "<p>What eyes do in the dark: after half an hour they see some thousand times fainter light. One white lamp undoes it in a second.</p>",
    variant: { language: "fr", term: "Adaptation à l’obscurité" },
  },
  {
    term: "Pulsar",
    definition:
      "<p>A collapsed star that turns quickly and sweeps space with a beam, like a lighthouse. Radio telescopes receive a beat as even as a clock’s.</p>",
    variant: { language: "fr", term: "Pulsar" },
    aliases: [{ text: "pulsars", kind: "PLURAL" }],
  },
  {
    term: "Light year",
    definition: "<p>The way that light goes in a year, about 9.46 × 10¹² km. It measures distance, not time.</p>",
    variant: { language: "fr", term: "Année-lumière" },
    aliases: [
      { text: "light years", kind: "PLURAL" },
      { text: "ly", kind: "ABBREVIATION" },
    ],
  },
];
