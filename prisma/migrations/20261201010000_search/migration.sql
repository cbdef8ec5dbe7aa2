-- Search over every register: a text in small letters without accents, its Swedish word stems, and a case number without its signs.
-- They are written as functions so that indexes by them hold nothing that a row's versions would hold once more. Each calls `unaccent`
-- itself: the planner puts a function's body in its place where it may, and then forgets what the function is said to cost. Names are
-- qualified, since a restored dump has no search path.
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 300
  AS $$ SELECT pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, t)) $$;
CREATE FUNCTION search_vector(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000
  AS $$ SELECT pg_catalog.to_tsvector('pg_catalog.swedish'::pg_catalog.regconfig, pg_catalog.regexp_replace(pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, t)), '[^[:alnum:]]+', ' ', 'g')) $$;
CREATE FUNCTION search_code(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 300
  AS $$ SELECT pg_catalog.regexp_replace(pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, t)), '[^[:alnum:]]+', '', 'g') $$;

-- Registers that grow have their words and their titles in an index each. Word parts in the middle of a text are met by the trigrams that
-- the lists already have. They hold archived rows too: what is known of how often a word stands in a partial index helps no plan.
CREATE INDEX "project_search_words" ON "project" USING gin (search_vector("search_text"));
CREATE INDEX "project_search_title" ON "project" USING gin (search_fold("title") gin_trgm_ops);
CREATE INDEX "project_search_code" ON "project" (search_code("case_number") text_pattern_ops);
CREATE INDEX "visit_search_words" ON "visit" USING gin (search_vector("search_text"));
CREATE INDEX "visit_search_title" ON "visit" USING gin (search_fold("title") gin_trgm_ops);
CREATE INDEX "visit_search_code" ON "visit" (search_code("case_number") text_pattern_ops);
CREATE INDEX "exchange_activity_search_words" ON "exchange_activity" USING gin (search_vector("search_text"));
CREATE INDEX "exchange_activity_search_title" ON "exchange_activity" USING gin (search_fold("title") gin_trgm_ops);
CREATE INDEX "partner_search_words" ON "partner" USING gin (search_vector("search_text"));
CREATE INDEX "partner_search_title" ON "partner" USING gin (search_fold("name") gin_trgm_ops);
CREATE INDEX "decision_search_words" ON "decision" USING gin (search_vector("search_text"));
CREATE INDEX "decision_search_title" ON "decision" USING gin (search_fold("title") gin_trgm_ops);
CREATE INDEX "decision_search_code" ON "decision" (search_code("case_number") text_pattern_ops);
CREATE INDEX "attached_document_search_words" ON "attached_document" USING gin (search_vector("search_text"));
CREATE INDEX "attached_document_search_title" ON "attached_document" USING gin (search_fold("title") gin_trgm_ops);
CREATE INDEX "attached_document_search_code" ON "attached_document" (search_code("case_number") text_pattern_ops);
