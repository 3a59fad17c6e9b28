import { newId } from "../../kernel/ids";
import type { World } from "../../test/matrix-world";

/** One published term and one proposal of the victim's, in the world of the role table. */
export async function rows({ app, ids }: World): Promise<Record<string, string>> {
  const [courseId, runId] = [ids["course"]!, ids["run"]!];
  const glossaryId = newId();
  await app.db.item.create({ data: { id: glossaryId, courseId, runId, tool: "glossary", kind: "glossary", title: "Glossary" } });
  await app.db.glossary.create({ data: { id: glossaryId, courseId, runId } });
  const term = (name: string, state: "PUBLISHED" | "PROPOSED", position: number) =>
    app.db.glossaryTerm.create({
      data: {
        glossaryId,
        courseId,
        runId,
        term: name,
        termKey: name,
        definition: "<p>x</p>",
        language: "en",
        letter: "T",
        sortText: name,
        searchText: name,
        position,
        state,
        authorId: ids["victim"]!,
      },
    });
  const trashed = await term("trashed", "PUBLISHED", 3);
  const trashId = newId();
  await app.db.glossaryTerm.update({ where: { id: trashed.id }, data: { trashedAt: new Date(), trashId } });
  return { term: (await term("term", "PUBLISHED", 1)).id, proposal: (await term("proposal", "PROPOSED", 2)).id, termTrash: trashId };
}

const input = { term: "Another", definition: "<p>x</p>" };

/** Arguments that meet those rows. */
export const examples: Record<string, (world: World) => Record<string, unknown>> = {
  glossaryTerm: ({ ids }) => ({ id: ids["term"] }),
  glossaryTermsByIds: ({ ids }) => ({ courseId: ids["course"], ids: [ids["term"]] }),
  termOccurrences: ({ ids }) => ({ id: ids["term"] }),
  createGlossaryTerm: ({ ids }) => ({ courseId: ids["course"], input }),
  proposeGlossaryTerm: ({ ids }) => ({ courseId: ids["course"], input }),
  updateGlossaryTerm: ({ ids }) => ({ id: ids["term"], input: { term: "New" } }),
  deleteGlossaryTerms: ({ ids }) => ({ courseId: ids["course"], ids: [ids["term"]] }),
  restoreGlossaryTerms: ({ ids }) => ({ courseId: ids["course"], trashId: ids["termTrash"] }),
  setTermsState: ({ ids }) => ({ courseId: ids["course"], ids: [ids["term"]], state: "HIDDEN" }),
  reorderGlossaryTerms: ({ ids }) => ({ courseId: ids["course"], ids: [ids["term"]] }),
  decideProposal: ({ ids }) => ({ id: ids["proposal"], decision: "ACCEPT" }),
  importGlossary: ({ ids }) => ({ courseId: ids["course"], uploadId: "none", strategy: "SKIP_EXISTING" }),
  exportGlossaryToDocuments: ({ ids }) => ({ courseId: ids["course"], title: "Glossary" }),
  exportGlossary: ({ ids }) => ({ courseId: ids["course"], format: "CSV" }),
  setGlossaryReading: ({ ids }) => ({ input: { courseId: ids["course"], on: true } }),
  updateGlossarySettings: ({ ids }) => ({ courseId: ids["course"], input: { firstOnly: false } }),
};
