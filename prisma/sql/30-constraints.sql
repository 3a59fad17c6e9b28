-- Exactly one base run per course, one run per course and session, one preview per teacher and shown run.
CREATE UNIQUE INDEX "CourseRun_one_base" ON "CourseRun" ("courseId") WHERE "kind" = 'BASE';
CREATE UNIQUE INDEX "CourseRun_one_session" ON "CourseRun" ("courseId", "sessionId") WHERE "kind" = 'SESSION';
CREATE UNIQUE INDEX "CourseRun_one_preview" ON "CourseRun" ("parentRunId", "ownerId") WHERE "kind" = 'PREVIEW';
CREATE INDEX "Item_ancestors_idx" ON "Item" USING gin ("ancestorIds");
CREATE INDEX "User_name_trgm_idx" ON "User" USING gin (lower("givenName" || ' ' || "familyName" || ' ' || "login"::text || ' ' || coalesce("email"::text, '')) gin_trgm_ops);
ALTER TABLE "CourseRating" ADD CONSTRAINT "CourseRating_stars" CHECK ("stars" BETWEEN 1 AND 5);
ALTER TABLE "ItemAudience" ADD CONSTRAINT "ItemAudience_one" CHECK (("groupId" IS NULL) <> ("userId" IS NULL));
