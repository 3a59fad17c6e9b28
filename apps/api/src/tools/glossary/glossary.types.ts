import {
  GLOSSARY_LEARNERS,
  GLOSSARY_MODES,
  GLOSSARY_ORDERS,
  GLOSSARY_PLACES,
  GLOSSARY_VIEWS,
  type GlossarySettings,
} from "@lyceum/shared/inputs/glossary";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { Item } from "../../kernel/item.types";
import { Node } from "../../kernel/node.types";
import { viewerCanType } from "../../kernel/policy";
import { Person } from "../../core/accounts/people.types";
import { GlossaryAliasKind, GlossaryHighlight, GlossaryTermState } from "../../generated/prisma/enums.ts";
import type { glossaryPolicy, termPolicy } from "./glossary.policy";

/** Makes a GraphQL enum out of a list of words. */
function enumOf<Word extends string>(
  name: string,
  words: readonly Word[],
  description: string,
  each: Record<Word, string>,
): Record<Word, Word> {
  const values = Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(words.map((word) => [word, { description: each[word] }])) as never,
  });
  return values;
}

registerEnumType(GlossaryTermState, {
  name: "GlossaryTermState",
  description: "Who sees a term.",
  valuesConfig: {
    PROPOSED: { description: "Its author and staff, until it is accepted." },
    PUBLISHED: { description: "Everybody." },
    HIDDEN: { description: "Staff only." },
  },
});
registerEnumType(GlossaryHighlight, {
  name: "GlossaryHighlight",
  description: "Whether a term is marked where it occurs.",
  valuesConfig: {
    ON: { description: "Yes, in any case and inflection." },
    OFF: { description: "Never." },
    EXACT_CASE: { description: "Only as it is written, capitals included." },
  },
});
registerEnumType(GlossaryAliasKind, {
  name: "GlossaryAliasKind",
  description: "What another way to write a term is.",
  valuesConfig: {
    SYNONYM: { description: "Another word for it." },
    ABBREVIATION: { description: "A short form." },
    PLURAL: { description: "A plural that no rule gives." },
    FORM: { description: "Another inflected form." },
  },
});
export const GlossaryViewKind = enumOf("GlossaryViewKind", GLOSSARY_VIEWS, "How the course shows its glossary.", {
  LIST: "One panel for each term.",
  TABLE: "Rows and columns.",
});
export const GlossaryOrder = enumOf("GlossaryOrder", GLOSSARY_ORDERS, "The order of the terms.", {
  ALPHABETICAL: "By the collation of the course's language.",
  MANUAL: "As staff have put them.",
});
export const GlossaryMode = enumOf("GlossaryMode", GLOSSARY_MODES, "Whether terms are marked in the course's texts.", {
  OFF: "Nowhere.",
  ON_DEMAND: "For whoever switches it on.",
  AUTOMATIC: "For everybody who has not switched it off.",
});
export const GlossaryPlace = enumOf("GlossaryPlace", GLOSSARY_PLACES, "A kind of page where terms may be marked.", {
  DOCUMENTS: "Documents.",
  PAGES: "Introductions, descriptions and the glossary itself.",
  PATHS: "Learning paths.",
  QUIZZES: "Quizzes, outside attempts.",
  POSTS: "Forum posts and announcements.",
  WIKI: "The wiki.",
});
export const GlossaryLearners = enumOf("GlossaryLearners", GLOSSARY_LEARNERS, "What learners may do.", {
  READ: "Read.",
  PROPOSE: "Propose terms that staff accept or refuse.",
  WRITE: "Write terms at once.",
});

@ObjectType({ description: "Another way to write a term: it is found and marked like the term.", simpleResolvers: true })
export class GlossaryAlias {
  @Field(() => GlossaryAliasKind, { description: "What it is." })
  kind!: GlossaryAliasKind;
  @Field(() => String, { description: "The words, plain text." })
  text!: string;
}

