-- CreateEnum
CREATE TYPE "EditionFileKind" AS ENUM ('READ', 'REGISTER');

-- CreateTable
CREATE TABLE "project_year" (
    "project_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "unit_id" UUID NOT NULL,
    "is_under_way" BOOLEAN NOT NULL,
    "is_confidential" BOOLEAN NOT NULL,
    "reaches_children_and_youth" BOOLEAN NOT NULL,
    "external_ore" BIGINT NOT NULL,
    "own_ore" BIGINT NOT NULL,
    "period_external_ore" BIGINT NOT NULL,
    "period_own_ore" BIGINT NOT NULL,
    "unconverted_lines" INTEGER NOT NULL,

    CONSTRAINT "project_year_pkey" PRIMARY KEY ("project_id","year")
);

-- CreateTable
CREATE TABLE "summary" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "year" SMALLINT NOT NULL,
    "lead" TEXT,
    "commentary" TEXT,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "summary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "edition" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "year" SMALLINT NOT NULL,
    "number" SMALLINT NOT NULL,
    "frozen_at" TIMESTAMPTZ(6) NOT NULL,
    "frozen_by_id" UUID,
    "case_number" TEXT,
    "data" JSONB NOT NULL,
    "data_sha256" CHAR(64) NOT NULL,
    "template_sha256" CHAR(64) NOT NULL,

    CONSTRAINT "edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "edition_file" (
    "edition_id" UUID NOT NULL,
    "kind" "EditionFileKind" NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "edition_file_pkey" PRIMARY KEY ("edition_id","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "summary_year_key" ON "summary"("year");

-- CreateIndex
CREATE UNIQUE INDEX "edition_year_number_key" ON "edition"("year", "number");

-- AddForeignKey
ALTER TABLE "edition_file" ADD CONSTRAINT "edition_file_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- Figures by year, kept up to date instead of counted anew each time that somebody looks.

-- All that the figures ask of a year stands in the index itself. Confidential projects are in no figure.
CREATE INDEX "project_year_figures" ON "project_year" ("year", "unit_id")
  INCLUDE ("is_under_way", "reaches_children_and_youth", "external_ore", "own_ore", "period_external_ore", "period_own_ore", "unconverted_lines")
  WHERE NOT "is_confidential";
-- Rows are read from the index alone only where the table has been vacuumed: often enough that a day's work does not show.
ALTER TABLE "project_year" SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);

-- Brings one project's rows to what the project and its lines say; what says so already is not touched, so that two writers
-- of different projects never wait for each other.
CREATE FUNCTION refresh_project_years(about uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH p AS (
    SELECT id, unit_id, is_confidential, reaches_children_and_youth, currency, sek_per_unit,
      extract(year FROM coalesce(starts_on, ends_on))::int AS first_year, extract(year FROM coalesce(ends_on, starts_on))::int AS last_year
    FROM project WHERE id = about AND archived_at IS NULL
  ), line AS (
    SELECT f.year, f.kind IN ('EU', 'OTHER_EXTERNAL') AS is_external,
      CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END AS ore
    FROM p JOIN funding_line f ON f.project_id = p.id WHERE f.removed_at IS NULL
  ), period AS (
    SELECT coalesce(sum(ore) FILTER (WHERE is_external), 0) AS external, coalesce(sum(ore) FILTER (WHERE NOT is_external), 0) AS own, count(*) FILTER (WHERE ore IS NULL) AS unconverted
    FROM line WHERE year IS NULL
  ), part AS (
    SELECT year, true AS is_under_way, 0::bigint AS external, 0::bigint AS own, 0 AS unconverted FROM p, generate_series(p.first_year, p.last_year) AS year
    UNION ALL
    SELECT year, false, CASE WHEN is_external THEN coalesce(ore, 0) ELSE 0 END, CASE WHEN is_external THEN 0 ELSE coalesce(ore, 0) END, (ore IS NULL)::int FROM line WHERE year IS NOT NULL
  ), wanted AS (
    SELECT year, bool_or(is_under_way) AS is_under_way, sum(external) AS external, sum(own) AS own, sum(unconverted) AS unconverted FROM part GROUP BY year
  ), gone AS (
    DELETE FROM project_year h WHERE h.project_id = about AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.year = h.year)
  )
  INSERT INTO project_year AS h
  SELECT p.id, w.year, p.unit_id, w.is_under_way, p.is_confidential, p.reaches_children_and_youth, w.external, w.own,
    CASE WHEN w.is_under_way THEN period.external ELSE 0 END, CASE WHEN w.is_under_way THEN period.own ELSE 0 END,
    w.unconverted + CASE WHEN w.is_under_way THEN period.unconverted ELSE 0 END
  FROM p, wanted w, period
  ON CONFLICT (project_id, year) DO UPDATE SET
    unit_id = excluded.unit_id, is_under_way = excluded.is_under_way, is_confidential = excluded.is_confidential,
    reaches_children_and_youth = excluded.reaches_children_and_youth, external_ore = excluded.external_ore, own_ore = excluded.own_ore,
    period_external_ore = excluded.period_external_ore, period_own_ore = excluded.period_own_ore, unconverted_lines = excluded.unconverted_lines
    WHERE (h.*) IS DISTINCT FROM (excluded.*)
$$;
REVOKE ALL ON FUNCTION refresh_project_years(uuid) FROM PUBLIC;

CREATE FUNCTION keep_project_years() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_project_years(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_years_of_new AFTER INSERT ON "project" FOR EACH ROW EXECUTE FUNCTION keep_project_years();
CREATE TRIGGER keep_years AFTER UPDATE ON "project" FOR EACH ROW
  WHEN ((OLD.unit_id, OLD.starts_on, OLD.ends_on, OLD.currency, OLD.sek_per_unit, OLD.is_confidential, OLD.reaches_children_and_youth, OLD.archived_at)
    IS DISTINCT FROM (NEW.unit_id, NEW.starts_on, NEW.ends_on, NEW.currency, NEW.sek_per_unit, NEW.is_confidential, NEW.reaches_children_and_youth, NEW.archived_at))
  EXECUTE FUNCTION keep_project_years();

CREATE FUNCTION keep_project_years_of_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  about uuid;
BEGIN
  FOR about IN SELECT DISTINCT project_id FROM changed ORDER BY project_id LOOP
    -- Held, so that whoever changes the same project otherwise counts these lines in.
    PERFORM 1 FROM project WHERE id = about FOR NO KEY UPDATE;
    PERFORM refresh_project_years(about);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_years_of_new AFTER INSERT ON "funding_line" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_years_of_lines();
CREATE TRIGGER keep_years AFTER UPDATE ON "funding_line" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_project_years_of_lines();

-- What was logged before.
SELECT refresh_project_years(id) FROM project;

-- ---------------------------------------------------------------------------
-- The summary's words have versions as everything else; an edition and its files are written once.
SELECT keep_versions('summary', 'id', 'id');
SELECT keep_versions('edition', 'id', 'id');
ALTER TABLE "summary" ADD CONSTRAINT "summary_year_plausible" CHECK ("year" BETWEEN 1990 AND 2100);
ALTER TABLE "edition" ADD CONSTRAINT "edition_number_from_one" CHECK ("number" >= 1);
ALTER TABLE "edition" ADD CONSTRAINT "edition_hashes_are_hashes" CHECK ("data_sha256" ~ '^[0-9a-f]{64}$' AND "template_sha256" ~ '^[0-9a-f]{64}$');
CREATE TRIGGER edition_is_kept BEFORE UPDATE ON "edition" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER edition_file_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "edition_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
