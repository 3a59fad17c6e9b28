/** What the course is about, for the catalogue. */
export const description =
  "<p>Six evenings outdoors with nothing but your eyes and a warm coat. You learn to find your way among the stars, to measure angles with your hands, and to keep a record that somebody else can use.</p>";

/** The home page's text, with a line for those who read French. */
export const introduction = `<p>Welcome! This course happens outdoors, in the evening, without any instrument: your eyes, your hands and a watch will do.</p>
<p>Begin with “First evening”, then go out as soon as the sky is clear. Note what you see: the last part builds on your records.</p>
<p lang="fr">Les questions sont bienvenues en français aussi.</p>`;
