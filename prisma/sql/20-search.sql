-- One configuration per language: the language's stemmer behind unaccent, so that accents never hide a hit.
CREATE TEXT SEARCH CONFIGURATION lyceum_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION lyceum_simple ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION lyceum_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION lyceum_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_fr (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION lyceum_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_es (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION lyceum_es ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_ar (COPY = pg_catalog.arabic);

CREATE FUNCTION search_configuration(language text) RETURNS regconfig LANGUAGE sql STABLE AS $$
  SELECT (CASE language WHEN 'en' THEN 'lyceum_en' WHEN 'fr' THEN 'lyceum_fr' WHEN 'es' THEN 'lyceum_es' WHEN 'ar' THEN 'lyceum_ar' ELSE 'lyceum_simple' END)::regconfig
$$;

CREATE FUNCTION search_entry_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."vector" := setweight(to_tsvector(search_configuration(NEW."language"), NEW."title"), 'A')
    || setweight(to_tsvector(search_configuration(NEW."language"), NEW."text"), 'C');
  RETURN NEW;
END
$$;
CREATE TRIGGER search_entry_vector BEFORE INSERT OR UPDATE OF "title", "text", "language" ON "SearchEntry" FOR EACH ROW EXECUTE FUNCTION search_entry_vector();
CREATE INDEX "SearchEntry_vector_idx" ON "SearchEntry" USING gin ("vector");
CREATE INDEX "SearchEntry_title_trgm_idx" ON "SearchEntry" USING gin (lower("title") gin_trgm_ops);
