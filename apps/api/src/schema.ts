import "reflect-metadata";
import { defaultFieldResolver, GraphQLError, GraphQLInputObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { coreModules } from "./core/index";
import { courseTools } from "./tools/index";
import { declareSettings } from "./core/courses/settings.types";
import { declareNotices } from "./core/notifications/course-notices.types";
import { validateArgument } from "./kernel/input";
import { DateTime } from "./kernel/scalars";
import { kernelResolvers, kernelTypes } from "./kernel/graphql";
import { isOneOf } from "./kernel/one-of";
import type { Context } from "./kernel/context";

/** Builds the public schema out of the kernel's, the core's and the tools' resolvers. */
export function makeSchema(): GraphQLSchema {
  declareNotices();
  declareSettings();
  const modules = [...coreModules, ...courseTools];
  const schema = buildSchemaSync({
    resolvers: [...kernelResolvers, ...modules.flatMap((module) => module.resolvers)] as unknown as NonEmptyArray<() => object>,
    orphanedTypes: [...kernelTypes, ...modules.flatMap((module) => module.orphanedTypes ?? [])],
    validateFn: validateArgument,
    validate: true,
    pubSub: noTopics,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInputObjectType && isOneOf(type.name)) type.isOneOf = true;
  }
  denyByDefault(schema);
  limitTokens(schema);
  return schema;
}

/** type-graphql asks for one where there are subscriptions; ours name their own source (kernel/live.ts), so nothing may come here. */
const noTopics = {
  publish(): never {
    throw new Error("a subscription names its source: use live()");
  },
  subscribe(): never {
    throw new Error("a subscription names its source: use live()");
  },
};

/** A root field that has neither passed a gate nor is marked public gives nothing: the answer is thrown away, and logged as a fault. */
function denyByDefault(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.extensions["public"] === true) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = async (source, args, ctx: Context, info) => {
        const value: unknown = await resolve(source, args, ctx, info);
        if (!ctx.entered) throw new GraphQLError(`${info.fieldName} answered without passing a gate`);
        return value;
      };
    }
  }
}

/** An API token needs the scope of what it asks: `read` for queries and subscriptions, `write` for mutations. */
function limitTokens(schema: GraphQLSchema): void {
  const roots = [
    [schema.getQueryType(), "read"],
    [schema.getMutationType(), "write"],
  ] as const;
  for (const [root, scope] of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, ctx: Context, info) =>
        ctx.caller.credentials.bearer
          ? ctx.requireScope(scope).then(() => resolve(source, args, ctx, info) as unknown)
          : (resolve(source, args, ctx, info) as unknown);
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const subscribe = field.subscribe!;
    field.subscribe = async (source, args, ctx: Context, info) => {
      await ctx.requireScope("read");
      return subscribe(source, args, ctx, info) as unknown;
    };
  }
}
