-- Alphabetical lists: the order of the Unicode collation algorithm with digits by value, tailored where a language sorts otherwise.
CREATE COLLATION lyceum_root (provider = icu, locale = 'und-u-kn-true');
CREATE COLLATION lyceum_ar (provider = icu, locale = 'ar-u-kn-true');
CREATE COLLATION lyceum_es (provider = icu, locale = 'es-u-kn-true');
-- One key per language in a glossary; proposals may repeat each other, and what lies in the trash takes no place.
CREATE UNIQUE INDEX "GlossaryTerm_one_key" ON "GlossaryTerm" ("glossaryId", "language", "termKey") WHERE "trashedAt" IS NULL AND "state" <> 'PROPOSED';
-- One wording of a base term in each session.
CREATE UNIQUE INDEX "GlossaryTerm_one_wording" ON "GlossaryTerm" ("glossaryId", "baseTermId") WHERE "trashedAt" IS NULL AND "state" <> 'PROPOSED';
CREATE INDEX "GlossaryTerm_alphabetical" ON "GlossaryTerm" ("courseId", "sortText" COLLATE lyceum_root, "id") WHERE "trashedAt" IS NULL;
CREATE INDEX "GlossaryTerm_search" ON "GlossaryTerm" USING gin ("searchText" gin_trgm_ops);
