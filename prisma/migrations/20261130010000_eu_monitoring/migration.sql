-- CreateEnum
CREATE TYPE "DossierStage" AS ENUM ('PREPARED', 'PROPOSED', 'NEGOTIATED', 'ADOPTED', 'IMPLEMENTED', 'IN_FORCE', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "Relevance" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- CreateEnum
CREATE TYPE "InfluenceKind" AS ENUM ('CONSULTATION_ANSWER', 'MEETING', 'LETTER', 'JOINT_POSITION', 'OTHER');

-- CreateEnum
CREATE TYPE "ReadinessState" AS ENUM ('PLANNED', 'GOING', 'DONE', 'NOT_NEEDED');

-- CreateTable
CREATE TABLE "monitoring_item" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "reference" TEXT,
    "source" TEXT,
    "stage" "DossierStage" NOT NULL,
    "relevance" "Relevance" NOT NULL,
    "meaning" TEXT,
    "begun_on" DATE NOT NULL,
    "ended_on" DATE,
    "assessed_by" TEXT NOT NULL,
    "assessed_on" DATE NOT NULL,
    "next_check_on" DATE,
    "responsible" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "monitoring_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "influence_action" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "item_id" UUID NOT NULL,
    "kind" "InfluenceKind" NOT NULL,
    "title" TEXT NOT NULL,
    "acted_on" DATE NOT NULL,
    "network_id" UUID,
    "through" TEXT,
    "priority_id" UUID,
    "position" TEXT,
    "outcome" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "influence_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "readiness" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "item_id" UUID NOT NULL,
    "consequence" TEXT NOT NULL,
    "assessed_on" DATE NOT NULL,
    "state" "ReadinessState" NOT NULL,
    "measure" TEXT,
    "responsible" TEXT,
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "readiness_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "influence_action_network_id_idx" ON "influence_action"("network_id");

-- CreateIndex
CREATE INDEX "influence_action_priority_id_idx" ON "influence_action"("priority_id");

-- AddForeignKey
ALTER TABLE "monitoring_item" ADD CONSTRAINT "monitoring_item_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "influence_action" ADD CONSTRAINT "influence_action_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "monitoring_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "influence_action" ADD CONSTRAINT "influence_action_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "influence_action" ADD CONSTRAINT "influence_action_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readiness" ADD CONSTRAINT "readiness_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "monitoring_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "monitoring_item" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "influence_action" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "monitoring_item" ADD CONSTRAINT "monitoring_item_in_order" CHECK ("ended_on" >= "begun_on" AND "assessed_on" >= "begun_on" AND "next_check_on" > "assessed_on");
ALTER TABLE "readiness" ADD CONSTRAINT "readiness_says_what_to_do" CHECK ("state" = 'NOT_NEEDED' OR "measure" IS NOT NULL);

-- The list by day, a unit's own, what is to be looked at again, and free text.
CREATE INDEX "monitoring_item_by_day" ON "monitoring_item" ("begun_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "monitoring_item_of_unit" ON "monitoring_item" ("unit_id", "begun_on" DESC);
CREATE INDEX "monitoring_item_to_check" ON "monitoring_item" ("next_check_on", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "monitoring_item_search_text" ON "monitoring_item" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "influence_action_of_item" ON "influence_action" ("item_id", "acted_on" DESC) WHERE "removed_at" IS NULL;
CREATE INDEX "influence_action_by_day" ON "influence_action" ("acted_on" DESC, "id") WHERE "removed_at" IS NULL;
CREATE INDEX "readiness_of_item" ON "readiness" ("item_id") WHERE "removed_at" IS NULL;
CREATE INDEX "readiness_due" ON "readiness" ("due_on") WHERE "removed_at" IS NULL AND "state" IN ('PLANNED', 'GOING');

SELECT keep_versions('monitoring_item', 'id', 'id');
SELECT keep_versions('influence_action', 'id', 'item_id');
SELECT keep_versions('readiness', 'id', 'item_id');
