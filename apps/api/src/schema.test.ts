import { expect, test } from "@jest/globals";
import { isInputObjectType, isInterfaceType, isObjectType, isEnumType } from "graphql";
import { makeSchema } from "./schema";

const schema = makeSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));

test("every type, field, argument and enum value has a description", () => {
  const bare: string[] = [];
  for (const type of ours) {
    if (!type.description && !["Query", "Mutation", "Subscription"].includes(type.name)) bare.push(type.name);
    if (isEnumType(type)) bare.push(...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`])));
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.description) bare.push(`${type.name}.${field.name}`);
      const args: readonly { name: string; description?: string | null }[] = "args" in field ? field.args : [];
      bare.push(...args.flatMap((argument) => (argument.description ? [] : [`${type.name}.${field.name}(${argument.name})`])));
    }
  }
  expect(bare).toEqual([]);
});

test("lists are connections or closed: no field takes `first` without being one", () => {
  const odd: string[] = [];
  for (const type of ours) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const pages = field.args.some((argument) => argument.name === "after") && field.args.some((argument) => argument.name === "first");
      if (pages && !String(field.type).includes("Connection")) odd.push(`${type.name}.${field.name}: ${String(field.type)}`);
    }
  }
  expect(odd).toEqual([]);
});
