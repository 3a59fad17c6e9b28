import { ApolloLink, Observable } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { type FormattedExecutionResult, print } from "graphql";
import type { Client } from "graphql-ws";

function eventIdIn(result: FormattedExecutionResult): string | undefined {
  for (const root of Object.values(result.data ?? {})) {
    if (typeof root === "object" && root !== null && "eventId" in root && typeof root.eventId === "string") return root.eventId;
  }
  return undefined;
}

/**
 * Carries subscriptions over graphql-transport-ws. Where an operation has a variable `after`, it is moved to each event's
 * id as events arrive: the client re-sends this same payload after a lost connection, and so resumes without a gap.
 */
export class LiveLink extends ApolloLink {
  /** `client` is asked at the first subscription: the protocol's code is not part of the first load. */
  constructor(private readonly client: () => Promise<Pick<Client, "subscribe">>) {
    super();
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    const variables: Record<string, unknown> = { ...operation.variables };
    const definition = operation.query.definitions.find((node) => node.kind === "OperationDefinition");
    const resumes = definition?.variableDefinitions?.some((declared) => declared.variable.name.value === "after") ?? false;
    const payload = { query: print(operation.query), operationName: operation.operationName, variables };
    return new Observable((observer) => {
      let stop: (() => void) | undefined;
      let stopped = false;
      const sink = {
        next: (result: FormattedExecutionResult) => {
          const id = eventIdIn(result);
          if (resumes && id) variables.after = id;
          observer.next(result as ApolloLink.Result);
        },
        error: (reason: unknown) => {
          if (Array.isArray(reason)) observer.error(new CombinedGraphQLErrors({ errors: reason }));
          else observer.error(reason instanceof Error ? reason : new TypeError("network: the live connection closed"));
        },
        complete: () => observer.complete(),
      };
      this.client().then((client) => {
        if (!stopped) stop = client.subscribe(payload, sink as Parameters<typeof client.subscribe>[1]);
      }, sink.error);
      return () => {
        stopped = true;
        stop?.();
      };
    });
  }
}
