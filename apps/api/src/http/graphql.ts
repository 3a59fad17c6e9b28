import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Context } from "../kernel/context";
import { countStatements } from "../kernel/database";
import { databaseIsAway, unreadableInput } from "../kernel/database-errors";
import { Refusal, TooComplex } from "../kernel/errors";
import { log } from "../kernel/log";
import { checkLimits, LIMITS, limitsRule } from "../kernel/query-limits";
import type { Services } from "../kernel/services";
import { callerOf } from "./caller";
import { observeOperation } from "./metrics";

/** The codes that are said by the status too: what proxies and plain programs look at. */
const STATUS = new Map<unknown, number>([
  ["TOO_COMPLEX", 400],
  ["RATE_LIMITED", 429],
  ["UNAVAILABLE", 503],
]);
/** How soon to ask again when the database is away. */
const AWAY_SECONDS = 2;
const BODY_LIMIT = 2 * 1024 * 1024;

/** Apollo Server with our limits, costs and masking. Its cache-control plugin is off: it would instrument every field. */
export function makeApollo(schema: GraphQLSchema): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [limitsRule],
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger: { debug: () => undefined, info: () => undefined, warn: (message) => log.warn(message), error: (message) => log.error(message) },
    formatError: (error, raw) => formatError(error, unwrapResolverError(raw)),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      {
        async requestDidStart() {
          const started = performance.now();
          let cost = 0;
          return {
            async didResolveOperation({ document, request }) {
              cost = checkLimits(document, request.variables ?? {}).cost;
            },
            async willSendResponse({ contextValue, operationName, response }) {
              response.http.headers.set("x-request-id", contextValue.requestId);
              if (response.body.kind !== "single") return;
              const { errors } = response.body.singleResult;
              response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost };
              for (const error of errors ?? []) {
                (error.extensions as Record<string, unknown>)["requestId"] = contextValue.requestId;
                const wait = error.extensions?.["retryAfterSeconds"];
                const status = STATUS.get(error.extensions?.["code"]);
                if (status) response.http.status = status;
                if (status && status !== 400) response.http.headers.set("retry-after", String(wait ?? 60));
              }
              observeOperation(operationName ?? "anonymous", errors?.[0]?.extensions?.["code"], (performance.now() - started) / 1000);
            },
          };
        },
      },
    ],
  });
}

/** What leaves the server of an error: our refusals as they are, GraphQL's own as INVALID_INPUT, everything else masked and logged. */
export function formatError(error: GraphQLFormattedError, raw: unknown): GraphQLFormattedError {
  // Apollo renames the code of what a validation rule reports.
  if (error.extensions?.["messageKey"] === "errors:TOO_COMPLEX")
    return { ...error, extensions: { ...error.extensions, code: "TOO_COMPLEX" } };
  if (raw instanceof Refusal || error.extensions?.["messageKey"]) return error;
  const code = error.extensions?.["code"];
  if (/contains more than|token/i.test(error.message) && code === "GRAPHQL_PARSE_FAILED") {
    return { ...error, extensions: { ...TooComplex(error.message).extensions } };
  }
  if (typeof code === "string" && code !== "INTERNAL_SERVER_ERROR") {
    return { ...error, extensions: { code: "INVALID_INPUT", messageKey: "errors:INVALID_INPUT", graphqlCode: code } };
  }
  if (databaseIsAway(raw)) {
    log.warn({ path: error.path }, "an operation met no database");
    const extensions = { code: "UNAVAILABLE", messageKey: "errors:UNAVAILABLE", retryAfterSeconds: AWAY_SECONDS };
    return { message: "The database is away: try again.", path: error.path, locations: error.locations, extensions };
  }
  const unreadable = unreadableInput(raw);
  if (unreadable) return { message: unreadable.message, path: error.path, locations: error.locations, extensions: unreadable.extensions };
  log.error({ err: raw, path: error.path }, "an operation failed");
  return {
    message: "Something went wrong on our side.",
    path: error.path,
    locations: error.locations,
    extensions: { code: "INTERNAL", messageKey: "errors:INTERNAL" },
  };
}

/** Answers `POST /graphql` without a framework around it: the hottest route. */
export async function answerGraphql(
  apollo: ApolloServer<Context>,
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = callerOf(services, request, response);
  const context = new Context(services, caller);
  try {
    const body = await readJson(request);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
    }
    const execute = () =>
      apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: { method: "POST", headers, search: "", body }, context: async () => context });
    const result = services.env.nodeEnv === "test" ? await countedInHeader(response, execute) : await execute();
    for (const [name, value] of result.headers) response.setHeader(name, value);
    response.statusCode = result.status ?? 200;
    response.end(result.body.kind === "complete" ? result.body.string : await collect(result.body.asyncIterator));
  } catch (error) {
    const status = error instanceof BodyError ? error.status : 500;
    if (status === 500) log.error({ err: error, requestId: context.requestId }, "a request failed");
    response.statusCode = status;
    response.setHeader("content-type", "application/json");
    const code = status === 500 ? "INTERNAL" : "INVALID_INPUT";
    response.end(
      JSON.stringify({
        errors: [
          {
            message: error instanceof BodyError ? error.message : "Something went wrong on our side.",
            extensions: { code, messageKey: `errors:${code}`, requestId: context.requestId },
          },
        ],
      }),
    );
  }
}

/** For tests of SQL budgets only: it would tell outsiders more than they need, and following every promise costs each request. */
function countedInHeader<T>(response: ServerResponse, execute: () => Promise<T>): Promise<T> {
  return countStatements(async (count) => {
    const executed = await execute();
    response.setHeader("x-sql-statements", count.count);
    return executed;
  });
}

class BodyError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new BodyError(413, "The request is larger than 2 MiB.");
    chunks.push(chunk);
  }
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw new BodyError(415, "Send application/json.");
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new BodyError(400, "The request is not JSON.");
  }
}

async function collect(parts: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const part of parts) text += part;
  return text;
}
