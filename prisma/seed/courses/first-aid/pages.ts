import type { ItemPlan } from "../../plan";

/** What there is to read, in order. */
export const pages: ItemPlan[] = [
  {
    kind: "page",
    title: "Why pressing works",
    body: `<p class="lead">When the heart stops, the blood still holds oxygen for some minutes. Hands can move it.</p>
<p>Each chest compression squeezes the heart between breastbone and spine; letting go fills it again. That is why the way up matters as much as the way down, and why every pause costs: pressure takes several presses to build up and falls at once.</p>
<table><tbody><tr><th>What</th><th>How much</th></tr><tr><td>Rate</td><td>100 to 120 a minute</td></tr><tr><td>Depth, adult</td><td>5 to 6 cm</td></tr><tr><td>With breaths</td><td>30 presses, 2 breaths</td></tr><tr><td>Change of helper</td><td>every 2 minutes</td></tr></tbody></table>
<h2>The defibrillator</h2>
<p>A defibrillator in a public place speaks. Switch it on, stick the pads where the picture shows, and do as it says. It gives no shock to a heart that needs none.</p>`,
  },
  {
    kind: "page",
    title: "Burns and scalds",
    body: `<p class="lead">Cool, cover, call: in this order.</p>
<ol><li><strong>Cool</strong> under running tap water, cool and not icy, for twenty minutes. It still helps when it begins late.</li><li>Take off rings and clothes nearby, but nothing that sticks.</li><li><strong>Cover</strong> loosely with clean cling film.</li><li><strong>Call</strong> for a burn larger than the person’s palm, on face, hands, feet or joints, from electricity or chemicals, and for every burnt child.</li></ol>
<blockquote><p>No ice, no butter, no toothpaste: each makes the wound deeper or hides it from the doctor.</p></blockquote>`,
  },
  {
    kind: "page",
    title: "A call that helps",
    body: `<p class="lead">The person at the other end decides what leaves the garage. Give them what they need, and let them end the call.</p>
<ol><li>Where: the place first, in case the line breaks.</li><li>What happened.</li><li>How many people, and how they are: awake? breathing?</li><li>Stay on the line; switch the loudspeaker on and keep both hands free.</li></ol>
<p>Send somebody to the street to wave. More minutes are lost at front doors than on the road.</p>`,
  },
];
