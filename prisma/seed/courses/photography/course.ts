import type { CoursePlan } from "../../plan";
import { exposures, forTheWalk } from "./files";
import { packagePlan } from "./package";
import { pages } from "./pages";
import { terms } from "./terms";

/** Photography with any camera, in French. */
export const photography: CoursePlan = {
  code: "PHOTO-110",
  title: "Apprendre à voir : la photographie",
  language: "fr",
  color: "#7A4B2A",
  category: "Arts",
  tags: ["photographie", "image"],
  description:
    "<p>Un mois pour apprendre à regarder, avec l’appareil que vous avez déjà, téléphone compris. Trois réglages, une lumière, un cadre : le reste est affaire de patience.</p>",
  introduction: `<p>Bienvenue ! Chaque semaine, une courte leçon et une sortie. Emportez le carnet : ce que vous notez vaut autant que ce que vous déclenchez.</p>
<p>Commencez par « Un mois, cinq sorties », puis revenez lire les pages quand une question se pose.</p>`,
  terms,
  sections: [
    { title: "Pour commencer", items: [{ kind: "package", plan: packagePlan }] },
    { title: "À lire entre deux sorties", items: [pages[0]!, { kind: "file", file: exposures }, pages[1]!, pages[2]!] },
    {
      title: "À emporter",
      items: [
        {
          kind: "folder",
          title: "Pour la sortie",
          description: "Deux images à garder en tête et une feuille à imprimer.",
          files: forTheWalk,
        },
      ],
    },
  ],
};
