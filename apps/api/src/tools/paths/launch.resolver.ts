import { sequencingStateSchema, type SequencingState } from "@lyceum/courseware/sequencing/sequencing-state";
import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Conflict, Invalid, Refusal } from "../../kernel/errors";
import { commitDeltas } from "./commit";
import { currentRegistration, enterToPlay, openRegistration } from "./launch";
import { ContentAddresses, LaunchNode, RegistrationOpened, RuntimeCommitted, RuntimeDeltaInput } from "./launch.types";
import { recordPathPresence } from "./path-runs";
import { leaveRegistration, recordPresence, renewAddresses } from "./presence";

/** The state of sequencing that a player sent; INVALID_INPUT where it is none. */
function sequencingOf(text: string | null | undefined): SequencingState | undefined {
  if (!text) return undefined;
  try {
    return sequencingStateSchema.parse(JSON.parse(text));
  } catch {
    throw Invalid("delta.sequencing", "runtime.sequencing", "This is no state of sequencing.");
  }
}

@Resolver()
export class LaunchResolver {
  @Mutation(() => LaunchNode, {
    description:
      "Prepares a package for the viewer: the attempt to be played, and where. Members only; staff get an attempt that counts for nothing.",
  })
  async launchPackage(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is played in; absent = the course's base." }) sessionId:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<LaunchNode> {
    const { member, row } = await enterToPlay(ctx, packageId, sessionId);
    const registration = await currentRegistration(ctx, member, row);
    // The session is part of the course's place in an address.
    const place = encodeURIComponent(member.courseCode) + (member.sessionId ? `~${member.sessionId}` : "");
    const url = `${ctx.services.env.appOrigin}/c/${place}/paths/packages/${row.id}/play`;
    return { url, registrationId: registration.id };
  }

  @Mutation(() => RegistrationOpened, {
    description:
      "Opens the viewer's attempt under a new lease, for the page that frames the player. CONFLICT (LEASE_HELD) while it is open elsewhere.",
  })
  async openRegistration(
    @Arg("packageId", () => ID, { description: "The package." }) packageId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session it is played in; absent = the course's base." }) sessionId:
      | string
      | null,
    @Arg("takeOver", () => Boolean, { defaultValue: false, description: "Ends the other opening." }) takeOver: boolean,
    @Arg("formerLease", () => String, { nullable: true, description: "The lease that this browser had before: it may follow itself." })
    formerLease: string | null,
    @Ctx() ctx: Context,
  ): Promise<RegistrationOpened> {
    const { document, ...opened } = await openRegistration(ctx, packageId, sessionId, { takeOver, formerLease });
    return { ...opened, launch: JSON.stringify(document) };
  }

  @Mutation(() => Boolean, {
    description:
      "Keeps an opening of a package, or a run of a path, alive and counts the time that has passed since the last call; every 30 seconds. False: another one has taken over.",
  })
  recordPresence(
    @Arg("registrationId", () => ID, { nullable: true, description: "The attempt, the viewer's own; with `lease`." })
    registrationId: string | null,
    @Arg("lease", () => String, { nullable: true, description: "The opening." }) lease: string | null,
    @Arg("pathRunId", () => ID, { nullable: true, description: "The run of a path, the viewer's own; in place of an attempt." })
    pathRunId: string | null,
    @Arg("present", () => Boolean, { description: "False when the page was hidden, or its learner has done nothing for 5 minutes." })
    present: boolean,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    if (pathRunId && !registrationId) return recordPathPresence(ctx, pathRunId, present);
    if (!registrationId || !lease || pathRunId)
      throw Invalid("registrationId", "presence.one", "Name an attempt with its lease, or the run of a path.");
    return recordPresence(ctx, registrationId, lease, present);
  }

  @Mutation(() => ContentAddresses, {
    description: "Gives an open package new addresses before the first ones end. CONFLICT (LEASE_LOST): it was opened elsewhere.",
  })
  renewAddresses(
    @Arg("registrationId", () => ID, { description: "The attempt, the viewer's own." }) registrationId: string,
    @Arg("lease", () => String, { description: "The opening." }) lease: string,
    @Ctx() ctx: Context,
  ): Promise<ContentAddresses> {
    return renewAddresses(ctx, registrationId, lease);
  }

  @Mutation(() => Boolean, { description: "Ends an opening: the next one need not take over. False: it had ended already." })
  leaveRegistration(
    @Arg("registrationId", () => ID, { description: "The attempt." }) registrationId: string,
    @Arg("lease", () => String, { description: "The opening." }) lease: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return leaveRegistration(ctx, registrationId, lease);
  }

  @Mutation(() => RuntimeCommitted, {
    description:
      "Saves one change of a package's data. CONFLICT: SEQUENCE (a number is missing; `current` is the whole state) or LEASE_LOST (opened elsewhere). INVALID_INPUT: over a limit; `current` is the state.",
  })
  async commitRuntime(
    @Arg("registrationId", () => ID, { description: "The attempt, the viewer's own." }) registrationId: string,
    @Arg("lease", () => String, { description: "The opening that saves." }) lease: string,
    @Arg("delta", () => RuntimeDeltaInput, { description: "What changed." }) delta: RuntimeDeltaInput,
    @Ctx() ctx: Context,
  ): Promise<RuntimeCommitted> {
    const set = Object.fromEntries(delta.set.map(({ element, value }) => [element, value]));
    const committed = await commitDeltas(ctx, registrationId, lease, [
      { ...delta, set, events: [...delta.events], calls: delta.calls ?? [], sequencing: sequencingOf(delta.sequencing) },
    ]);
    if (committed.kind === "stored") return committed;
    if (committed.code === "LEASE_LOST") throw Conflict("LEASE_LOST", "This attempt was opened elsewhere.");
    if (committed.code === "CONFLICT") throw Conflict("SEQUENCE", "A change before this one is missing.", committed.state);
    throw new Refusal("INVALID_INPUT", "The change is too large.", {
      issues: [{ path: ["delta", "set"], code: "runtime.tooLarge", message: "At most 524,288 bytes." }],
      current: committed.state,
    });
  }
}
