import { packageInput } from "@lyceum/shared/inputs/paths";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ItemState, PackageReentry, PackageScoring, PackageStandard, PackageWindow } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { Item } from "../../kernel/item.types";
import { Node } from "../../kernel/node.types";
import { viewerCanType } from "../../kernel/policy";

registerEnumType(PackageStandard, {
  name: "PackageStandard",
  description: "The standard that a package follows.",
  valuesConfig: {
    SCORM_12: { description: "SCORM 1.2." },
    SCORM_2004: { description: "SCORM 2004; the edition is beside it." },
    AICC: { description: "AICC, by its course files." },
    CMI5: { description: "cmi5; not played yet." },
    XAPI: { description: "Experience API (TinCan); not played yet." },
    CONTENT: { description: "IMS content without run-time calls." },
  },
});
registerEnumType(PackageReentry, {
  name: "PackageReentry",
  description: "What follows when a learner opens a package that they have done.",
  valuesConfig: {
    REVIEW: { description: "They look at it again without credit." },
    RESUME: { description: "They go on, with credit." },
    NEW_ATTEMPT: { description: "They begin another attempt; the better result counts." },
  },
});
registerEnumType(PackageScoring, {
  name: "PackageScoring",
  description: "How activities' scores make the package's.",
  valuesConfig: {
    AVERAGE: { description: "The mean of those that reported one, of 100." },
    HIGHEST: { description: "The best one, of 100." },
    SUM: { description: "All points together." },
  },
});
registerEnumType(PackageWindow, {
  name: "PackageWindow",
  description: "Where a package opens.",
  valuesConfig: { EMBEDDED: { description: "Inside the page." }, OWN_WINDOW: { description: "In a window of its own." } },
});

@ObjectType({ description: "One activity of a package's tree, in document order.", simpleResolvers: true })
export class PackageActivity {
  @Field(() => String, { description: "Unique within the package, as its manifest says." })
  identifier!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => Int, { description: "0 for the first level." })
  depth!: number;
  @Field(() => Boolean, { description: "Whether it opens something; a folder does not." })
  launchable!: boolean;
  @Field(() => Boolean, { description: "Whether the manifest wants it shown in the tree." })
  visible!: boolean;
}

@ObjectType({ description: "Something that was repaired or overlooked at the import.", simpleResolvers: true })
export class PackageWarning {
  @Field(() => String, { description: "A code that does not change." })
  code!: string;
  @Field(() => String, { description: "What was found, in English, for programs and reports." })
  message!: string;
}

@ObjectType({ description: "How a course's learners stand with a package; for staff.", simpleResolvers: true })
export class PackageOverview {
  @Field(() => Int, { description: "Learners of this run." })
  learners!: number;
  @Field(() => Int, { description: "Those who have begun." })
  started!: number;
  @Field(() => Int, { description: "Those who are done or have passed." })
  finished!: number;
  @Field(() => Float, { description: "Mean share done over all learners, 0 to 1." })
  averageFraction!: number;
  @Field(() => Float, { nullable: true, description: "Mean score in percent of those who have one." })
  averageScore!: number | null;
}

@ObjectType({ description: "A member's current attempt at a package.", simpleResolvers: true })
export class OwnRegistration {
  @Field(() => ID, { description: "The registration's id." })
  id!: string;
  @Field(() => Int, { description: "Which attempt it is, from 1." })
  number!: number;
  @Field(() => Int, { description: "Share done in whole percent." })
  percent!: number;
  @Field(() => Boolean, { description: "False for staff who only try the package." })
  counts!: boolean;
  @Field(() => Date, { description: "When it was last saved." })
  lastAt!: Date;
}

export const PackageCan = viewerCanType("PackageCan", {
  read: "See it.",
  play: "Open it in the player and save.",
  create: "Import others beside it.",
  update: "Change its settings.",
  delete: "Put it into the trash.",
  follow: "See how learners stand.",
  reset: "Let a learner start over.",
});

@ObjectType({ description: "A course package (SCORM, AICC, IMS content) that runs in the player.", implements: [Item, Node] })
export class Package extends Item {
  @Field(() => PackageStandard, { description: "The standard it follows." })
  standard!: PackageStandard;
  @Field(() => String, { nullable: true, description: "SCORM 2004's edition: 2ND, 3RD or 4TH." })
  edition!: string | null;
  @Field(() => PackageReentry, { description: "What follows once it is done." })
  reentry!: PackageReentry;
  @Field(() => PackageScoring, { description: "How its score is made." })
  scoring!: PackageScoring;
  @Field(() => PackageWindow, { description: "Where it opens." })
  window!: PackageWindow;
  @Field(() => Boolean, { description: "SCORM 1.2: the mastery score decides even where the content said passed or failed." })
  masteryOverridesStatus!: boolean;
  @Field(() => Boolean, { description: "An unfinished activity counts by its score." })
  scoreAsProgress!: boolean;
  revisionId!: string;
}

/** A page of packages. */
export const PackageConnection = connectionType("Package", () => Package);

@ObjectType({ description: "What an import made.", simpleResolvers: true })
export class PackageImported {
  packageId!: string;
}

@ObjectType({ description: "Packages that went into the trash together.", simpleResolvers: true })
export class PackageTrashed {
  @Field(() => ID, { description: "Undoes it within 30 days: give it to restorePackages." })
  trashId!: string;
  @Field(() => [ID], { description: "The packages." })
  ids!: string[];
}

@Validated(packageInput)
@InputType({ description: "What changes of a package; an absent field stays as it is." })
export class PackageInput {
  @Field(() => String, { nullable: true, description: "1 to 250 characters." })
  title?: string;
  @Field(() => ItemState, { nullable: true, description: "Whether learners see it." })
  state?: ItemState;
  @Field(() => Date, { nullable: true, description: "Closed before; null = no such date." })
  opensAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed from then on; null = no such date." })
  closesAt?: Date | null;
  @Field(() => Date, { nullable: true, description: "Due; null = no such date." })
  dueAt?: Date | null;
  @Field(() => PackageReentry, { nullable: true, description: "What follows once it is done." })
  reentry?: PackageReentry;
  @Field(() => PackageScoring, { nullable: true, description: "How its score is made." })
  scoring?: PackageScoring;
  @Field(() => PackageWindow, { nullable: true, description: "Where it opens." })
  window?: PackageWindow;
  @Field(() => Boolean, { nullable: true, description: "The mastery score decides over the content's word." })
  masteryOverridesStatus?: boolean;
  @Field(() => Boolean, { nullable: true, description: "An unfinished activity counts by its score." })
  scoreAsProgress?: boolean;
}
