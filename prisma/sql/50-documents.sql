-- File names as people expect them: by language-neutral order, digits by value, case ignored last.
CREATE COLLATION document_names (provider = icu, locale = 'und-u-kn-true');
-- One space of each sort: the course's, each group's, each person's in a run.
CREATE UNIQUE INDEX "DocumentSpace_one" ON "DocumentSpace" ("courseId", "kind", coalesce("groupId", "ownerId", "courseId"), (CASE WHEN "kind" = 'PERSONAL' THEN "runId" ELSE "courseId" END));
-- Names are unique in a folder and run, ignoring case; what lies in the trash takes no name.
CREATE UNIQUE INDEX "Document_one_name" ON "Document" (coalesce("folderId", "spaceId"), "runId", "nameKey") WHERE "live";
CREATE INDEX "Document_name_trgm_idx" ON "Document" USING gin ("nameKey" gin_trgm_ops);

-- The first free "name (2).ext" among the live names of a folder.
CREATE FUNCTION document_free_name(place uuid, run uuid, self uuid, INOUT name text, INOUT key text) LANGUAGE plpgsql AS $$
DECLARE
  stem text := regexp_replace(name, '(.)\.[^.\s]{1,20}$', '\1');
  key_stem text := regexp_replace(key, '(.)\.[^.\s]{1,20}$', '\1');
  ending text := substr(name, length(stem) + 1);
  key_ending text := substr(key, length(key_stem) + 1);
  number int := 1;
BEGIN
  -- Whoever takes a name in a folder, by whichever way it comes there, waits for the one before.
  PERFORM pg_advisory_xact_lock(hashtextextended('documents:' || place || ':' || run, 0));
  WHILE EXISTS (SELECT 1 FROM "Document" d WHERE coalesce(d."folderId", d."spaceId") = place AND d."runId" = run AND d."live" AND d."nameKey" = key AND d."id" <> self) LOOP
    number := number + 1;
    name := left(stem, 190 - length(ending)) || ' (' || number || ')' || ending;
    key := left(key_stem, 190 - length(key_ending)) || ' (' || number || ')' || key_ending;
  END LOOP;
END
$$;

-- The item is moved, trashed and restored by the kernel; the document follows, and takes a free name where it comes back to a taken one.
CREATE FUNCTION document_follows_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  d "Document"%ROWTYPE;
  free record;
BEGIN
  SELECT * INTO d FROM "Document" WHERE "id" = NEW."id";
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NEW."trashedAt" IS NOT NULL THEN
    UPDATE "Document" SET "live" = false, "folderId" = NEW."parentId" WHERE "id" = NEW."id";
  ELSE
    SELECT * INTO free FROM document_free_name(coalesce(NEW."parentId", d."spaceId"), d."runId", d."id", d."name", d."nameKey");
    UPDATE "Document" SET "live" = true, "folderId" = NEW."parentId", "name" = free.name, "nameKey" = free.key WHERE "id" = NEW."id";
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER document_follows_item AFTER UPDATE OF "parentId", "trashedAt" ON "Item" FOR EACH ROW
  WHEN (NEW."tool" = 'documents' AND (OLD."parentId" IS DISTINCT FROM NEW."parentId" OR OLD."trashedAt" IS DISTINCT FROM NEW."trashedAt"))
  EXECUTE FUNCTION document_follows_item();

-- Used space is the sum of all versions' bytes, whoever adds or removes them.
CREATE FUNCTION document_bytes_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" + c.bytes
  FROM (SELECT "spaceId", sum("bytes") AS bytes FROM added GROUP BY "spaceId") c WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  RETURN NULL;
END
$$;
CREATE FUNCTION document_bytes_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" - c.bytes
  FROM (SELECT "spaceId", sum("bytes") AS bytes FROM removed GROUP BY "spaceId") c WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  -- A version that goes, with its document or alone, uses its file no longer.
  DELETE FROM "FileUse" u USING removed r WHERE u."kind" = 'documents.version' AND u."rowId" = r."id";
  RETURN NULL;
END
$$;
CREATE FUNCTION document_bytes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" + c.bytes
  FROM (SELECT "spaceId", sum(bytes) AS bytes FROM (SELECT "spaceId", "bytes" AS bytes FROM added UNION ALL SELECT "spaceId", -"bytes" FROM removed) t GROUP BY "spaceId") c
  WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER document_bytes_added AFTER INSERT ON "DocumentVersion" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_added();
CREATE TRIGGER document_bytes_removed AFTER DELETE ON "DocumentVersion" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_removed();
CREATE TRIGGER document_bytes_changed AFTER UPDATE ON "DocumentVersion" REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_changed();

-- Personal folders are read by the class unless the course's setting says otherwise: their root's audience follows it.
CREATE FUNCTION document_folders_follow_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "audience" = (CASE WHEN coalesce((NEW."body"->>'showLearnerFolders')::boolean, true) THEN 'EVERYONE' ELSE 'CHOSEN' END)::"ItemAudienceKind"
  FROM "DocumentSpace" s WHERE s."courseId" = NEW."courseId" AND s."kind" = 'PERSONAL' AND i."id" = s."rootId";
  RETURN NULL;
END
$$;
CREATE TRIGGER document_folders_follow_settings AFTER INSERT OR UPDATE ON "CourseSettings" FOR EACH ROW WHEN (NEW."tool" = 'documents') EXECUTE FUNCTION document_folders_follow_settings();

CREATE FUNCTION media_track_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "FileUse" WHERE "kind" = 'documents.track' AND "rowId" = OLD."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER media_track_gone AFTER DELETE ON "MediaTrack" FOR EACH ROW EXECUTE FUNCTION media_track_gone();

CREATE FUNCTION document_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "SearchEntry" WHERE "kind" = 'document' AND "rowId" = OLD."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER document_gone AFTER DELETE ON "Document" FOR EACH ROW EXECUTE FUNCTION document_gone();
