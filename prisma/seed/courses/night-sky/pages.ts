import type { ItemPlan } from "../../plan";

/** What there is to read, in order. */
export const pages: ItemPlan[] = [
  {
    kind: "page",
    title: "Why the sky turns",
    body: `<p class="lead">Stand outside for an hour and the stars have moved a hand’s breadth to the west. It is the ground that turned.</p>
<h2>One turn, 23 hours and 56 minutes</h2>
<p>The Earth turns once in a little less than a day. Seen from here the whole sky circles around the <em>celestial pole</em>, and a star near it never sets.</p>
<table><tbody><tr><th>After</th><th>The sky has turned by</th></tr><tr><td>4 minutes</td><td>1°</td></tr><tr><td>1 hour</td><td>15°</td></tr><tr><td>1 month, same hour</td><td>30°</td></tr></tbody></table>
<h2>Try it</h2>
<ol><li>Choose a bright star beside a chimney or a mast.</li><li>Mark where you stand, and note the time.</li><li>Come back ten minutes later: how far has it gone?</li></ol>
<blockquote><p>Whoever has seen it once does not forget in which direction the Earth turns.</p></blockquote>`,
  },
  {
    kind: "page",
    title: "How bright is bright?",
    body: `<p class="lead">The magnitude of a star is a number that runs backwards: the smaller, the brighter.</p>
<p>Five steps are a factor of one hundred, so one step is about two and a half. The faintest stars that you see tell how dark your sky is: <strong>light pollution</strong> takes the faint ones first.</p>
<ul><li>−1.5: Sirius, the brightest star of the night</li><li>2.0: Polaris</li><li>3.5: about the limit in a large town</li><li>6.0: the limit far from any lamp, after half an hour of dark adaptation</li></ul>
<p>Write the faintest magnitude you saw on your observation sheet. Two sheets can only be compared when both have it.</p>`,
  },
];
