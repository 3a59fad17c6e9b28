import type { PackagePlan } from "@lyceum/courseware/make-package";

/** The demo course's package: four short units that report their status, score and time. */
export const packagePlan: PackagePlan = {
  identifier: "lyceum-demo-night-sky",
  title: "Find your way in the sky",
  language: "en",
  doneLabel: "I have done this",
  masteryScore: 80,
  pages: [
    {
      title: "Let your eyes adapt",
      body: [
        "Go to the darkest place that you can reach safely, and switch every lamp off.",
        "Wait twenty minutes. Count the stars inside a square that you make with your two hands at arm's length, at once and again at the end.",
        "If you must read, use a red light: it spoils the least.",
      ],
    },
    {
      title: "Find north",
      body: [
        "Look for seven bright stars in the shape of a saucepan. The two at the far side of the pan point to Polaris, five times as far as they are apart.",
        "Polaris is not very bright, but it keeps its place all night: north is below it.",
        "How high it stands is your latitude. In Lisbon that is less than four fists above the horizon, in Oslo six.",
      ],
    },
    {
      title: "Measure with your hands",
      body: [
        "Stretch an arm out. Your little finger covers one degree, three fingers five, a fist ten, a spread hand twenty.",
        "Measure how high the Moon stands, wait an hour, and measure again.",
        "Write both down with the time: two measures and a clock are an observation.",
      ],
    },
    {
      title: "Keep a record",
      body: [
        "A record says when, where, under what sky, with what, and what was seen, in this order.",
        "Note the faintest star that you saw: it says more of the sky than the word clear.",
        "Somebody who was not there must be able to look for the same thing again.",
      ],
    },
  ],
};
