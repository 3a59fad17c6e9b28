import {
  Kind,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ASTVisitor,
} from "graphql";
import { TooComplex } from "./errors";

/** Published in docs/api.md; refused before any SQL runs. */
export const LIMITS = { depth: 15, tokens: 5_000, aliases: 20, rootFields: 20, cost: 20_000, page: 100 } as const;

interface Measured {
  depth: number;
  aliases: number;
  cost: number;
  /** Selection sets walked through, fragments each time that they are spread: what measuring itself costs. */
  steps: number;
}

const pageArgument = (
  node: { arguments?: readonly { name: { value: string }; value: ASTNode }[] },
  variables: Record<string, unknown>,
): number => {
  const first = node.arguments?.find((argument) => argument.name.value === "first")?.value;
  if (!first) return 1;
  if (first.kind === Kind.INT) return Math.max(1, Number(first.value));
  if (first.kind === Kind.VARIABLE) return Math.max(1, Number(variables[first.name.value] ?? 20) || 20);
  return 20;
};

/** Measures a selection: nesting, aliases, and cost (one for each field, times the page size of the lists above it). Fragment cycles end at the depth limit. */
function measure(
  set: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
  depth: number,
  factor: number,
  sum: Measured,
): void {
  sum.depth = Math.max(sum.depth, depth);
  sum.steps += 1;
  // Fragments that spread the next one twice, and that one the next, would double the walk at each without costing a field.
  if (depth > LIMITS.depth || sum.cost > LIMITS.cost || sum.steps > LIMITS.cost) return;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value === "__typename") continue;
      if (selection.alias && selection.alias.value !== selection.name.value) sum.aliases += 1;
      sum.cost += factor;
      const times = factor * pageArgument(selection, variables);
      if (selection.selectionSet) measure(selection.selectionSet, fragments, variables, depth + 1, times, sum);
      continue;
    }
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
    // A spread adds to the depth counted here only by a hundredth, so that a cycle of fragments ends.
    if (inner) measure(inner, fragments, variables, depth + 0.01, factor, sum);
  }
}

/** The variables as the executor will have them: one that was not sent has the default that the operation declares. */
const withDefaults = (operation: OperationDefinitionNode, variables: Record<string, unknown>): Record<string, unknown> => {
  const declared = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(declared), ...variables };
};

/** The cost of each operation of a document. */
export function measureDocument(document: DocumentNode, variables: Record<string, unknown> = {}): Measured {
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const sum: Measured = { depth: 0, aliases: 0, cost: 0, steps: 0 };
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) measure(node.selectionSet, fragments, withDefaults(node, variables), 1, 1, sum);
  }
  return { ...sum, depth: Math.floor(sum.depth) };
}

/** Throws TOO_COMPLEX when a document goes over a limit. */
export function checkLimits(document: DocumentNode, variables: Record<string, unknown>): Measured {
  const measured = measureDocument(document, variables);
  if (measured.depth > LIMITS.depth) throw TooComplex(`The query is ${measured.depth} levels deep; ${LIMITS.depth} is the most.`);
  if (measured.aliases > LIMITS.aliases) throw TooComplex(`The query has ${measured.aliases} aliases; ${LIMITS.aliases} is the most.`);
  if (measured.cost > LIMITS.cost) throw TooComplex(`The query costs ${measured.cost}; ${LIMITS.cost} is the most.`);
  if (measured.steps > LIMITS.cost) throw TooComplex(`The query spreads fragments more than ${LIMITS.cost} times.`);
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION && node.selectionSet.selections.length > LIMITS.rootFields) {
      throw TooComplex(`One operation may ask for at most ${LIMITS.rootFields} root fields.`);
    }
  }
  return measured;
}

/** The same limits as a validation rule, so that a WebSocket's documents are measured too, before validation's own slow rules. */
export const limitsRule = (context: ValidationContext): ASTVisitor => {
  try {
    checkLimits(context.getDocument(), {});
  } catch (error) {
    context.reportError(error as ReturnType<typeof TooComplex>);
  }
  return {};
};
