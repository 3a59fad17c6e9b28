import { GraphQLError, parse, specifiedRules, validate, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import type { Server } from "node:http";
import { WebSocketServer } from "ws";
import { Context } from "../kernel/context";
import { Refusal, TooComplex } from "../kernel/errors";
import { checkLimits, LIMITS, limitsRule } from "../kernel/query-limits";
import type { Services } from "../kernel/services";
import { callerOfSocket } from "./caller";
import { subscribeInGroups } from "./fan-out";
import { formatError } from "./graphql";

const MESSAGE_LIMIT = 512 * 1024;

const masked = (error: GraphQLError): GraphQLFormattedError => {
  const formatted = error.toJSON();
  const ours = error.originalError instanceof Refusal ? { ...formatted, extensions: { ...error.originalError.extensions } } : formatted;
  const known = ours.extensions?.["code"]
    ? ours
    : { ...ours, extensions: { code: error.originalError ? "INTERNAL_SERVER_ERROR" : "GRAPHQL_VALIDATION_FAILED" } };
  return formatError(known, error.originalError ?? error);
};

/** The WebSocket side of GraphQL (graphql-transport-ws): the same schema, limits, gate and masking as over HTTP. */
export function liveServer(http: Server, services: Services, schema: GraphQLSchema): { dispose: () => void | Promise<void> } {
  const sockets = new WebSocketServer({ server: http, path: "/graphql", maxPayload: MESSAGE_LIMIT });
  return useServer<{ authorization?: string; preview?: string }>(
    {
      schema,
      onConnect: (socket) => sameSite(services, socket.extra.request.headers.origin),
      // Each operation has its own context: nothing learned for one is believed in another.
      context: (socket) =>
        new Context(
          services,
          callerOfSocket(services, socket.extra.request, socket.connectionParams?.authorization, socket.connectionParams?.preview),
        ),
      onSubscribe: (_socket, _id, payload) => overLimits(payload.query, payload.variables ?? {}),
      subscribe: subscribeInGroups,
      validate: (theSchema, document) => validate(theSchema, document, [limitsRule, ...specifiedRules]),
      onError: (_socket, _id, _payload, errors) =>
        errors.map((error) => masked(error as GraphQLError)) as unknown as readonly GraphQLError[],
      onNext: (_socket, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map(masked) as unknown as readonly GraphQLError[] } : undefined,
    },
    sockets,
  );
}

/** A browser says where its page comes from: only the application's own pages may open a socket with its cookie. Programs send no origin. */
function sameSite(services: Services, origin: string | undefined): boolean {
  return origin === undefined || origin === services.env.appOrigin || services.env.nodeEnv !== "production";
}

/** The validation rule knows no variables; here they are, and with them how long the pages are. */
function overLimits(query: string, variables: Record<string, unknown>): readonly GraphQLError[] | undefined {
  try {
    checkLimits(parse(query, { maxTokens: LIMITS.tokens }), variables);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return [error];
    return [/contains more than/.test(String(error)) ? TooComplex(`At most ${LIMITS.tokens} tokens.`) : (error as GraphQLError)];
  }
}
