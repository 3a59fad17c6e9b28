/** The colours of one appearance. Every text colour may stand on every surface; the test checks each pair. */
export interface Appearance {
  surfaces: { body: string; raised: string; sunken: string; selected: string };
  texts: { ink: string; dimmed: string; placeholder: string; link: string; error: string; pass: string; due: string };
  /** Filled controls: the colour and what is written on it. */
  filled: { primary: string; primaryHover: string; onPrimary: string; danger: string; onDanger: string };
  /** Tinted backgrounds and the words on them. */
  tints: { primary: [string, string]; due: [string, string]; pass: [string, string]; fail: [string, string] };
  /** Lines: `hairline` separates, `control` outlines something that can be used, `focus` is the ring. */
  lines: { hairline: string; control: string; focus: string };
}

const light: Appearance = {
  surfaces: { body: "#FBFAF7", raised: "#FFFFFF", sunken: "#F3F1EB", selected: "#E3F1F0" },
  texts: { ink: "#1F2328", dimmed: "#5C5850", placeholder: "#68635A", link: "#0F6B6B", error: "#B3261E", pass: "#1E6B35", due: "#8A4B00" },
  filled: { primary: "#0F6B6B", primaryHover: "#0B5757", onPrimary: "#FFFFFF", danger: "#B3261E", onDanger: "#FFFFFF" },
  tints: { primary: ["#E3F1F0", "#0B5757"], due: ["#FDF0D9", "#7A4200"], pass: ["#E4F3E7", "#1A5E2E"], fail: ["#FCE8E6", "#9C1F18"] },
  lines: { hairline: "#E2DED5", control: "#8B867C", focus: "#0F6B6B" },
};

const dark: Appearance = {
  surfaces: { body: "#14171A", raised: "#1C2024", sunken: "#101316", selected: "#17302F" },
  texts: { ink: "#E6E3DC", dimmed: "#B0ADA6", placeholder: "#A09D96", link: "#6CC5C0", error: "#FF9A90", pass: "#7FD196", due: "#F2B75B" },
  filled: { primary: "#4BA6A2", primaryHover: "#60B8B4", onPrimary: "#0B1414", danger: "#FF9A90", onDanger: "#2B0705" },
  tints: { primary: ["#17302F", "#8AD6D1"], due: ["#33270F", "#F5C375"], pass: ["#15301D", "#93DBA7"], fail: ["#3A1B18", "#FFB0A8"] },
  lines: { hairline: "#2C3237", control: "#7D807F", focus: "#6CC5C0" },
};

const lightContrast: Appearance = {
  surfaces: { body: "#FFFFFF", raised: "#FFFFFF", sunken: "#F7F6F2", selected: "#E3F1F0" },
  texts: { ink: "#0A0C0E", dimmed: "#3A3731", placeholder: "#423F39", link: "#054848", error: "#7E120C", pass: "#0B4A1E", due: "#5C3200" },
  filled: { primary: "#054848", primaryHover: "#033434", onPrimary: "#FFFFFF", danger: "#7E120C", onDanger: "#FFFFFF" },
  tints: { primary: ["#E3F1F0", "#054040"], due: ["#FDF0D9", "#573000"], pass: ["#E4F3E7", "#0B4A1E"], fail: ["#FCE8E6", "#7E120C"] },
  lines: { hairline: "#4B4741", control: "#2E2C28", focus: "#054848" },
};

const darkContrast: Appearance = {
  surfaces: { body: "#000000", raised: "#0B0D0F", sunken: "#000000", selected: "#0C2625" },
  texts: { ink: "#FFFFFF", dimmed: "#D8D5CE", placeholder: "#CBC8C1", link: "#8FE3DE", error: "#FFBFB8", pass: "#A3E8B6", due: "#FFD084" },
  filled: { primary: "#8FE3DE", primaryHover: "#B0EEEA", onPrimary: "#000000", danger: "#FFBFB8", onDanger: "#000000" },
  tints: { primary: ["#0C2625", "#A5EBE7"], due: ["#2A1F08", "#FFD892"], pass: ["#0E2615", "#B3F0C4"], fail: ["#2F1310", "#FFCBC5"] },
  lines: { hairline: "#B0ADA6", control: "#D8D5CE", focus: "#FFFFFF" },
};

/** The four appearances a person can choose from: light or dark, each in high contrast too. */
export const appearances = { light, dark, lightContrast, darkContrast };

/** The teal family, light to deep; index 7 is the brand colour. */
export const teal = ["#E8F5F4", "#CFE9E7", "#A3D4D1", "#74BDB9", "#4BA6A2", "#2D8F8C", "#1A7C7A", "#0F6B6B", "#0B5757", "#074242"] as const;

/** Warm greys, from paper to ink. */
export const warmGrey = [
  "#FBFAF7",
  "#F3F1EB",
  "#EAE7E0",
  "#E2DED5",
  "#C9C4B9",
  "#A39E93",
  "#6B665D",
  "#57534C",
  "#3B3833",
  "#1F2328",
] as const;

/** The dark palette: text first, ground last, as the component library orders it. */
export const night = [
  "#E6E3DC",
  "#CFCCC5",
  "#B0ADA6",
  "#A09D96",
  "#3A4046",
  "#2C3237",
  "#1C2024",
  "#14171A",
  "#101316",
  "#0B0D0F",
] as const;
