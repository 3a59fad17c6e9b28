import { personOf, personSelect, type Person } from "../../core/accounts/people.types";
import type { Context } from "../../kernel/context";

/** The public face of whoever made something, or null; one statement for all of a request's people. */
export function personOfDocument(ctx: Context, userId: string | null): Promise<Person | null> {
  if (!userId) return Promise.resolve(null);
  return ctx
    .loader<Person>("documents:people", async (ids) => {
      const rows = await ctx.db.user.findMany({ where: { id: { in: [...ids] } }, select: personSelect });
      return ids.map((id) => {
        const row = rows.find((one) => one.id === id);
        return row ? personOf(row) : null;
      });
    })
    .load(userId);
}
