import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot, hashFiles, isStamped, listFiles, root, stamp, writeIfChanged } from "../workspace.mjs";
import { schemaFile } from "./graphql-schema.mjs";

const source = fromRoot("apps/web/src");
const typesFile = path.join(source, "graphql-types.generated.ts");
const possibleTypesFile = path.join(source, "possible-types.generated.ts");

// Fragments are masked: a component sees the fields of its own fragment only. Apollo Client learns of it by this declaration.
const maskingDeclaration = `
import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
declare module '@apollo/client' {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}
`;

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  enumType: "string-literal",
  defaultScalarType: "unknown",
  scalars: { ID: "string", DateTime: "string", DateTimeISO: "string", Date: "string" },
  nonOptionalTypename: true,
  skipTypeNameForRoot: true,
  inlineFragmentTypes: "mask",
  customDirectives: { apolloUnmask: true },
  avoidOptionals: { field: true, inputValue: false },
  dedupeFragments: true,
  namingConvention: "keep",
  documentNodeImport: "@apollo/client#TypedDocumentNode",
};

async function load() {
  const names = ["core", "near-operation-file-preset", "typescript", "typescript-operations", "typed-document-node"];
  const [core, preset, ...plugins] = await Promise.all(names.map((name) => import(`@graphql-codegen/${name}`)));
  const [types, operations, documents] = plugins;
  return { generate: core.codegen, preset: preset.preset, types, operations, documents };
}

function readDocuments(files, parse) {
  return files.map((file) => {
    const rawSDL = readFileSync(file, "utf8");
    return { location: file, rawSDL, document: parse(rawSDL, { noLocation: true }) };
  });
}

const outputOf = (file) => file.replace(/\.graphql$/, ".generated.ts");
const upToDate = (files, hash) => isStamped("web-operations", hash) && files.every((file) => existsSync(outputOf(file)));

/** Which object types stand behind each interface and union: what the cache needs to match fragments. Sorted, so that diffs are small. */
export function possibleTypes(schema, isAbstractType) {
  const abstract = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type) && !type.name.startsWith("__"));
  const entries = abstract.map(({ name }) => [
    name,
    schema
      .getPossibleTypes(schema.getType(name))
      .map((type) => type.name)
      .sort(),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** For each <name>.graphql of the web a <name>.generated.ts beside it, and one file of shared enums and inputs. */
export async function generateOperations() {
  const files = listFiles(source, (file) => file.endsWith(".graphql"));
  if (!existsSync(schemaFile)) return "no schema.graphql yet";
  if (files.length === 0) return "no operations yet";
  const outputs = () => [typesFile, possibleTypesFile, ...files.map(outputOf)].filter((file) => existsSync(file));
  const inputs = [schemaFile, import.meta.filename, fromRoot("package.json"), ...files];
  if (existsSync(possibleTypesFile) && upToDate([...files, typesFile], hashFiles([...inputs, ...outputs()]))) return "unchanged";

  const { buildASTSchema, isAbstractType, parse } = await import("graphql");
  const { generate, preset, types, operations, documents } = await load();
  const schema = parse(readFileSync(schemaFile, "utf8"));
  const schemaAst = buildASTSchema(schema);
  const shared = await generate({
    filename: typesFile,
    schema,
    schemaAst,
    documents: [],
    plugins: [{ types: {} }],
    pluginMap: { types },
    config: { ...config, onlyOperationTypes: true },
  });
  writeIfChanged(typesFile, `${maskingDeclaration.trimStart()}\n${shared}`);
  const possible = JSON.stringify(possibleTypes(schemaAst, isAbstractType), null, 2);
  writeIfChanged(
    possibleTypesFile,
    `/** Object types behind each interface and union of the schema. */\nexport const possibleTypes: Record<string, string[]> = ${possible};\n`,
  );
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: source,
    schema,
    schemaAst,
    documents: readDocuments(files, parse),
    presetConfig: { baseTypesPath: "graphql-types.generated.ts", extension: ".generated.ts", cwd: root },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
    config: { ...config, importSchemaTypesFrom: typesFile },
  });
  for (const section of sections) writeIfChanged(section.filename, await generate(section));
  stamp("web-operations", hashFiles([...inputs, ...outputs()]));
  return `made ${sections.length}`;
}
