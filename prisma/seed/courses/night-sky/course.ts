import type { CoursePlan, SectionPlan } from "../../plan";
import { skyCover } from "./cover";
import { takeAlong, turningSky } from "./files";
import { packagePlan } from "./package";
import { pages } from "./pages";
import { terms } from "./terms";
import { description, introduction } from "./texts";

/** Astronomy without instruments, in English, with a welcome in French. */
export const nightSky: CoursePlan = {
  code: "DEMO-101",
  title: "The night sky with your own eyes",
  language: "en",
  color: "#27406B",
  category: "Natural sciences",
  picture: skyCover,
  tags: ["astronomy", "outdoors"],
  description,
  introduction,
  terms,
  sections: [
    { title: "First evening", items: [{ kind: "package", plan: packagePlan }] },
    { title: "To read before you go out", items: [...pages, { kind: "file", file: turningSky }] },
    {
      title: "Your record",
      items: [
        {
          kind: "folder",
          title: "To take along",
          description: "Print the sheet; keep the chart on your phone, with a red screen.",
          files: takeAlong,
        },
      ],
    },
  ],
};

/** What the teacher added last: news to everybody. */
export const tonight: SectionPlan = {
  title: "This week",
  items: [
    {
      kind: "page",
      title: "Three things to look for this week",
      body: `<p class="lead">The Moon is out of the way until the weekend: go while it is dark.</p>
<ol><li>The Plough stands low in the north in the early evening. Follow its pointers up to Polaris and measure its <em>altitude</em>.</li>
<li>Find a bright “star” that does not twinkle: it is a planet, and it stays near the <em>ecliptic</em>.</li>
<li>Count the stars inside the square of Pegasus. Fewer than five means <em>light pollution</em>; more than ten is a good place, tell us where.</li></ol>
<p>Bring your sheets on Thursday: we compare the faintest <em>magnitude</em> that each of us has written down.</p>`,
    },
  ],
};
