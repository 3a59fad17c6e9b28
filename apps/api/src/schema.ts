import "reflect-metadata";
import { defaultFieldResolver, GraphQLError, GraphQLInputObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { coreModules } from "./core/index";
import { courseTools } from "./tools/index";
import { validateArgument } from "./kernel/input";
import { DateTime } from "./kernel/scalars";
import { kernelResolvers, kernelTypes } from "./kernel/graphql";
import { isOneOf } from "./kernel/one-of";
import type { Context } from "./kernel/context";

/** Builds the public schema out of the kernel's, the core's and the tools' resolvers. */
export function makeSchema(): GraphQLSchema {
  const modules = [...coreModules, ...courseTools];
  const schema = buildSchemaSync({
    resolvers: [...kernelResolvers, ...modules.flatMap((module) => module.resolvers)] as unknown as NonEmptyArray<() => object>,
    orphanedTypes: [...kernelTypes, ...modules.flatMap((module) => module.orphanedTypes ?? [])],
    validateFn: validateArgument,
    validate: true,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInputObjectType && isOneOf(type.name)) type.isOneOf = true;
  }
  denyByDefault(schema);
  return schema;
}

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
