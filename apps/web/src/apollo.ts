import {
  ApolloClient,
  ApolloLink,
  type FieldMergeFunction,
  type FieldPolicy,
  type FieldReadFunction,
  HttpLink,
  InMemoryCache,
  type Reference,
  type TypePolicies,
} from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { createQueryPreloader } from "@apollo/client/react";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { reportConnection } from "./kernel/connection";
import { LiveLink } from "./kernel/live-link";
import { currentPreview, previewHeaders } from "./kernel/preview";
import { refusalOf } from "./kernel/refusals";
import { possibleTypes } from "./possible-types.generated";

/** Numbers the places that ask for a cursor: a query's text is parsed once, so its field is the same object each time. */
const cursorFields = new WeakMap<object, number>();
let cursorCount = 0;

/**
 * Keeps a query's live cursor beside that query's rows, by its text and variables. One entry for all would give a page the cursor of
 * another that was read later, and what happened in between would be lost.
 */
const liveCursorPolicy: FieldPolicy = {
  keyArgs: (_args, { field, variables }) => {
    const place: object = field ?? cursorFields;
    const number = cursorFields.get(place) ?? ++cursorCount;
    cursorFields.set(place, number);
    return `liveCursor:${number}:${JSON.stringify(variables ?? {})}`;
  },
};

/** Cache of a client: one entry per thing by `id`; things without an id are kept inside their parent. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({ possibleTypes, typePolicies: { Query: { fields: { liveCursor: liveCursorPolicy } } } });
}

interface Pages {
  nodes?: readonly Reference[];
}

/**
 * Field policy of a connection whose pages are read one after the other ("load more"). `keyArgs` are the arguments that
 * make another list (filters, order), not the page. A tool adds it by `addTypePolicies` in its routes.
 */
export function connectionPolicy(keyArgs: string[] | false = false): FieldPolicy {
  const byEdges = relayStylePagination(keyArgs);
  return {
    ...byEdges,
    // The library's policy knows pages by their edges only; ours are read by their nodes.
    merge: (existing: Pages | null, incoming: Pages | null, options) => {
      if (!incoming?.nodes) return (byEdges.merge as FieldMergeFunction)(existing, incoming, options);
      const goesOn = Boolean(options.args?.["after"]) && existing?.nodes !== undefined;
      if (!goesOn) return incoming;
      const known = new Set(existing?.nodes?.map((node) => options.readField("id", node)));
      const fresh = incoming.nodes.filter((node) => !known.has(options.readField("id", node)));
      return { ...existing, ...incoming, nodes: [...(existing?.nodes ?? []), ...fresh] };
    },
    read: (existing: Pages | undefined, options) => (existing?.nodes ? existing : (byEdges.read as FieldReadFunction)(existing, options)),
  };
}

const ownPolicies: TypePolicies[] = [];

/** Adds a tool's cache policies, to this client and to whatever replaces it. */
export function addTypePolicies(policies: TypePolicies): void {
  ownPolicies.push(policies);
  if (client.cache instanceof InMemoryCache) client.cache.policies.addTypePolicies(policies);
}

const signedOutListeners = new Set<() => void>();

/** Calls back when the server says that nobody is signed in any more. Returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

const refusals = new ErrorLink(({ error, operation }) => {
  const refusal = refusalOf(error);
  if (refusal?.code === "UNAUTHENTICATED" && operation.operationType === OperationTypeNode.QUERY) {
    for (const listener of signedOutListeners) listener();
  }
});

async function openSocket() {
  const { createClient } = await import("graphql-ws");
  const { protocol, host } = window.location;
  return createClient({
    url: `${protocol === "https:" ? "wss" : "ws"}://${host}/graphql`,
    lazy: true,
    connectionParams: () => ({ preview: currentPreview()?.courseId }),
    lazyCloseTimeout: 5000,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Waits grow to half a minute, each with a share of chance, so that a thousand clients do not come back at once.
    retryWait: (retries) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** Math.min(retries, 6)) * (0.5 + Math.random()))),
    shouldRetry: () => true,
    on: {
      connected: () => reportConnection("online"),
      closed: (event) => {
        const clean = typeof event === "object" && event !== null && "code" in event && event.code === 1000;
        if (!clean) reportConnection("lost");
      },
    },
  });
}

function liveLink(): ApolloLink {
  let socket: ReturnType<typeof openSocket> | undefined;
  return new LiveLink(() => (socket ??= openSocket()));
}

function createApollo(): ApolloClient {
  // The header proves that a script of our own origin asks: browsers send it nowhere else without a preflight.
  const http = new HttpLink({ uri: "/graphql", credentials: "same-origin", headers: { "apollo-require-preflight": "true" } });
  const played = new ApolloLink((operation, forward) => {
    operation.setContext(({ headers }) => ({ headers: { ...(headers as Record<string, string> | undefined), ...previewHeaders() } }));
    return forward(operation);
  });
  const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, liveLink(), played.concat(http));
  return new ApolloClient({ link: refusals.concat(link), cache: createCache(), dataMasking: true });
}

/** The application's client; a test puts its own in place with `replaceClient`. */
export let client = createApollo();

/** Starts a query in a route loader; the page reads it with `useReadQuery`. */
export let preloadQuery = createQueryPreloader(client);

/** Makes everything that imports `client` and `preloadQuery` use this client. For tests. */
export function replaceClient(next: ApolloClient): void {
  client = next;
  if (next.cache instanceof InMemoryCache) for (const policies of ownPolicies) next.cache.policies.addTypePolicies(policies);
  preloadQuery = createQueryPreloader(next);
}
