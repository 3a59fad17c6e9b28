import type { CoursePlan } from "../../plan";
import { atHand, beat } from "./files";
import { packagePlan } from "./package";
import { pages } from "./pages";
import { terms } from "./terms";

/** First aid for everybody, in English with words in French. */
export const firstAid: CoursePlan = {
  code: "AID-120",
  title: "First aid: the first ten minutes",
  language: "en",
  color: "#9A2F38",
  category: "Health",
  tags: ["first aid", "health"],
  description:
    "<p>What anybody can do before help arrives: look, call, and use two hands. One evening to read, a lifetime to need it. It prepares for a practical course with an instructor and does not replace one.</p>",
  introduction: `<p>Start with “The first ten minutes”: four situations, ten minutes each. Then read the pages, and listen to the beat until you can tap it without.</p>
<p>Numbers differ from country to country: <strong>112</strong> works all over the European Union, free of charge, from any phone.</p>`,
  terms,
  sections: [
    { title: "Four situations", items: [{ kind: "package", plan: packagePlan }] },
    { title: "In more depth", items: [pages[0]!, { kind: "file", file: beat }, pages[1]!, pages[2]!] },
    {
      title: "At hand",
      items: [{ kind: "folder", title: "For the wall and the wallet", description: "Print them; fill in what is missing.", files: atHand }],
    },
  ],
};
