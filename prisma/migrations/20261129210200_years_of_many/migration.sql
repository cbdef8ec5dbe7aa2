-- Figures by year are worked out for many projects in one statement: a list that is read in brings a hundred at a time, and project by project they took a third of its time.
CREATE FUNCTION refresh_project_years(about uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH p AS (
    SELECT id, unit_id, programme_id, is_international, is_externally_funded, is_confidential, reaches_children_and_youth, currency, sek_per_unit,
      extract(year FROM coalesce(starts_on, ends_on))::int AS first_year, extract(year FROM coalesce(ends_on, starts_on))::int AS last_year
    FROM project WHERE id = ANY (about) AND archived_at IS NULL
  ), line AS (
    SELECT p.id, f.year, f.kind, f.kind IN ('EU', 'OTHER_EXTERNAL') AS is_external,
      CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END AS ore
    FROM p JOIN funding_line f ON f.project_id = p.id WHERE f.removed_at IS NULL
  ), period AS (
    SELECT p.id, coalesce(sum(line.ore) FILTER (WHERE line.is_external), 0) AS external, coalesce(sum(line.ore) FILTER (WHERE NOT line.is_external), 0) AS own,
      count(*) FILTER (WHERE line.id IS NOT NULL AND line.ore IS NULL) AS unconverted
    FROM p LEFT JOIN line ON line.id = p.id AND line.year IS NULL GROUP BY p.id
  ), part AS (
    SELECT p.id, year, true AS is_under_way, 0::bigint AS external, 0::bigint AS own, 0::bigint AS eu, 0::bigint AS in_kind, 0 AS unconverted FROM p, generate_series(p.first_year, p.last_year) AS year
    UNION ALL
    SELECT id, year, false, CASE WHEN is_external THEN coalesce(ore, 0) ELSE 0 END, CASE WHEN is_external THEN 0 ELSE coalesce(ore, 0) END,
      CASE WHEN kind = 'EU' THEN coalesce(ore, 0) ELSE 0 END, CASE WHEN kind = 'OWN_IN_KIND' THEN coalesce(ore, 0) ELSE 0 END, (ore IS NULL)::int
    FROM line WHERE year IS NOT NULL
  ), wanted AS (
    SELECT id, year, bool_or(is_under_way) AS is_under_way, sum(external) AS external, sum(own) AS own, sum(eu) AS eu, sum(in_kind) AS in_kind, sum(unconverted) AS unconverted FROM part GROUP BY id, year
  ), gone AS (
    DELETE FROM project_year h WHERE h.project_id = ANY (about) AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = h.project_id AND w.year = h.year)
  )
  INSERT INTO project_year AS h (project_id, year, unit_id, programme_id, is_international, is_externally_funded, is_under_way, is_confidential, reaches_children_and_youth,
    external_ore, own_ore, eu_ore, own_in_kind_ore, period_external_ore, period_own_ore, unconverted_lines)
  SELECT p.id, w.year, p.unit_id, p.programme_id, p.is_international, p.is_externally_funded, w.is_under_way, p.is_confidential, p.reaches_children_and_youth, w.external, w.own, w.eu, w.in_kind,
    CASE WHEN w.is_under_way THEN period.external ELSE 0 END, CASE WHEN w.is_under_way THEN period.own ELSE 0 END,
    w.unconverted + CASE WHEN w.is_under_way THEN period.unconverted ELSE 0 END
  FROM p JOIN wanted w ON w.id = p.id JOIN period ON period.id = p.id
  ORDER BY p.id, w.year
  ON CONFLICT (project_id, year) DO UPDATE SET
    unit_id = excluded.unit_id, programme_id = excluded.programme_id, is_international = excluded.is_international, is_externally_funded = excluded.is_externally_funded,
    is_under_way = excluded.is_under_way, is_confidential = excluded.is_confidential,
    reaches_children_and_youth = excluded.reaches_children_and_youth, external_ore = excluded.external_ore, own_ore = excluded.own_ore, eu_ore = excluded.eu_ore, own_in_kind_ore = excluded.own_in_kind_ore,
    period_external_ore = excluded.period_external_ore, period_own_ore = excluded.period_own_ore, unconverted_lines = excluded.unconverted_lines
    WHERE (h.*) IS DISTINCT FROM (excluded.*);

  -- Few projects have any; the others are looked up and left.
  DELETE FROM paid_elsewhere WHERE project_id = ANY (about);
  INSERT INTO paid_elsewhere (project_id, year, payer_unit_id, unit_id, is_confidential, own_ore)
  SELECT p.id, f.year, f.payer_unit_id, p.unit_id, p.is_confidential, sum(CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END)
  FROM project p JOIN funding_line f ON f.project_id = p.id
  WHERE p.id = ANY (about) AND p.archived_at IS NULL AND f.removed_at IS NULL AND f.year IS NOT NULL AND f.kind IN ('OWN_CASH', 'OWN_IN_KIND')
    AND (f.is_paid_centrally OR f.payer_unit_id <> p.unit_id) AND (p.currency = 'SEK' OR p.sek_per_unit IS NOT NULL)
  GROUP BY p.id, f.year, f.payer_unit_id
$$;
REVOKE ALL ON FUNCTION refresh_project_years(uuid[]) FROM PUBLIC;

-- A hundred at a time: what is worked out is joined within one statement, and would cost the square of a number without end.
CREATE FUNCTION refresh_years_of_many(about uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  FOR place IN 1 .. cardinality(about) BY 100 LOOP
    PERFORM refresh_project_years(about[place : place + 99]);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION refresh_years_of_many(uuid[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION keep_project_years() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_project_years(ARRAY[NEW.id]);
  RETURN NULL;
END $$;

-- Lines that new projects have already came in the statement that made them, and that statement's own trigger counts them.
DROP TRIGGER keep_years_of_new ON "project";
DROP FUNCTION keep_years_of_new_project();
CREATE FUNCTION keep_years_of_new_projects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_years_of_many(ARRAY(SELECT id FROM changed WHERE NOT EXISTS (SELECT 1 FROM funding_line WHERE project_id = changed.id)));
  RETURN NULL;
END $$;
CREATE TRIGGER keep_years_of_new AFTER INSERT ON "project" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_years_of_new_projects();

CREATE OR REPLACE FUNCTION keep_project_years_of_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  about uuid[] := ARRAY(SELECT DISTINCT project_id FROM changed);
BEGIN
  -- Held in one order, so that whoever changes the same projects otherwise counts these lines in.
  PERFORM 1 FROM project WHERE id = ANY (about) ORDER BY id FOR NO KEY UPDATE;
  PERFORM refresh_years_of_many(about);
  RETURN NULL;
END $$;

DROP FUNCTION refresh_project_years(uuid);
