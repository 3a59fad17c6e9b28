import type { CourseExample } from "../../kernel/course-copy";
import { writableGlossary } from "./glossaries";
import { createTerm } from "./terms";

/** Two terms, to show what a glossary is. */
export async function exampleGlossary({ ctx, member, t }: CourseExample): Promise<string[]> {
  return ctx.write(async (tx, emit) => {
    for (const name of ["first", "second"])
      await createTerm(ctx, tx, emit, member, { term: t(`terms.${name}.term`), definition: t(`terms.${name}.definition`) }, "PUBLISHED");
    return [(await writableGlossary(tx, emit, member)).id];
  });
}
