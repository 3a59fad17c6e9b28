import { expect, test } from "@jest/globals";
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, parse, type DocumentNode } from "graphql";
import { NotFound } from "../kernel/errors";
import { subscribeInGroups } from "./fan-out";

/** A schema that counts how often an event was executed. */
function counting(eventId: string) {
  let executed = 0;
  const args = { after: { type: GraphQLString }, list: { type: GraphQLString } };
  const named = new GraphQLObjectType({
    name: "Named",
    fields: { count: { type: GraphQLInt, args, resolve: () => (executed += 1) } },
  });
  const subscription = new GraphQLObjectType({
    name: "Subscription",
    fields: {
      named: {
        type: named,
        args,
        subscribe: async function* () {
          yield { id: eventId, share: "learners" };
        },
        resolve: () => ({}),
      },
    },
  });
  const query = new GraphQLObjectType({ name: "Query", fields: { none: { type: GraphQLInt } } });
  const schema = new GraphQLSchema({ query, subscription });
  const hear = async (document: DocumentNode, variableValues: Record<string, unknown>) => {
    const stream = await subscribeInGroups({ schema, document, variableValues });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    await stream.next();
    await stream.return(undefined);
  };
  return { hear, executed: () => executed };
}

test("listeners that began at different moments share an answer; those who asked for something else do not", async () => {
  const { hear, executed } = counting("e1");
  const document = parse("subscription ($list: String, $after: String) { named(list: $list, after: $after) { count } }");
  await hear(document, { list: "a", after: "1" });
  await hear(document, { list: "a", after: "2" });
  await hear(document, { list: "a" });
  expect(executed()).toBe(1);
  await hear(document, { list: "b", after: "1" });
  expect(executed()).toBe(2);
});

test("a variable that also shapes the answer tells listeners apart", async () => {
  const { hear, executed } = counting("e2");
  const document = parse("subscription ($after: String) { named(after: $after) { count(after: $after) } }");
  await hear(document, { after: "1" });
  await hear(document, { after: "2" });
  expect(executed()).toBe(2);
});

test("a source that would refuse for ever refuses once, and the stream is over", async () => {
  const source = {
    next: () => Promise.reject(NotFound()),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  const subscription = new GraphQLObjectType({ name: "Subscription", fields: { named: { type: GraphQLInt, subscribe: () => source } } });
  const query = new GraphQLObjectType({ name: "Query", fields: { none: { type: GraphQLInt } } });
  const stream = await subscribeInGroups({ schema: new GraphQLSchema({ query, subscription }), document: parse("subscription { named }") });
  const answers: unknown[] = [];
  for await (const answer of stream as AsyncGenerator<{ errors?: readonly unknown[] }>) answers.push(answer.errors?.length);
  expect(answers).toEqual([1]);
});
