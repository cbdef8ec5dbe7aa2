-- AlterTable
ALTER TABLE "network" ADD COLUMN "merged_into_id" UUID;

-- AlterTable
ALTER TABLE "network_assessment" ADD COLUMN "replaced_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "town_relation" ADD COLUMN "merged_into_id" UUID;

-- AddForeignKey
ALTER TABLE "network" ADD CONSTRAINT "network_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "town_relation" ADD CONSTRAINT "town_relation_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must hold whatever program writes.
ALTER TABLE "network" ADD CONSTRAINT "network_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "town_relation" ADD CONSTRAINT "town_relation_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "network_assessment" ADD CONSTRAINT "network_assessment_replaced_or_removed" CHECK ("replaced_at" IS NULL OR "removed_at" IS NULL OR "removed_at" >= "replaced_at");

CREATE INDEX "network_merged_into" ON "network" ("merged_into_id") WHERE "merged_into_id" IS NOT NULL;
CREATE INDEX "town_relation_merged_into" ON "town_relation" ("merged_into_id") WHERE "merged_into_id" IS NOT NULL;

-- The unit that answers today for what a unit did: the one that it has gone up into, step by step.
CREATE FUNCTION unit_today(unit uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE chain AS (SELECT b.id, b.merged_into_id FROM body b WHERE b.id = unit UNION SELECT b.id, b.merged_into_id FROM chain c JOIN body b ON b.id = c.merged_into_id)
  SELECT c.id FROM chain c WHERE c.merged_into_id IS NULL LIMIT 1
$$;
