import { graphql, type GraphQLSchema } from "graphql";
import { makeSchema } from "../../apps/api/src/schema";
import { Context } from "../../apps/api/src/kernel/context";
import type { Services } from "../../apps/api/src/kernel/services";

/** The public API, used inside the process as one person after the other. */
export interface CampusApi {
  services: Services;
  /** Runs an operation as this person and answers its data; throws what the API refuses. */
  run<Data>(userId: string, operation: string, variables?: Record<string, unknown>): Promise<Data>;
  /** A context of this person's, for what has no operation: bytes. */
  contextOf(userId: string): Context;
}

/** Opens the API to the seed: same schema, same gates, same policies as over HTTP. */
export function openCampusApi(services: Services): CampusApi {
  const schema: GraphQLSchema = makeSchema();
  const contextOf = (userId: string) => new Context(services, { credentials: { onBehalfOf: userId }, address: "", userAgent: "" });
  return {
    services,
    contextOf,
    async run<Data>(userId: string, source: string, variableValues: Record<string, unknown> = {}): Promise<Data> {
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue: contextOf(userId) });
      const refused = errors?.[0];
      if (refused) throw new Error(`the demo campus: ${source.trim().slice(0, 80)}: ${refused.message}`, { cause: refused });
      return data as Data;
    },
  };
}
