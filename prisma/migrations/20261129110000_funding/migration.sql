-- CreateEnum
CREATE TYPE "ClaimState" AS ENUM ('PLANNED', 'SENT', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "PaymentKind" AS ENUM ('ADVANCE', 'INTERIM', 'FINAL');

-- AlterTable
ALTER TABLE "funding_line" ADD COLUMN "hours_hundredths" INTEGER,
ADD COLUMN "hourly_rate_minor" BIGINT,
ADD COLUMN "is_paid_centrally" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "project_year" ADD COLUMN "programme_id" UUID,
ADD COLUMN "is_international" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "is_externally_funded" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "eu_ore" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "own_in_kind_ore" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "state" "ClaimState" NOT NULL,
    "sent_on" DATE,
    "currency" CHAR(3) NOT NULL DEFAULT 'SEK',
    "amount_minor" BIGINT NOT NULL,
    "answered_on" DATE,
    "approved_minor" BIGINT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "claim_id" UUID,
    "kind" "PaymentKind" NOT NULL,
    "expected_on" DATE,
    "expected_minor" BIGINT,
    "received_on" DATE,
    "received_minor" BIGINT,
    "currency" CHAR(3) NOT NULL DEFAULT 'SEK',
    "sek_per_unit" DECIMAL(14,6),
    "rate_on" DATE,
    "rate_source" TEXT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paid_elsewhere" (
    "project_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "payer_unit_id" UUID,
    "unit_id" UUID NOT NULL,
    "is_confidential" BOOLEAN NOT NULL,
    "own_ore" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,

    CONSTRAINT "paid_elsewhere_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "claim_project_id_idx" ON "claim"("project_id");

-- CreateIndex
CREATE INDEX "payment_project_id_idx" ON "payment"("project_id");

-- CreateIndex
CREATE INDEX "paid_elsewhere_project_id_idx" ON "paid_elsewhere"("project_id");

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_work_is_own" CHECK ("kind" = 'OWN_IN_KIND' OR "hours_hundredths" IS NULL);
-- Half an öre is rounded up, once a line.
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_work_makes_amount" CHECK (
  ("hours_hundredths" IS NULL) = ("hourly_rate_minor" IS NULL)
  AND ("hours_hundredths" IS NULL OR ("hours_hundredths" > 0 AND "hourly_rate_minor" > 0 AND "amount_minor" = div("hours_hundredths"::numeric * "hourly_rate_minor" + 50, 100))));
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_central_is_own" CHECK (NOT "is_paid_centrally" OR ("payer_unit_id" IS NULL AND "kind" IN ('OWN_CASH', 'OWN_IN_KIND')));
ALTER TABLE "claim" ADD CONSTRAINT "claim_period_in_order" CHECK ("period_from" <= "period_to");
ALTER TABLE "claim" ADD CONSTRAINT "claim_amounts_not_negative" CHECK ("amount_minor" > 0 AND "approved_minor" >= 0);
ALTER TABLE "claim" ADD CONSTRAINT "claim_state_has_days" CHECK (
  ("state" = 'PLANNED') = ("sent_on" IS NULL)
  AND ("state" IN ('APPROVED', 'REJECTED')) = ("answered_on" IS NOT NULL)
  AND ("state" = 'APPROVED') = ("approved_minor" IS NOT NULL)
  AND ("answered_on" IS NULL OR "sent_on" <= "answered_on"));
ALTER TABLE "payment" ADD CONSTRAINT "payment_has_day_and_amount" CHECK (
  ("expected_on" IS NULL) = ("expected_minor" IS NULL) AND ("received_on" IS NULL) = ("received_minor" IS NULL)
  AND ("expected_on" IS NOT NULL OR "received_on" IS NOT NULL));
ALTER TABLE "payment" ADD CONSTRAINT "payment_amounts_positive" CHECK ("expected_minor" > 0 AND "received_minor" > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_rate_is_whole" CHECK (
  ("sek_per_unit" IS NULL) = ("rate_on" IS NULL) AND ("sek_per_unit" IS NULL) = ("rate_source" IS NULL) AND ("sek_per_unit" IS NULL OR ("sek_per_unit" > 0 AND "currency" <> 'SEK')));

SELECT keep_versions('claim', 'id', 'project_id');
SELECT keep_versions('payment', 'id', 'project_id');

-- What came in during a year, and what is waited for.
CREATE INDEX "payment_received" ON "payment" ("received_on") WHERE "received_on" IS NOT NULL AND "removed_at" IS NULL;
CREATE INDEX "payment_awaited" ON "payment" ("expected_on") WHERE "received_on" IS NULL AND "removed_at" IS NULL;

-- ---------------------------------------------------------------------------
-- Figures by year, by programme, kind and payer too. A year's money is read from the index alone.
CREATE INDEX "project_year_money" ON "project_year" ("year", "unit_id")
  INCLUDE ("programme_id", "is_international", "is_externally_funded", "external_ore", "own_ore", "eu_ore", "own_in_kind_ore")
  WHERE NOT "is_confidential" AND ("external_ore" > 0 OR "own_ore" > 0);
CREATE INDEX "paid_elsewhere_year" ON "paid_elsewhere" ("year") WHERE NOT "is_confidential";

