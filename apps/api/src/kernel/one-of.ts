const names = new Set<string>();

/** Marks an input type of which exactly one field must be given (GraphQL's `@oneOf`). */
export const OneOf =
  (name: string): ClassDecorator =>
  () => {
    names.add(name);
  };

export const isOneOf = (name: string): boolean => names.has(name);
