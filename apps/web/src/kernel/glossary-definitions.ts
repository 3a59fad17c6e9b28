import type { ApolloClient } from "@apollo/client";
import { GlossaryDefinitionsDocument, type GlossaryDefinitionsQuery } from "./glossary.generated";

export type Definition = GlossaryDefinitionsQuery["glossaryTermsByIds"][number];

/** Definitions of one place and version, each fetched once; what is asked within a moment goes in one request. */
export class Definitions {
  private readonly known = new Map<string, Promise<Definition | null>>();
  private waiting: { id: string; settle: (definition: Definition | null) => void; fail: (reason: unknown) => void }[] = [];

  constructor(
    private readonly client: ApolloClient,
    private readonly place: { courseId: string; sessionId: string | null },
    /** Of the match list for which these are read. */
    readonly version: string,
  ) {}

  /** A term's definition; null when it is gone meanwhile. */
  of(id: string): Promise<Definition | null> {
    const known = this.known.get(id);
    if (known) return known;
    const asked = new Promise<Definition | null>((settle, fail) => this.waiting.push({ id, settle, fail }));
    this.known.set(id, asked);
    asked.catch(() => this.known.delete(id));
    if (this.waiting.length === 1) setTimeout(() => void this.send(), 10);
    return asked;
  }

  private async send(): Promise<void> {
    const asked = this.waiting.splice(0, 100);
    if (this.waiting.length > 0) setTimeout(() => void this.send(), 0);
    try {
      const variables = { ...this.place, ids: asked.map(({ id }) => id) };
      const { data } = await this.client.query({ query: GlossaryDefinitionsDocument, variables, fetchPolicy: "network-only" });
      const found = new Map(data?.glossaryTermsByIds.map((term) => [term.id, term]));
      for (const { id, settle } of asked) settle(found.get(id) ?? null);
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}
