import { expect } from "@jest/globals";
import type { RefusalCode } from "../kernel/errors";

/** One answer of the API, as it came. */
export interface Answer<Data> {
  status: number;
  data: Data;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> & { code?: string } }[];
  /** SQL statements that the operation took, session and gate included. */
  statements: number;
  headers: Headers;
}

/** The first error of an answer, thrown by `run`. */
export class ApiError extends Error {
  readonly code: string | undefined;
  readonly extensions: Record<string, unknown>;
  constructor(error: Answer<unknown>["errors"][number]) {
    super(`${error.extensions.code ?? "?"}: ${error.message}`);
    this.code = error.extensions.code;
    this.extensions = error.extensions;
  }
}

type Variables = Record<string, unknown>;
type Shape = Record<string, unknown>;

/** A caller of the API over real HTTP with its own cookies; the same person as long as the cookies say so. */
export class TestClient {
  readonly cookies = new Map<string, string>();
  bearer: string | undefined;
  readonly headers: Record<string, string> = {};

  constructor(readonly origin: string) {}

  /** The Cookie header this client would send; for WebSockets and plain requests. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Sends any request to the server with this client's cookies or token, and keeps the cookies that come back. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ ...this.headers, ...(init.headers as Record<string, string> | undefined) });
    if (this.cookies.size > 0) headers.set("cookie", this.cookieHeader);
    if (this.bearer) headers.set("authorization", `Bearer ${this.bearer}`);
    const response = await fetch(new URL(path, this.origin), { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }

  /** Runs an operation and answers everything: data, errors, statements. */
  async send<Data = Shape>(query: string, variables: Variables = {}): Promise<Answer<Data>> {
    const response = await this.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data; errors?: Answer<Data>["errors"] };
    return {
      status: response.status,
      data: (body.data ?? {}) as Data,
      errors: body.errors ?? [],
      statements: Number(response.headers.get("x-sql-statements") ?? Number.NaN),
      headers: response.headers,
    };
  }

  /** Runs an operation and answers its data; throws an ApiError when it is refused. */
  async run<Data = Shape>(query: string, variables: Variables = {}): Promise<Data> {
    const answer = await this.send<Data>(query, variables);
    if (answer.errors[0]) throw new ApiError(answer.errors[0]);
    return answer.data;
  }

  /** The number of SQL statements that an operation takes; it must not be refused. */
  async statementsOf(query: string, variables: Variables = {}): Promise<number> {
    const answer = await this.send(query, variables);
    if (answer.errors[0]) throw new ApiError(answer.errors[0]);
    return answer.statements;
  }
}

/** Expects an operation to be refused with a code; gives the error back for its issues or reasons. */
export async function expectRefusal(operation: Promise<unknown>, code: RefusalCode): Promise<ApiError> {
  const outcome = await operation.then(
    () => "it was allowed",
    (error: unknown) => error,
  );
  if (!(outcome instanceof ApiError)) throw outcome instanceof Error ? outcome : new Error(`expected ${code}, but ${String(outcome)}`);
  expect({ code: outcome.code, message: outcome.message }).toEqual({ code, message: expect.any(String) });
  return outcome;
}
