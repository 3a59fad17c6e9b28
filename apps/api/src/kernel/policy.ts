import { Field, ObjectType, type ClassType } from "type-graphql";
import { Forbidden, Locked, NotFound } from "./errors";
import type { Member } from "./gate";

/** A policy's rules: one-line pure predicates over rows that are loaded already. */
export type Policy<Action extends string, Row> = Record<Action, (member: Member, row: Row) => boolean>;

/** Declares a policy; the type keeps the actions' names. */
export const definePolicy =
  <Row>() =>
  <Action extends string>(rules: Policy<Action, Row>): Policy<Action, Row> =>
    rules;

/**
 * Refuses unless the policy allows it, and narrows null away: a missing row is NOT_FOUND, as is one that `read` refuses.
 * A member who may only read (a session after its end, a reader without enrolment) is refused every other action.
 */
export function authorize<Action extends string, Row>(
  member: Member,
  policy: Policy<Action, Row>,
  action: NoInfer<Action>,
  row: Row | null | undefined,
): asserts row is Row {
  if (row === null || row === undefined) throw NotFound();
  if ("read" in policy && !(policy as Policy<"read", Row>).read(member, row)) throw NotFound();
  if (action !== "read" && member.readOnly)
    throw member.readOnly === "NOT_ENROLLED" ? Forbidden("NOT_ENROLLED") : Locked([{ code: member.readOnly }]);
  if (!policy[action](member, row)) throw Forbidden();
}

/** Asks the policy without throwing. */
export function can<Action extends string, Row>(member: Member, policy: Policy<Action, Row>, action: NoInfer<Action>, row: Row): boolean {
  return (action === "read" || !member.readOnly) && policy[action](member, row);
}

/** All of a policy's answers for one row, for the node's `viewerCan`. */
export function viewerCan<Action extends string, Row>(member: Member, policy: Policy<Action, Row>, row: Row): Record<Action, boolean> {
  const answers = Object.keys(policy).map((action) => [action, can(member, policy, action as Action, row)]);
  return Object.fromEntries(answers) as Record<Action, boolean>;
}

/** Makes the GraphQL type of a node's `viewerCan`: one non-null boolean for each action, with its description. */
export function viewerCanType<Action extends string>(name: string, actions: Record<Action, string>): ClassType<Record<Action, boolean>> {
  class ViewerCan {}
  for (const [action, description] of Object.entries<string>(actions)) {
    Field(() => Boolean, { description })(ViewerCan.prototype, action);
  }
  ObjectType(name, { description: "What the viewer may do with this, by the same policy that the mutations ask.", simpleResolvers: true })(
    ViewerCan,
  );
  return ViewerCan as ClassType<Record<Action, boolean>>;
}
