-- A town of a relation is a partner of the register. What the relation calls it stays beside it.
ALTER TABLE "relation_town" DROP CONSTRAINT "relation_town_once_at_a_time";
ALTER TABLE "relation_town" ADD COLUMN "partner_id" UUID;

-- The column is new, so that no version says anything of it.
ALTER TABLE "relation_town" DISABLE TRIGGER USER;

UPDATE "relation_town" t SET "partner_id" = (
  SELECT p."id" FROM "partner" p
  WHERE p."kind" = 'TOWN' AND p."country" = t."country" AND p."archived_at" IS NULL AND p."merged_into_id" IS NULL
    AND (lower(p."name") = lower(t."name") OR lower(p."place") = lower(t."name")
      OR EXISTS (SELECT 1 FROM "partner_name" n WHERE n."partner_id" = p."id" AND n."removed_at" IS NULL AND lower(n."name") = lower(t."name")))
  ORDER BY p."created_at", p."id" LIMIT 1);

-- Towns that the register does not know come into it, each once; their folded name is written by the program when they are next changed.
DO $$
DECLARE
  added integer;
BEGIN
  INSERT INTO "partner" ("kind", "name", "folded_name", "country", "is_demonstration", "certainty", "search_text", "created_by_id")
  SELECT DISTINCT ON (lower(t."name"), t."country") 'TOWN', t."name", f.folded, t."country", r."is_demonstration", r."certainty", f.folded, r."created_by_id"
  FROM "relation_town" t JOIN "town_relation" r ON r."id" = t."relation_id",
    LATERAL (SELECT lower(translate(t."name", 'ÅÄÖÆØÉÈÜåäöæøéèü', 'AAOAOEEUaaoaoeeu')) AS folded) f
  WHERE t."partner_id" IS NULL ORDER BY lower(t."name"), t."country", r."created_at", t."id";
  GET DIAGNOSTICS added = ROW_COUNT;
  IF added > 0 THEN
    INSERT INTO "audit_entry" ("action", "subject_kind", "details") VALUES ('partners.added', 'partner', jsonb_build_object('count', added));
  END IF;
END $$;

UPDATE "relation_town" t SET "partner_id" = (
  SELECT p."id" FROM "partner" p WHERE p."kind" = 'TOWN' AND p."country" = t."country" AND lower(p."name") = lower(t."name") ORDER BY p."created_at" DESC, p."id" LIMIT 1)
WHERE t."partner_id" IS NULL;

ALTER TABLE "relation_town" ENABLE TRIGGER USER;
ALTER TABLE "relation_town" ALTER COLUMN "partner_id" SET NOT NULL;

CREATE INDEX "relation_town_partner_id_idx" ON "relation_town"("partner_id");
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_once_at_a_time"
  EXCLUDE USING gist ("relation_id" WITH =, "partner_id" WITH =, daterange("since_on", "until_on", '[]') WITH &&) WHERE ("removed_at" IS NULL) DEFERRABLE INITIALLY DEFERRED;

-- The towns of relations as they are today: one that was merged into another partner is that one, under its name.
CREATE VIEW "relation_town_today" AS
SELECT t."id", t."relation_id", p."id" AS "partner_id", (CASE WHEN p."id" = t."partner_id" THEN t."name" ELSE p."name" END) COLLATE "sv-SE-x-icu" AS "name",
  p."name" AS "partner_name", p."country", p."latitude", p."longitude", p."archived_at" IS NULL AS "is_in_register",
  t."since_on", t."since_precision", t."until_on", t."until_precision", t."note"
FROM "relation_town" t
CROSS JOIN LATERAL (
  WITH RECURSIVE today AS (
    SELECT o."id", o."merged_into_id" FROM "partner" o WHERE o."id" = t."partner_id"
    UNION ALL
    SELECT m."id", m."merged_into_id" FROM "partner" m JOIN today ON m."id" = today."merged_into_id")
  SELECT today."id" FROM today WHERE today."merged_into_id" IS NULL) same
JOIN "partner" p ON p."id" = same."id"
WHERE t."removed_at" IS NULL;
