import { createSourceEventStream, execute, Kind, visit, type DocumentNode, type ExecutionArgs, type ExecutionResult } from "graphql";
import { Refusal } from "../kernel/errors";
import type { LiveEvent } from "../kernel/live";

/** Answers that are kept for the listeners that come to the same event a moment later. */
const KEPT = 256;
const answers = new Map<string, Promise<ExecutionResult>>();

/**
 * The variable that says only where a stream begins: the root field's `after`, used nowhere else. Each listener has its own, and what an
 * event is answered with does not depend on it.
 */
function beginning(document: DocumentNode): string | null {
  const uses = new Map<string, number>();
  const beginnings: string[] = [];
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const root of definition.selectionSet.selections) {
      if (root.kind !== Kind.FIELD) continue;
      for (const { name, value } of root.arguments ?? [])
        if (name.value === "after" && value.kind === Kind.VARIABLE) beginnings.push(value.name.value);
    }
  }
  return beginnings.find((name) => uses.get(name) === 1) ?? null;
}

/**
 * graphql-js's `subscribe`, but listeners of one event who asked the same and are of one class of rights (`LiveEvent.share`) get one
 * answer: it is executed once for all of them.
 */
export async function subscribeInGroups(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]() as AsyncIterator<LiveEvent>;
  const variables = { ...args.variableValues };
  const begins = beginning(args.document);
  if (begins) delete variables[begins];
  const asked = JSON.stringify([args.document.loc?.source.body, variables, args.operationName]);
  const over = { value: undefined, done: true } as const;
  let refused = false;
  const answersInTurn: AsyncGenerator<ExecutionResult, void, void> = {
    async next() {
      // Whether a source that has refused once would refuse for ever is not asked.
      if (refused) return over;
      try {
        const { value, done } = await events.next();
        return done ? over : { value: await answerOf(args, asked, value), done: false };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused = true;
        await events.return?.();
        return { value: { errors: [error] }, done: false };
      }
    },
    async return() {
      await events.return?.();
      return over;
    },
    async throw(error: unknown) {
      await events.throw?.(error);
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await events.return?.();
    },
  };
  return answersInTurn;
}

function answerOf(args: ExecutionArgs, asked: string, event: LiveEvent): Promise<ExecutionResult> {
  const run = async (): Promise<ExecutionResult> => execute({ ...args, rootValue: event });
  if (typeof event.share !== "string") return run();
  const key = `${event.id} ${event.share} ${asked}`;
  let answer = answers.get(key);
  if (!answer) {
    answer = run();
    answers.set(key, answer);
    // A map keeps the order of insertion, so the first is the oldest.
    if (answers.size > KEPT) answers.delete(answers.keys().next().value!);
  }
  return answer;
}