@ObjectType({ description: "A term in another language.", simpleResolvers: true })
export class GlossaryVariant {
  @Field(() => String, { description: "The language (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "The term there, plain text." })
  term!: string;
  @Field(() => String, { description: "The definition there, rich text; may be empty." })
  definition!: string;
}

@ObjectType({ description: "The name of another term, with its id.", simpleResolvers: true })
export class GlossaryTermLink {
  @Field(() => ID, { description: "The other term." })
  id!: string;
  @Field(() => String, { description: "Its words, plain text." })
  term!: string;
}

export const GlossaryTermViewerCan = viewerCanType<keyof typeof termPolicy>("GlossaryTermViewerCan", {
  read: "See it.",
  update: "Change it.",
  delete: "Put it into the trash.",
  hide: "Show or hide it where the viewer stands.",
  reword: "Write a session's own wording of it.",
  decide: "Accept or refuse the proposal.",
});
export const GlossaryViewerCan = viewerCanType<keyof typeof glossaryPolicy>("GlossaryViewerCan", {
  create: "Add terms at once.",
  propose: "Propose terms.",
  manage: "Import, reorder and decide proposals.",
  configure: "Change the settings.",
});

@ObjectType({ implements: Node, description: "A word of the course with its definition, as the viewer's run words it." })
export class GlossaryTerm extends Node {
  @Field(() => ID, { description: "The course.", simple: true })
  courseId!: string;
  @Field(() => ID, { description: "The glossary it lies in: the course's, or a session's own.", simple: true })
  glossaryId!: string;
  @Field(() => String, { description: "The term, plain text of at most 200 characters.", simple: true })
  term!: string;
  @Field(() => String, { description: "The definition, rich text.", simple: true })
  definition!: string;
  @Field(() => String, { description: "The language of both (BCP 47).", simple: true })
  language!: string;
  @Field(() => String, { description: "Its letter in the A–Z bar; # for none.", simple: true })
  letter!: string;
  @Field(() => Int, { description: "Its place in the manual order, from 1.", simple: true })
  position!: number;
  @Field(() => GlossaryTermState, { description: "Who sees it.", simple: true })
  state!: GlossaryTermState;
  @Field(() => GlossaryHighlight, { description: "Whether it is marked where it occurs.", simple: true })
  highlight!: GlossaryHighlight;
  @Field(() => String, { nullable: true, description: "Its category.", simple: true })
  category!: string | null;
  @Field(() => [GlossaryAlias], { description: "Other ways to write it.", simple: true })
  aliases!: GlossaryAlias[];
  @Field(() => [GlossaryVariant], { description: "The same in other languages.", simple: true })
  variants!: GlossaryVariant[];
  @Field(() => [GlossaryTermLink], { description: "Related terms that are published.", simple: true })
  related!: GlossaryTermLink[];
  @Field(() => String, { nullable: true, description: "A picture: a path on the application's origin." })
  pictureUrl!: string | null;
  @Field(() => String, { nullable: true, description: "A sound, the spoken term for instance: a path on the application's origin." })
  audioUrl!: string | null;
  @Field(() => ID, { nullable: true, description: "The base term that this is the session's wording of.", simple: true })
  baseTermId!: string | null;
  @Field(() => Boolean, { description: "Whether it belongs to the session and not to the course." })
  inSession!: boolean;
  @Field(() => Person, { nullable: true, description: "Who wrote it; null when they are gone." })
  author!: Person | null;
  @Field(() => Date, { description: "When it was written.", simple: true })
  createdAt!: Date;
  @Field(() => Date, { description: "When it was last changed.", simple: true })
  updatedAt!: Date;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion.", simple: true })
  version!: number;
  @Field(() => GlossaryTermViewerCan, { description: "What the viewer may do with it." })
  viewerCan!: Record<keyof typeof termPolicy, boolean>;
}

export const GlossaryTermConnection = connectionType("GlossaryTerm", () => GlossaryTerm);

@ObjectType({
  implements: Item,
  description: "The glossary of a course, or the terms that one of its sessions adds, as an item.",
  simpleResolvers: true,
})
export class Glossary extends Item {}

@ObjectType("GlossarySettings", { description: "The course's choices for its glossary.", simpleResolvers: true })
export class GlossarySettingsNode implements GlossarySettings {
  @Field(() => GlossaryViewKind, { description: "How it is shown." })
  view!: GlossarySettings["view"];
  @Field(() => GlossaryOrder, { description: "In which order." })
  order!: GlossarySettings["order"];
  @Field(() => Boolean, { description: "Whether leading articles are passed over when sorting." })
  ignoreArticles!: boolean;
  @Field(() => GlossaryMode, { description: "Whether terms are marked in texts." })
  highlight!: GlossarySettings["highlight"];
  @Field(() => [GlossaryPlace], { description: "Where they are marked." })
  places!: GlossarySettings["places"];
  @Field(() => Boolean, { description: "Whether only the first occurrence on a page is marked." })
  firstOnly!: boolean;
  @Field(() => GlossaryLearners, { description: "What learners may do." })
  learners!: GlossarySettings["learners"];
  @Field(() => Int, { description: "Grows with each change; 0 = all as it comes." })
  version!: number;
}

@ObjectType({ description: "A letter of the A–Z bar.", simpleResolvers: true })
export class GlossaryLetter {
  @Field(() => String, { description: "The letter; # for terms that begin with none." })
  letter!: string;
  @Field(() => Int, { description: "How many terms stand under it." })
  count!: number;
}

@ObjectType({ description: "The glossary as the viewer sees it in the course, or in one of its sessions." })
export class GlossaryView {
  @Field(() => ID, { description: "The course.", simple: true })
  courseId!: string;
  @Field(() => String, { description: "Changes with every change; compare it only.", simple: true })
  version!: string;
  @Field(() => GlossarySettingsNode, { description: "The course's choices.", simple: true })
  settings!: GlossarySettingsNode;
  @Field(() => GlossaryViewerCan, { description: "What the viewer may do.", simple: true })
  viewerCan!: Record<keyof typeof glossaryPolicy, boolean>;
  @Field(() => [GlossaryLetter], { description: "The letters in use, in the order of the course's language." })
  letters!: GlossaryLetter[];
  @Field(() => [String], { description: "The categories in use." })
  categories!: string[];
  @Field(() => Int, { description: "Proposals that wait: all for staff, their own for learners." })
  proposalCount!: number;
}

@ObjectType({ description: "A term as highlighting needs it.", simpleResolvers: true })
export class GlossaryMatch {
  @Field(() => ID, { description: "The term." })
  id!: string;
  @Field(() => String, { description: "Its words." })
  term!: string;
  @Field(() => String, { description: "Its language (BCP 47)." })
  language!: string;
  @Field(() => GlossaryHighlight, { description: "How it is matched." })
  highlight!: GlossaryHighlight;
  @Field(() => [GlossaryAlias], { description: "Other ways to write it." })
  aliases!: GlossaryAlias[];
}

@ObjectType({ description: "What to mark in the course's texts.", simpleResolvers: true })
export class GlossaryMatches {
  @Field(() => String, { description: "Give it back to be told only of changes." })
  version!: string;
  @Field(() => GlossaryMode, { description: "Whether terms are marked." })
  mode!: GlossarySettings["highlight"];
  @Field(() => [GlossaryPlace], { description: "Where." })
  places!: GlossarySettings["places"];
  @Field(() => Boolean, { description: "Whether only the first occurrence on a page is marked." })
  firstOnly!: boolean;
  @Field(() => [GlossaryMatch], { nullable: true, description: "The terms; null when the given version is this one." })
  terms!: GlossaryMatch[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      "The same terms as one JSON text, a list of objects with the same fields: read it where a list may be long, it costs nothing to execute.",
  })
  packed!: string | null;
}