CREATE OR REPLACE FUNCTION refresh_project_years(about uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH p AS (
    SELECT id, unit_id, programme_id, is_international, is_externally_funded, is_confidential, reaches_children_and_youth, currency, sek_per_unit,
      extract(year FROM coalesce(starts_on, ends_on))::int AS first_year, extract(year FROM coalesce(ends_on, starts_on))::int AS last_year
    FROM project WHERE id = about AND archived_at IS NULL
  ), line AS (
    SELECT f.year, f.kind, f.kind IN ('EU', 'OTHER_EXTERNAL') AS is_external,
      CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END AS ore
    FROM p JOIN funding_line f ON f.project_id = p.id WHERE f.removed_at IS NULL
  ), period AS (
    SELECT coalesce(sum(ore) FILTER (WHERE is_external), 0) AS external, coalesce(sum(ore) FILTER (WHERE NOT is_external), 0) AS own, count(*) FILTER (WHERE ore IS NULL) AS unconverted
    FROM line WHERE year IS NULL
  ), part AS (
    SELECT year, true AS is_under_way, 0::bigint AS external, 0::bigint AS own, 0::bigint AS eu, 0::bigint AS in_kind, 0 AS unconverted FROM p, generate_series(p.first_year, p.last_year) AS year
    UNION ALL
    SELECT year, false, CASE WHEN is_external THEN coalesce(ore, 0) ELSE 0 END, CASE WHEN is_external THEN 0 ELSE coalesce(ore, 0) END,
      CASE WHEN kind = 'EU' THEN coalesce(ore, 0) ELSE 0 END, CASE WHEN kind = 'OWN_IN_KIND' THEN coalesce(ore, 0) ELSE 0 END, (ore IS NULL)::int
    FROM line WHERE year IS NOT NULL
  ), wanted AS (
    SELECT year, bool_or(is_under_way) AS is_under_way, sum(external) AS external, sum(own) AS own, sum(eu) AS eu, sum(in_kind) AS in_kind, sum(unconverted) AS unconverted FROM part GROUP BY year
  ), gone AS (
    DELETE FROM project_year h WHERE h.project_id = about AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.year = h.year)
  )
  INSERT INTO project_year AS h (project_id, year, unit_id, programme_id, is_international, is_externally_funded, is_under_way, is_confidential, reaches_children_and_youth,
    external_ore, own_ore, eu_ore, own_in_kind_ore, period_external_ore, period_own_ore, unconverted_lines)
  SELECT p.id, w.year, p.unit_id, p.programme_id, p.is_international, p.is_externally_funded, w.is_under_way, p.is_confidential, p.reaches_children_and_youth, w.external, w.own, w.eu, w.in_kind,
    CASE WHEN w.is_under_way THEN period.external ELSE 0 END, CASE WHEN w.is_under_way THEN period.own ELSE 0 END,
    w.unconverted + CASE WHEN w.is_under_way THEN period.unconverted ELSE 0 END
  FROM p, wanted w, period
  ON CONFLICT (project_id, year) DO UPDATE SET
    unit_id = excluded.unit_id, programme_id = excluded.programme_id, is_international = excluded.is_international, is_externally_funded = excluded.is_externally_funded,
    is_under_way = excluded.is_under_way, is_confidential = excluded.is_confidential,
    reaches_children_and_youth = excluded.reaches_children_and_youth, external_ore = excluded.external_ore, own_ore = excluded.own_ore, eu_ore = excluded.eu_ore, own_in_kind_ore = excluded.own_in_kind_ore,
    period_external_ore = excluded.period_external_ore, period_own_ore = excluded.period_own_ore, unconverted_lines = excluded.unconverted_lines
    WHERE (h.*) IS DISTINCT FROM (excluded.*);

  -- Few projects have any; the others are looked up and left.
  DELETE FROM paid_elsewhere WHERE project_id = about;
  INSERT INTO paid_elsewhere (project_id, year, payer_unit_id, unit_id, is_confidential, own_ore)
  SELECT p.id, f.year, f.payer_unit_id, p.unit_id, p.is_confidential, sum(CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END)
  FROM project p JOIN funding_line f ON f.project_id = p.id
  WHERE p.id = about AND p.archived_at IS NULL AND f.removed_at IS NULL AND f.year IS NOT NULL AND f.kind IN ('OWN_CASH', 'OWN_IN_KIND')
    AND (f.is_paid_centrally OR f.payer_unit_id <> p.unit_id) AND (p.currency = 'SEK' OR p.sek_per_unit IS NOT NULL)
  GROUP BY p.id, f.year, f.payer_unit_id
$$;

DROP TRIGGER keep_years ON "project";
CREATE TRIGGER keep_years AFTER UPDATE ON "project" FOR EACH ROW
  WHEN ((OLD.unit_id, OLD.programme_id, OLD.is_international, OLD.is_externally_funded, OLD.starts_on, OLD.ends_on, OLD.currency, OLD.sek_per_unit, OLD.is_confidential, OLD.reaches_children_and_youth, OLD.archived_at)
    IS DISTINCT FROM (NEW.unit_id, NEW.programme_id, NEW.is_international, NEW.is_externally_funded, NEW.starts_on, NEW.ends_on, NEW.currency, NEW.sek_per_unit, NEW.is_confidential, NEW.reaches_children_and_youth, NEW.archived_at))
  EXECUTE FUNCTION keep_project_years();

-- What was logged before; every row says all of it from here on.
SELECT refresh_project_years(id) FROM project;
ALTER TABLE "project_year" ALTER COLUMN "is_international" DROP DEFAULT, ALTER COLUMN "is_externally_funded" DROP DEFAULT, ALTER COLUMN "eu_ore" DROP DEFAULT, ALTER COLUMN "own_in_kind_ore" DROP DEFAULT;
