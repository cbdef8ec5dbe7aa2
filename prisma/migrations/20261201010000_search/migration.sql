-- Search over every register: a text in small letters without accents, its Swedish word stems, and a case number without its signs.
-- They are written as functions so that indexes by them hold nothing that a row's versions would hold once more; what they cost is
-- said so that the planner reads an index before it asks each row. Names are qualified, since a restored dump has no search path.
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 300
  AS $$ SELECT pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, t)) $$;
CREATE FUNCTION search_vector(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000
  AS $$ SELECT pg_catalog.to_tsvector('pg_catalog.swedish'::pg_catalog.regconfig, pg_catalog.regexp_replace(public.search_fold(t), '[^[:alnum:]]+', ' ', 'g')) $$;
CREATE FUNCTION search_code(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 300
  AS $$ SELECT pg_catalog.regexp_replace(public.search_fold(t), '[^[:alnum:]]+', '', 'g') $$;

-- Registers that grow have their words and their titles in an index each. Word parts in the middle of a text are met by the trigrams that the lists already have.
CREATE INDEX "project_search_words" ON "project" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "project_search_title" ON "project" USING gin (search_fold("title") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "project_search_code" ON "project" (search_code("case_number") text_pattern_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "visit_search_words" ON "visit" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "visit_search_title" ON "visit" USING gin (search_fold("title") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "visit_search_code" ON "visit" (search_code("case_number") text_pattern_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_search_words" ON "exchange_activity" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_search_title" ON "exchange_activity" USING gin (search_fold("title") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "partner_search_words" ON "partner" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "partner_search_title" ON "partner" USING gin (search_fold("name") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "decision_search_words" ON "decision" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "decision_search_title" ON "decision" USING gin (search_fold("title") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "decision_search_code" ON "decision" (search_code("case_number") text_pattern_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "attached_document_search_words" ON "attached_document" USING gin (search_vector("search_text")) WHERE "archived_at" IS NULL;
CREATE INDEX "attached_document_search_title" ON "attached_document" USING gin (search_fold("title") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "attached_document_search_code" ON "attached_document" (search_code("case_number") text_pattern_ops) WHERE "archived_at" IS NULL;
