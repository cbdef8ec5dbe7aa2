-- CreateEnum
CREATE TYPE "BeneficiaryGroup" AS ENUM ('PROFESSION', 'ASSOCIATIONS', 'RESIDENTS');

-- CreateTable
CREATE TABLE "exchange_activity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "relation_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "held_precision" "DatePrecision" NOT NULL,
    "groups" "BeneficiaryGroup"[],
    "participant_count" INTEGER,
    "reaches_children_and_youth" BOOLEAN NOT NULL,
    "children_and_youth_count" INTEGER,
    "association" TEXT,
    "grant_ore" BIGINT,
    "payer_unit_id" UUID,
    "benefit" TEXT NOT NULL,
    "source" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "exchange_activity_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_payer_unit_id_fkey" FOREIGN KEY ("payer_unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "exchange_activity" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "exchange_activity" ALTER COLUMN "groups" SET NOT NULL;

-- What must hold whatever program writes.
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_benefits_someone" CHECK (cardinality("groups") > 0);
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_counts_people" CHECK ("participant_count" >= 0 AND "children_and_youth_count" >= 0 AND "children_and_youth_count" <= "participant_count");
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_counts_whom_it_reaches" CHECK ("reaches_children_and_youth" OR "children_and_youth_count" IS NULL);
ALTER TABLE "exchange_activity" ADD CONSTRAINT "exchange_activity_grant_is_paid" CHECK ("grant_ore" IS NULL OR ("grant_ore" > 0 AND "payer_unit_id" IS NOT NULL AND "association" IS NOT NULL));

-- The latest of a relation's, and the list by day.
CREATE INDEX "exchange_activity_of_relation" ON "exchange_activity" ("relation_id", "held_on" DESC) WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_by_day" ON "exchange_activity" ("held_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_of_unit" ON "exchange_activity" ("unit_id", "held_on" DESC) WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_payer_unit_id_idx" ON "exchange_activity" ("payer_unit_id");
CREATE INDEX "exchange_activity_by_title" ON "exchange_activity" ("title", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "exchange_activity_search_text" ON "exchange_activity" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('exchange_activity', 'id', 'id');
