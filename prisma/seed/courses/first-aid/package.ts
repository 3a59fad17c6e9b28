import type { PackagePlan } from "@lyceum/courseware/make-package";

/** Four situations of ten minutes. */
export const packagePlan: PackagePlan = {
  identifier: "lyceum-demo-first-aid",
  title: "The first ten minutes",
  language: "en",
  doneLabel: "I could do this now",
  masteryScore: 80,
  pages: [
    {
      title: "Somebody lies there and does not answer",
      body: [
        "Look first: traffic, current, fire, glass. A second victim helps nobody.",
        "Speak loudly, tap the shoulders. No answer: tilt the head back and watch the chest for ten seconds.",
        "Breathing as usual: roll them on the side, mouth down, and stay. Not breathing, or only gasping: have somebody call and fetch a defibrillator, and begin to press.",
      ],
    },
    {
      title: "Press, and do not stop",
      body: [
        "Heel of one hand in the middle of the chest, the other on top, arms straight.",
        "Five to six centimetres deep, a hundred to a hundred and twenty times a minute, and let the chest come all the way up.",
        "Trained helpers give two breaths after every thirty. Without training, or without wanting to: only press. Change every two minutes if there are two of you.",
      ],
    },
    {
      title: "Blood that does not stop",
      body: [
        "Press straight on the wound with whatever is clean, and keep pressing.",
        "Lay the person down, call, and keep them warm.",
        "A nosebleed is different: lean forward, pinch the soft part of the nose for ten minutes by the clock.",
      ],
    },
    {
      title: "A piece of bread in the wrong place",
      body: [
        "As long as somebody coughs, let them cough: nothing works better.",
        "No sound, no air: lean them forward and give up to five blows between the shoulder blades with the heel of your hand.",
        "Then up to five thrusts into the upper belly from behind, and again from the start. If they collapse, call and press.",
      ],
    },
  ],
};
