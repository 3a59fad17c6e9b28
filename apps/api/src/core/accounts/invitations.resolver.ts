import { createInvitationInput } from "@lyceum/shared/inputs/account-settings";
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { Validated } from "../../kernel/input";
import type { Context } from "../../kernel/context";
import { invitationHash, newInvitationCode } from "./invitations";

@ObjectType({ description: "A code that lets people register in the mode INVITATION.", simpleResolvers: true })
export class Invitation {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => String, { description: "The code's first signs, to know it again." })
  prefix!: string;
  @Field(() => String, { description: "What it is for; may be empty." })
  note!: string;
  @Field(() => Int, { nullable: true, description: "How many people may register with it; null = any number." })
  usesMax!: number | null;
  @Field(() => Int, { description: "How many have." })
  uses!: number;
  @Field(() => Date, { nullable: true, description: "Until when it holds; null = until it is revoked." })
  expiresAt!: Date | null;
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
}

@ObjectType({ description: "A new invitation with its code, which is shown this once.", simpleResolvers: true })
export class CreatedInvitation {
  @Field(() => String, { description: "Hand this to whom you invite; case, spaces and dashes do not matter." })
  code!: string;
  @Field(() => Invitation, { description: "What is kept of it." })
  invitation!: Invitation;
}

@Validated(createInvitationInput)
@InputType({ description: "A new invitation." })
export class CreateInvitationInput {
  @Field(() => String, { nullable: true, description: "What it is for, at most 200 characters." })
  note?: string | null;
  @Field(() => Int, { nullable: true, description: "How many people may register with it, 1 to 10,000; any number when absent." })
  usesMax?: number | null;
  @Field(() => Date, { nullable: true, description: "Until when it holds." })
  expiresAt?: Date | null;
}

const MOST = 200;

@Resolver()
export class InvitationResolver {
  @Query(() => [Invitation], { description: "Invitations that are not revoked, the newest first; at most 200." })
  async invitations(@Ctx() ctx: Context): Promise<Invitation[]> {
    await ctx.enterPlatform("manageSettings");
    return ctx.db.invitationCode.findMany({ where: { revokedAt: null }, orderBy: { id: "desc" }, take: MOST });
  }

  @Mutation(() => CreatedInvitation, { description: "Makes a code with which people may register in the mode INVITATION." })
  async createInvitation(
    @Arg("input", () => CreateInvitationInput, { description: "For whom." }) input: CreateInvitationInput,
    @Ctx() ctx: Context,
  ): Promise<CreatedInvitation> {
    const viewer = await ctx.enterPlatform("manageSettings");
    if (input.expiresAt && input.expiresAt <= new Date()) throw Invalid("input.expiresAt", "expiresAt.past", "This moment has passed.");
    if ((await ctx.db.invitationCode.count({ where: { revokedAt: null } })) >= MOST)
      throw Invalid("input", "invitations.tooMany", `At most ${MOST} codes; revoke one first.`);
    const code = newInvitationCode();
    const invitation = await ctx.write(async (tx, emit) => {
      const row = await tx.invitationCode.create({
        data: {
          codeHash: invitationHash(code),
          prefix: code.slice(0, 4),
          note: input.note ?? "",
          usesMax: input.usesMax ?? null,
          expiresAt: input.expiresAt ?? null,
          createdById: viewer.id,
        },
      });
      emit("accounts.invitation.created", { id: row.id, topic: "platform" });
      return row;
    });
    return { code, invitation };
  }

  @Mutation(() => Boolean, { description: "Revokes an invitation at once; who has registered with it stays." })
  async revokeInvitation(@Arg("id", () => ID, { description: "Which one." }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    await ctx.enterPlatform("manageSettings");
    if (!isId(id)) throw NotFound();
    return ctx.write(async (tx, emit) => {
      const { count } = await tx.invitationCode.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
      if (count === 0) throw NotFound();
      emit("accounts.invitation.revoked", { id, topic: "platform" });
      return true;
    });
  }
}
