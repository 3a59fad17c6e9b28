import { WAIVE_REASON_MAX, type StepInput as Change } from "@lyceum/shared/inputs/learning-paths";
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Invalid } from "../../kernel/errors";
import { enterToEdit, pathOfStep } from "./learning-paths";
import { HERE, pathNode } from "./learning-paths.resolver";
import { PathNode } from "./learning-paths.types";
import { confirmStep, openStep, startRun, waiveStep } from "./path-runs";
import { NewStepInput, StepInput, StepsRemoved } from "./path-steps.types";
import { type PathNodeRow } from "./path-view";
import { addStep, moveStep, removeStep, restoreSteps, updateStep } from "./step-edits";

const STEP = { description: "The step." };

/** A reason that is one: something must be said. */
function waiverReason(reason: string | null): string | null {
  const text = reason?.normalize("NFC").trim() ?? null;
  if (text === "") throw Invalid("reason", "reason.empty", "Say why.");
  if (text && text.length > WAIVE_REASON_MAX) throw Invalid("reason", "reason.tooLong", `At most ${WAIVE_REASON_MAX} characters.`);
  return text;
}

@Resolver()
export class PathStepResolver {
  @Mutation(() => PathNode, { description: "Adds a step to a path. Answers the path, in which its place is seen." })
  async addStep(
    @Arg("input", () => NewStepInput, { description: "The step." }) input: NewStepInput,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const entered = await enterToEdit(ctx, input.pathId, sessionId);
    await ctx.write((tx, emit) => addStep(tx, emit, entered, input));
    return pathNode(ctx, input.pathId, sessionId);
  }

  @Mutation(() => PathNode, { description: "Changes a step. Steps that would wait for each other are INVALID_INPUT." })
  async updateStep(
    @Arg("id", () => ID, STEP) id: string,
    @Arg("input", () => StepInput, { description: "What changes." }) input: StepInput,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was shown; another one = CONFLICT." })
    expectedVersion: number | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const entered = await enterToEdit(ctx, await pathOfStep(ctx, id), sessionId);
    await ctx.write((tx, emit) => updateStep(tx, emit, entered, id, input as Change, expectedVersion));
    return pathNode(ctx, entered.bundle.path.id, sessionId);
  }

  @Mutation(() => PathNode, { description: "Moves a step, with what lies in it; at most 5 levels." })
  async moveStep(
    @Arg("id", () => ID, STEP) id: string,
    @Arg("parentId", () => ID, { nullable: true, description: "The section that it goes into; null = the first level." }) parentId:
      | string
      | null,
    @Arg("beforeId", () => ID, { nullable: true, description: "The sibling before which it stands; null = at the end." }) beforeId:
      | string
      | null,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const entered = await enterToEdit(ctx, await pathOfStep(ctx, id), sessionId);
    await ctx.write((tx, emit) => moveStep(tx, emit, entered, id, parentId ?? null, beforeId ?? null));
    return pathNode(ctx, entered.bundle.path.id, sessionId);
  }

  @Mutation(() => StepsRemoved, { description: "Takes a step, with what lies in it, out of its path; its item stays in the course." })
  async removeStep(
    @Arg("id", () => ID, STEP) id: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<StepsRemoved> {
    const entered = await enterToEdit(ctx, await pathOfStep(ctx, id), sessionId);
    const removalId = await ctx.write((tx, emit) => removeStep(tx, emit, entered, id));
    return { removalId, pathId: entered.bundle.path.id, sessionId };
  }

  @Mutation(() => PathNode, { description: "Brings back what one act took out of a path." })
  async restoreSteps(
    @Arg("pathId", () => ID, { description: "The path." }) pathId: string,
    @Arg("removalId", () => ID, { description: "What removeStep gave." }) removalId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const entered = await enterToEdit(ctx, pathId, sessionId);
    await ctx.write((tx, emit) => restoreSteps(tx, emit, entered, removalId));
    return pathNode(ctx, pathId, sessionId);
  }

  @Mutation(() => PathNode, { description: "Begins the viewer's run of a path; nothing happens where one is under way. Learners only." })
  async startRun(
    @Arg("pathId", () => ID, { description: "The path." }) pathId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Arg("restart", () => Boolean, { defaultValue: false, description: "Closes the run and begins another one, where the path allows it." })
    restart: boolean,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    await startRun(ctx, pathId, sessionId, restart);
    return pathNode(ctx, pathId, sessionId);
  }

  @Mutation(() => PathNode, {
    description: "Opens a step: the learner's run resumes here. A closed one is LOCKED, with the reasons. Staff leave no trace.",
  })
  async openStep(
    @Arg("stepId", () => ID, STEP) stepId: string,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    return pathNode(ctx, await openStep(ctx, stepId, sessionId), sessionId);
  }

  @Mutation(() => PathNode, { description: "Ticks a step that is completed so." })
  async confirmStep(
    @Arg("stepId", () => ID, STEP) stepId: string,
    @Arg("confirmed", () => Boolean, { defaultValue: true, description: "False takes the tick back." }) confirmed: boolean,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    return pathNode(ctx, await confirmStep(ctx, stepId, sessionId, confirmed), sessionId);
  }

  @Mutation(() => PathNode, { description: "Lets a learner off a step, with a reason; for staff." })
  async waiveStep(
    @Arg("stepId", () => ID, STEP) stepId: string,
    @Arg("userId", () => ID, { description: "The learner." }) userId: string,
    @Arg("reason", () => String, { nullable: true, description: "1 to 500 characters; null takes the waiver back." }) reason: string | null,
    @Arg("sessionId", () => ID, HERE) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PathNodeRow> {
    const { bundle } = await waiveStep(ctx, stepId, userId, sessionId, waiverReason(reason));
    return pathNode(ctx, bundle.path.id, sessionId);
  }
}

@Resolver(() => StepsRemoved)
export class StepsRemovedFields {
  @FieldResolver(() => PathNode, { description: "The path without them." })
  path(@Root() { pathId, sessionId }: StepsRemoved, @Ctx() ctx: Context): Promise<PathNodeRow> {
    return pathNode(ctx, pathId, sessionId);
  }
}
