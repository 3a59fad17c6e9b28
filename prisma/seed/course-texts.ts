/** What the course is about, for the catalogue. */
export const description =
  "<p>Six evenings outdoors with nothing but your eyes and a warm coat. You learn to find your way among the stars, to measure angles with your hands, and to keep a record that somebody else can use.</p>";

/** The home page's text: in French, for a course that is taught in English to both. */
export const introduction = `<p>Bienvenue ! Ce cours se suit dehors, le soir, sans instrument : vos yeux, vos mains et une montre suffisent.</p>
<p>Commencez par « First evening », puis sortez dès que le ciel est clair. Notez ce que vous voyez : la dernière partie s’appuie sur vos relevés.</p>
<p>The units are in English; questions are welcome in both languages.</p>`;

/** Sections of the home page, in order. */
export const sectionPlan = [
  { key: "first", title: "First evening" },
  { key: "read", title: "To read before you go out" },
  { key: "record", title: "Your record" },
] as const;
