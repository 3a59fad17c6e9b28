-- Erases all rows that were written in one run, then the run: every table that knows runs has the column "runId". Events are kept: they are a log.
CREATE FUNCTION erase_run(run uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
BEGIN
  DELETE FROM "FileUse" WHERE "itemId" IN (SELECT "id" FROM "Item" WHERE "runId" = run);
  DELETE FROM "Item" WHERE "runId" = run;
  FOR found IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'runId' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'Item'
  LOOP
    EXECUTE format('DELETE FROM %I WHERE "runId" = $1', found.relname) USING run;
  END LOOP;
  DELETE FROM "CourseRun" WHERE "id" = run;
END
$$;
