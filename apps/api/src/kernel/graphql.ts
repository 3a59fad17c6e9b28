import { NodeResolver } from "./node.resolver";
import { ItemFields, ItemResolver } from "./item.resolver";

/** The kernel's own part of the schema. */
export const kernelResolvers = [NodeResolver, ItemResolver, ItemFields] as const;
export const kernelTypes: (new () => object)[] = [];
