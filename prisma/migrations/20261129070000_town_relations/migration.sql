-- CreateEnum
CREATE TYPE "TownRelationKind" AS ENUM ('TWIN_TOWN', 'COOPERATION_AGREEMENT', 'TWIN_TOWN_LIKE', 'LETTER_OF_INTENT', 'MUNICIPAL_PARTNERSHIP');

-- CreateEnum
CREATE TYPE "TownRelationState" AS ENUM ('PROPOSED', 'ACTIVE', 'DORMANT', 'PAUSED', 'COUNTERPART_GONE', 'NOTICE_GIVEN', 'ENDED');

-- CreateEnum
CREATE TYPE "EpisodeBasis" AS ENUM ('DECISION', 'OWN', 'UNKNOWN', 'NONE');

-- CreateTable
CREATE TABLE "town_relation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "kind" "TownRelationKind" NOT NULL,
    "unit_id" UUID NOT NULL,
    "description" TEXT,
    "case_number" TEXT,
    "priority_id" UUID,
    "outside_priorities" TEXT,
    "source" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "town_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relation_town" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "relation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "since_on" DATE,
    "since_precision" "DatePrecision",
    "until_on" DATE,
    "until_precision" "DatePrecision",
    "note" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "relation_town_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "town_relation_episode" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "relation_id" UUID NOT NULL,
    "state" "TownRelationState" NOT NULL,
    "starts_on" DATE NOT NULL,
    "start_precision" "DatePrecision" NOT NULL,
    "ends_on" DATE,
    "end_precision" "DatePrecision",
    "basis" "EpisodeBasis" NOT NULL,
    "decision_id" UUID,
    "own_basis" TEXT,
    "note" TEXT,
    "source" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "town_relation_episode_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "town_relation_unit_id_idx" ON "town_relation"("unit_id");

-- CreateIndex
CREATE INDEX "town_relation_priority_id_idx" ON "town_relation"("priority_id");

-- CreateIndex
CREATE INDEX "relation_town_relation_id_idx" ON "relation_town"("relation_id");

-- CreateIndex
CREATE INDEX "town_relation_episode_relation_id_idx" ON "town_relation_episode"("relation_id");

-- CreateIndex
CREATE INDEX "town_relation_episode_decision_id_idx" ON "town_relation_episode"("decision_id");

-- AddForeignKey
ALTER TABLE "town_relation" ADD CONSTRAINT "town_relation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "town_relation" ADD CONSTRAINT "town_relation_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "town_relation" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "relation_town" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "town_relation" ADD CONSTRAINT "town_relation_in_or_outside_priorities" CHECK ("priority_id" IS NULL OR "outside_priorities" IS NULL);
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_in_order" CHECK ("until_on" >= "since_on");
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_dates_with_precision" CHECK (("since_on" IS NULL) = ("since_precision" IS NULL) AND ("until_on" IS NULL) = ("until_precision" IS NULL));
ALTER TABLE "relation_town" ADD CONSTRAINT "relation_town_once_at_a_time"
  EXCLUDE USING gist ("relation_id" WITH =, lower("name") WITH =, "country" WITH =, daterange("since_on", "until_on", '[]') WITH &&) WHERE ("removed_at" IS NULL) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_end_with_precision" CHECK (("ends_on" IS NULL) = ("end_precision" IS NULL));
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_basis_is_there" CHECK (
  ("basis" = 'DECISION') = ("decision_id" IS NOT NULL) AND ("basis" = 'OWN') = ("own_basis" IS NOT NULL) AND ("basis" <> 'UNKNOWN' OR "source" IS NOT NULL));
ALTER TABLE "town_relation_episode" ADD CONSTRAINT "town_relation_episode_one_at_a_time"
  EXCLUDE USING gist ("relation_id" WITH =, daterange("starts_on", "ends_on", '[]') WITH &&) WHERE ("removed_at" IS NULL) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "town_relation_by_name" ON "town_relation" ("name", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "town_relation_search_text" ON "town_relation" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('town_relation', 'id', 'id');
SELECT keep_versions('relation_town', 'id', 'relation_id');
SELECT keep_versions('town_relation_episode', 'id', 'relation_id');
