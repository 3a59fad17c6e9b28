import { runtimeDeltaInput } from "@lyceum/shared/inputs/paths";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ProgressState } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";

/** What a package did besides setting values; the names are the GraphQL enum's, the values the player's words. */
export enum RuntimeEvent {
  BEGIN = "begin",
  INITIALIZE = "initialize",
  COMMIT = "commit",
  FINISH = "finish",
  SUSPEND = "suspend",
  LEAVE = "leave",
}
registerEnumType(RuntimeEvent, {
  name: "RuntimeEvent",
  description: "What happened in an activity besides values being set.",
  valuesConfig: {
    BEGIN: { description: "Sequencing began a new attempt at the activity." },
    INITIALIZE: { description: "The content began a session." },
    COMMIT: { description: "The content asked to save." },
    FINISH: { description: "The content ended its session." },
    SUSPEND: { description: "The page was closed; the lease is given back." },
    LEAVE: { description: "The learner left the activity." },
  },
});

@ObjectType("Launch", { description: "A package ready to be opened.", simpleResolvers: true })
export class LaunchNode {
  @Field(() => String, { description: "The player's address: open it in a browser that is signed in." })
  url!: string;
  @Field(() => ID, { description: "The attempt that it plays." })
  registrationId!: string;
}

@ObjectType({ description: "An attempt opened under a new lease.", simpleResolvers: true })
export class RegistrationOpened {
  @Field(() => ID, { description: "The attempt." })
  registrationId!: string;
  @Field(() => String, { description: "Names this opening: each save carries it." })
  lease!: string;
  @Field(() => String, { description: "The player page, to be framed." })
  playerUrl!: string;
  @Field(() => Date, { description: "When the addresses in it end: call renewAddresses before." })
  expiresAt!: Date;
  @Field(() => String, {
    description:
      "The launch document for the player page as JSON: protocol, rules, activities, locked ones, stored state, learner, addresses (packages/courseware, runtime-protocol.ts). The framing page adds `strings`, `language` and `direction`.",
  })
  launch!: string;
}

@ObjectType({ description: "Where an open package's files are, signed for one person.", simpleResolvers: true })
export class ContentAddresses {
  @Field(() => String, { description: "The files lie below it; ends with a slash." })
  contentBase!: string;
  @Field(() => String, { description: "Where the player page saves on leaving, on the same origin." })
  rtUrl!: string;
  @Field(() => String, { description: "The token for that." })
  rtToken!: string;
  @Field(() => Date, { description: "When they end." })
  expiresAt!: Date;
}

@InputType({ description: "One element of the run-time model and its new value." })
export class RuntimeElementInput {
  @Field(() => String, { description: "Its name in the standard: cmi.core.lesson_status, for instance." })
  element!: string;
  @Field(() => String, { description: "Its value, at most 262,144 bytes; kept byte for byte." })
  value!: string;
}

@InputType({ description: "A call of a package that went wrong." })
export class RuntimeCallInput {
  @Field(() => String, { description: "LMSSetValue, GetValue …, at most 40 characters." })
  method!: string;
  @Field(() => String, { description: "The element, or empty; at most 255 characters." })
  element!: string;
  @Field(() => String, { description: "The value that was given, shortened to 1,000 characters." })
  value!: string;
  @Field(() => String, { description: "The answer, shortened to 1,000 characters." })
  answer!: string;
  @Field(() => Int, { description: "The standard's error code." })
  code!: number;
  @Field(() => Float, { description: "The player's clock, Unix milliseconds." })
  at!: number;
}

@Validated(runtimeDeltaInput)
@InputType({ description: "Changed elements of one activity, with their number." })
export class RuntimeDeltaInput {
  @Field(() => Int, { description: "The last saved number + 1." })
  seq!: number;
  @Field(() => ID, { description: "The activity's identifier." })
  activityId!: string;
  @Field(() => [RuntimeElementInput], { description: "What changed; together at most 524,288 bytes." })
  set!: RuntimeElementInput[];
  @Field(() => [RuntimeEvent], { description: "What happened, in order." })
  events!: RuntimeEvent[];
  @Field(() => Float, { description: "The player's clock, Unix milliseconds; for display only." })
  at!: number;
  @Field(() => String, {
    nullable: true,
    description: "SCORM 2004: the state of sequencing after the change, as JSON; absent = it has not moved.",
  })
  sequencing?: string | null;
  @Field(() => [RuntimeCallInput], { nullable: true, description: "Calls that went wrong since the last change, at most 20." })
  calls?: RuntimeCallInput[] | null;
}

@ObjectType({ description: "A value that the standard forbids: it was not taken.", simpleResolvers: true })
export class RuntimeElementError {
  @Field(() => String, { description: "The element." })
  element!: string;
  @Field(() => Int, { description: "The standard's error code." })
  code!: number;
}

@ObjectType({ description: "What a save left behind.", simpleResolvers: true })
export class RuntimeCommitted {
  @Field(() => Int, { description: "Everything up to and with this number is stored." })
  lastSeq!: number;
  @Field(() => [RuntimeElementError], { description: "Values that were refused." })
  errors!: RuntimeElementError[];
  @Field(() => Int, { description: "The package's whole percent." })
  percent!: number;
  @Field(() => ProgressState, { description: "The attempt's state." })
  state!: ProgressState;
  @Field(() => Float, { nullable: true, description: "The package's score, of maxScore." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The most points possible." })
  maxScore!: number | null;
  @Field(() => [ID], { description: "Activities that their prerequisites keep closed now." })
  locked!: string[];
}
