-- CreateEnum
CREATE TYPE "NetworkLevel" AS ENUM ('LOCAL', 'NATIONAL', 'NORDIC', 'EU', 'GLOBAL');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('CANDIDATE', 'MEMBER', 'NOTICE_GIVEN', 'LEFT', 'DECLINED');

-- CreateEnum
CREATE TYPE "NetworkScope" AS ENUM ('WHOLE_MUNICIPALITY', 'OWN_FIELD');

-- CreateEnum
CREATE TYPE "NetworkNeed" AS ENUM ('JOIN', 'WATCH', 'NO');

-- CreateEnum
CREATE TYPE "NetworkConclusion" AS ENUM ('KEEP', 'LEAVE');

-- CreateTable
CREATE TABLE "network" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "acronym" TEXT,
    "level" "NetworkLevel" NOT NULL,
    "about" TEXT,
    "website" TEXT,
    "relevance" TEXT,
    "status" "MembershipStatus" NOT NULL DEFAULT 'CANDIDATE',
    "scope" "NetworkScope" NOT NULL,
    "scope_before" "NetworkScope",
    "through" TEXT,
    "unit_id" UUID NOT NULL,
    "joined_on" DATE,
    "joined_precision" "DatePrecision",
    "left_on" DATE,
    "renews_on" DATE,
    "notice_months" INTEGER,
    "notice_by" DATE,
    "membership_number" TEXT,
    "representative" TEXT,
    "contact" TEXT,
    "working_groups" TEXT,
    "priority_id" UUID,
    "outside_reason" TEXT,
    "source" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "network_version" INTEGER NOT NULL,
    "from_status" "MembershipStatus" NOT NULL,
    "to_status" "MembershipStatus" NOT NULL,
    "taken_on" DATE NOT NULL,

    CONSTRAINT "membership_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_fee" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "payer_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "sek_per_unit" DECIMAL(12,6),
    "rate_on" DATE,
    "rate_source" TEXT,
    "amount_ore" BIGINT NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_fee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_participation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "held_on" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "people" INTEGER,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_participation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_assessment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "need" "NetworkNeed" NOT NULL,
    "reason" TEXT NOT NULL,
    "assessed_on" DATE NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_evaluation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "network_id" UUID NOT NULL,
    "evaluated_on" DATE NOT NULL,
    "benefit" TEXT NOT NULL,
    "conclusion" "NetworkConclusion" NOT NULL,
    "next_on" DATE,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "network_evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "network_unit_id_idx" ON "network"("unit_id");

-- CreateIndex
CREATE INDEX "network_priority_id_idx" ON "network"("priority_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_step_network_id_network_version_key" ON "membership_step"("network_id", "network_version");

-- CreateIndex
CREATE INDEX "network_unit_network_id_idx" ON "network_unit"("network_id");

-- CreateIndex
CREATE INDEX "network_unit_unit_id_idx" ON "network_unit"("unit_id");

-- CreateIndex
CREATE INDEX "network_fee_network_id_idx" ON "network_fee"("network_id");

-- CreateIndex
CREATE INDEX "network_fee_payer_id_idx" ON "network_fee"("payer_id");

-- CreateIndex
CREATE INDEX "network_participation_network_id_idx" ON "network_participation"("network_id");

-- CreateIndex
CREATE INDEX "network_participation_unit_id_idx" ON "network_participation"("unit_id");

-- CreateIndex
CREATE INDEX "network_assessment_network_id_idx" ON "network_assessment"("network_id");

-- CreateIndex
CREATE INDEX "network_assessment_unit_id_idx" ON "network_assessment"("unit_id");

-- CreateIndex
CREATE INDEX "network_evaluation_network_id_idx" ON "network_evaluation"("network_id");

-- AddForeignKey
ALTER TABLE "network" ADD CONSTRAINT "network_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network" ADD CONSTRAINT "network_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_step" ADD CONSTRAINT "membership_step_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_unit" ADD CONSTRAINT "network_unit_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_unit" ADD CONSTRAINT "network_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_fee" ADD CONSTRAINT "network_fee_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_fee" ADD CONSTRAINT "network_fee_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_participation" ADD CONSTRAINT "network_participation_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_participation" ADD CONSTRAINT "network_participation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_assessment" ADD CONSTRAINT "network_assessment_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_assessment" ADD CONSTRAINT "network_assessment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_evaluation" ADD CONSTRAINT "network_evaluation_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "network" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "network" ADD CONSTRAINT "network_joined_with_precision" CHECK (("joined_on" IS NULL) = ("joined_precision" IS NULL));
ALTER TABLE "network" ADD CONSTRAINT "network_member_since" CHECK ("status" NOT IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT') OR "joined_on" IS NOT NULL);
ALTER TABLE "network" ADD CONSTRAINT "network_left_on_a_day" CHECK (("status" = 'LEFT') = ("left_on" IS NOT NULL));
ALTER TABLE "network" ADD CONSTRAINT "network_in_order" CHECK ("left_on" >= "joined_on");
ALTER TABLE "network" ADD CONSTRAINT "network_notice_before_renewal" CHECK ("notice_by" <= "renews_on");
ALTER TABLE "network" ADD CONSTRAINT "network_scope_changed" CHECK ("scope_before" <> "scope");
ALTER TABLE "network" ADD CONSTRAINT "network_in_priorities_or_outside" CHECK ("priority_id" IS NULL OR "outside_reason" IS NULL);
ALTER TABLE "membership_step" ADD CONSTRAINT "membership_step_leads_on" CHECK ("from_status" <> "to_status");
ALTER TABLE "network_fee" ADD CONSTRAINT "network_fee_converted" CHECK (("currency" = 'SEK' AND "sek_per_unit" IS NULL AND "amount_ore" = "amount_minor") OR ("currency" <> 'SEK' AND "sek_per_unit" IS NOT NULL AND "rate_on" IS NOT NULL AND "rate_source" IS NOT NULL));
ALTER TABLE "network_fee" ADD CONSTRAINT "network_fee_not_negative" CHECK ("amount_minor" >= 0 AND "amount_ore" >= 0);
ALTER TABLE "network_participation" ADD CONSTRAINT "network_participation_people" CHECK ("people" > 0);
ALTER TABLE "network_evaluation" ADD CONSTRAINT "network_evaluation_in_order" CHECK ("next_on" > "evaluated_on");
CREATE UNIQUE INDEX "network_unit_once" ON "network_unit" ("network_id", "unit_id") WHERE "removed_at" IS NULL;
CREATE UNIQUE INDEX "network_fee_once" ON "network_fee" ("network_id", "year", "payer_id") WHERE "removed_at" IS NULL;

CREATE INDEX "network_by_name" ON "network" ("name", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "network_name_alike" ON "network" USING gin (lower("name") gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "network_search_text" ON "network" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "network_participation_by_day" ON "network_participation" ("network_id", "unit_id", "held_on") WHERE "removed_at" IS NULL;

SELECT keep_versions('network', 'id', 'id');
SELECT keep_versions('membership_step', 'id', 'network_id');
SELECT keep_versions('network_unit', 'id', 'network_id');
SELECT keep_versions('network_fee', 'id', 'network_id');
SELECT keep_versions('network_participation', 'id', 'network_id');
SELECT keep_versions('network_assessment', 'id', 'network_id');
SELECT keep_versions('network_evaluation', 'id', 'network_id');
