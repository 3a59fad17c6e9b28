import type { PackagePlan } from "@lyceum/courseware/make-package";

/** Five outings, one exercise each. */
export const packagePlan: PackagePlan = {
  identifier: "lyceum-demo-photography",
  title: "Un mois, cinq sorties",
  language: "fr",
  doneLabel: "J’ai fait cette sortie",
  masteryScore: 80,
  pages: [
    {
      title: "Dix fois le même objet",
      body: [
        "Choisissez un objet ordinaire : une chaise, une tasse, un vélo.",
        "Photographiez-le dix fois sans le déplacer : tournez autour, baissez-vous, approchez-vous jusqu’à ne plus le reconnaître.",
        "Gardez trois images et dites à haute voix pourquoi ces trois-là.",
      ],
    },
    {
      title: "Une heure, une fenêtre",
      body: [
        "Posez quelque chose de clair près d’une fenêtre et revenez toutes les dix minutes.",
        "Regardez l’ombre : son bord devient net ou doux, sa couleur change.",
        "Notez l’heure de chaque image : vous saurez quand revenir.",
      ],
    },
    {
      title: "Le fond d’abord",
      body: [
        "Cette fois, choisissez le fond avant le sujet : un mur, un ciel, une haie.",
        "Attendez que quelqu’un ou quelque chose y entre. La patience cadre mieux que le zoom.",
        "Comptez ce qui ne sert à rien dans l’image, et faites un pas de côté.",
      ],
    },
    {
      title: "Figer, filer",
      body: [
        "Au bord d’une rue, prenez un vélo qui passe au millième de seconde, puis au trentième en le suivant.",
        "La première image montre le vélo, la seconde montre la vitesse.",
        "Une photo floue peut être juste : décidez si le flou dit quelque chose.",
      ],
    },
    {
      title: "Trois images qui se suivent",
      body: [
        "Racontez un trajet en trois images : un lieu, un geste, un détail.",
        "Aucune ne doit se suffire, et l’ordre doit compter.",
        "Montrez-les à quelqu’un sans rien dire, et écoutez l’histoire qu’il y voit.",
      ],
    },
  ],
};
