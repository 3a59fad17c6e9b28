import { Field, ID, InterfaceType } from "type-graphql";

interface NodeRow {
  nodeType?: string;
}

@InterfaceType("Node", { description: "Anything with an id that can be read again.", resolveType: (row: NodeRow) => row.nodeType })
export abstract class Node {
  @Field(() => ID, { description: "Opaque, unique, never reused (a uuid v7)." })
  id!: string;
}
