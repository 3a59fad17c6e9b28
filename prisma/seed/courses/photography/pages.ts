import type { ItemPlan } from "../../plan";

/** What there is to read, in order. */
export const pages: ItemPlan[] = [
  {
    kind: "page",
    title: "Trois réglages, une lumière",
    body: `<p class="lead">Une photo trop sombre ou trop claire se corrige de trois façons, et chacune change autre chose dans l’image.</p>
<table><tbody><tr><th>Réglage</th><th>Ce qu’il change en plus</th></tr><tr><td>Ouverture (f/2, f/8…)</td><td>La profondeur de champ : plus le nombre est petit, plus le fond devient flou.</td></tr><tr><td>Vitesse (1/30 s, 1/1000 s…)</td><td>Le mouvement : il file ou il se fige.</td></tr><tr><td>Sensibilité (100, 3200 ISO…)</td><td>Le bruit : du grain dans les ombres.</td></tr></tbody></table>
<h2>Un cran</h2>
<p>Doubler ou diviser par deux la lumière, c’est <strong>un cran</strong>. De 1/60 s à 1/30 s : un cran de plus. De 100 à 200 ISO : un cran de plus. De f/4 à f/2,8 : encore un.</p>
<p>Deux réglages qui bougent d’un cran en sens contraire donnent la même exposition, mais pas la même image.</p>
<h2>À essayer</h2>
<ol><li>Photographiez une scène au repos à f/2,8, puis à f/11.</li><li>Comparez un détail du fond.</li><li>Notez la vitesse que l’appareil a choisie dans chaque cas.</li></ol>`,
  },
  {
    kind: "page",
    title: "Composer, c’est enlever",
    body: `<p class="lead">Le cadre ne montre pas ce qu’il y a : il choisit ce que l’on n’aura pas à regarder.</p>
<h2>Quatre questions avant de déclencher</h2>
<ol><li>Où l’œil va-t-il d’abord ?</li><li>Que fait-il ensuite ?</li><li>Qu’y a-t-il dans les coins ?</li><li>Que puis-je enlever en faisant un pas ?</li></ol>
<p>La <em>règle des tiers</em> place le sujet sur une des quatre intersections. C’est un bon point de départ, jamais une obligation : une symétrie franche la bat à plate couture.</p>
<blockquote><p>Si l’image ne vous plaît pas, changez de place avant de changer d’objectif.</p></blockquote>`,
  },
  {
    kind: "page",
    title: "La couleur de la lumière",
    body: `<p class="lead">À midi la lumière est bleue et dure, une heure avant le coucher du soleil elle est jaune et rasante. L’œil corrige, l’appareil hésite.</p>
<p>La <strong>balance des blancs</strong> dit à l’appareil ce qui est blanc. Réglée sur « ombre », elle réchauffe ; réglée sur « lampe », elle refroidit.</p>
<ul><li>Bougie : environ 1 900 K</li><li>Lampe de chevet : environ 2 700 K</li><li>Soleil de midi : environ 5 500 K</li><li>Ombre sous un ciel bleu : environ 8 000 K</li></ul>
<p>Plus le nombre est grand, plus la lumière est bleue : c’est l’inverse de ce que disent les robinets.</p>`,
  },
];
