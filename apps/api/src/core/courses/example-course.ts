import { createInstance, type TFunction } from "i18next";
import en from "@lyceum/shared/locales/en/example.json" with { type: "json" };
import fr from "@lyceum/shared/locales/fr/example.json" with { type: "json" };
import type { Context } from "../../kernel/context";
import { createItem } from "../../kernel/items";
import { allTools } from "../../kernel/manifest";
import type { Member } from "../../kernel/gate";
import { HOME } from "./introductions";

let words: ReturnType<typeof createInstance> | undefined;

/** The texts of the example in a language that has them; English otherwise. */
function exampleWords(language: string): TFunction {
  if (!words) {
    words = createInstance();
    const resources = { en: { example: en }, fr: { example: fr } };
    void words.init({ resources, fallbackLng: "en", defaultNS: "example", ns: ["example"], initAsync: false, showSupportNotice: false });
  }
  return words.getFixedT(language, "example");
}

/** Fills an empty course with an introduction, what each tool shows of itself, and two sections that hold it, all to be written over. */
export async function makeExample(ctx: Context, member: Member): Promise<number> {
  const t = exampleWords(member.courseLanguage);
  const made: string[] = [];
  for (const { example } of allTools()) if (example) made.push(...(await example({ ctx, member, t: (key) => t(key) })));
  return ctx.write(async (tx, emit) => {
    const { courseId, baseRunId: runId, userId } = member;
    await tx.courseIntroduction.createMany({
      data: [{ courseId, runId, tool: HOME, body: t("introduction", { interpolation: { skipOnVariables: true } }), updatedById: userId }],
      skipDuplicates: true,
    });
    const first = await createItem(tx, member, { tool: "courses", kind: "section", title: t("firstSection") });
    const second = await createItem(tx, member, { tool: "courses", kind: "section", title: t("secondSection") });
    const half = Math.ceil(made.length / 2);
    await tx.sectionEntry.createMany({
      data: made.map((itemId, index) =>
        index < half ? { sectionId: first.id, itemId, position: index + 1 } : { sectionId: second.id, itemId, position: index - half + 1 },
      ),
    });
    for (const { id } of [first, second]) emit("courses.section.created", { id, itemId: id, courseId, runId });
    return made.length + 2;
  });
}
