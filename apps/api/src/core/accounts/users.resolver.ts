import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { createUserInput } from "@lyceum/shared/inputs/accounts";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { hashPassword } from "./passwords";
import { User, UserConnection, userOf } from "./people.types";
import { createAccount } from "./users";
import { CreateUserInput } from "./users.types";

@Resolver()
export class UserResolver {
  @Query(() => UserConnection, { description: "Accounts by family name, for administrators." })
  async users(
    @Arg("search", () => String, { nullable: true, description: "Part of a name, login, e-mail address or official code." }) search: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<User>> {
    await ctx.enterPlatform("searchUsers");
    const size = pageSize(first);
    const words = (search ?? "").split(/\s+/).filter(Boolean).slice(0, 6);
    const matches = words.map((word) => {
      const part = { contains: word, mode: "insensitive" as const };
      return { OR: [{ givenName: part }, { familyName: part }, { login: part }, { email: part }, { officialCode: part }] };
    });
    const where = { kind: "PERSON" as const, AND: matches };
    const keys = ["familyName", "givenName", "id"];
    const rows = await ctx.db.user.findMany({
      where: { AND: [where, behind(keys, decodeKey(after, 3))] },
      orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
      take: size + 1,
    });
    return pageOf(rows.map(userOf), size, (row) => [row.familyName, row.givenName, row.id], () => ctx.db.user.count({ where }));
  }

  @Mutation(() => User, { description: "Makes an account, for administrators." })
  async createUser(@Arg("input", () => CreateUserInput, { description: "Who it is." }) input: CreateUserInput, @Ctx() ctx: Context): Promise<User> {
    const viewer = await ctx.enterPlatform("manageUsers");
    const passwordHash = input.password ? await hashPassword(input.password) : null;
    const row = await ctx.write((tx, emit) => createAccount(tx, emit, { ...createUserInput.parse(input), passwordHash, createdById: viewer.id }));
    return userOf(row);
  }
}
