import { Extensions } from "type-graphql";

/** Marks an operation that anybody may call without entering a course or the platform; the reason is for the reader. */
export const Public = (reason: string) => Extensions({ public: true, publicReason: reason });
