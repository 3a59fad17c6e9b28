import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { enrolUsersInput } from "@lyceum/shared/inputs/enrolments";
import type { Context } from "../../kernel/context";
import { enrolUsers } from "./enrol";
import { Enrolment, enrolmentOf, EnrolUsersInput, STAFF_SIGHT } from "./enrolments.types";

@Resolver()
export class EnrolmentResolver {
  @Mutation(() => [Enrolment], { description: "Puts people into a course or session, for its teachers. Gives all of them, in the order asked, those already there unchanged." })
  async enrolUsers(@Arg("input", () => EnrolUsersInput, { description: "Who, where, as what." }) input: EnrolUsersInput, @Ctx() ctx: Context): Promise<Enrolment[]> {
    const { actId, rows } = await enrolUsers(ctx, enrolUsersInput.parse(input));
    const member = ctx.memberOf(input.courseId);
    return rows.map((row) => enrolmentOf(row, member, STAFF_SIGHT, actId));
  }
}
