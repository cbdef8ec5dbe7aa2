-- CreateEnum
CREATE TYPE "VisitRole" AS ENUM ('GUEST', 'TRAVELLER', 'HOST', 'INTERPRETER');

-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('ELECTED', 'EMPLOYEE', 'OTHER');

-- CreateEnum
CREATE TYPE "GiftDirection" AS ENUM ('GIVEN', 'RECEIVED');

-- CreateEnum
CREATE TYPE "VisitCostKind" AS ENUM ('TRAVEL', 'LODGING', 'HOSPITALITY', 'INTERPRETER', 'GIFT', 'VENUE', 'OTHER');

-- AlterTable
ALTER TABLE "visit" ADD COLUMN "is_handled_separately" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "closed_on" DATE;

-- CreateTable
CREATE TABLE "visit_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_programme_item" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "time_zone" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "place" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_programme_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_participant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "role" "VisitRole" NOT NULL,
    "standing" "Standing",
    "person_id" UUID,
    "title" TEXT,
    "organisation" TEXT,
    "headcount" INTEGER NOT NULL,
    "anonymised_at" TIMESTAMPTZ(6),
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_participant_details" (
    "participant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,

    CONSTRAINT "visit_participant_details_pkey" PRIMARY KEY ("participant_id")
);

-- CreateTable
CREATE TABLE "visit_hospitality" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "served_on" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "participant_ids" UUID[],
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_hospitality_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_gift" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "direction" "GiftDirection" NOT NULL,
    "what" TEXT NOT NULL,
    "whom" TEXT,
    "value_ore" BIGINT,
    "kept_where" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_gift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_cost" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "kind" "VisitCostKind" NOT NULL,
    "payer_id" UUID NOT NULL,
    "amount_ore" BIGINT NOT NULL,
    "note" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_cost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_action_point" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_action_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "told_on" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "added_value" "AddedValue"[],
    "benefit" TEXT NOT NULL,
    "spread_to" TEXT,

    CONSTRAINT "visit_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "visit_programme_item_visit_id_idx" ON "visit_programme_item"("visit_id");

-- CreateIndex
CREATE INDEX "visit_participant_visit_id_idx" ON "visit_participant"("visit_id");

-- CreateIndex
CREATE INDEX "visit_participant_person_id_idx" ON "visit_participant"("person_id");

-- CreateIndex
CREATE INDEX "visit_hospitality_visit_id_idx" ON "visit_hospitality"("visit_id");

-- CreateIndex
CREATE INDEX "visit_gift_visit_id_idx" ON "visit_gift"("visit_id");

-- CreateIndex
CREATE INDEX "visit_cost_visit_id_idx" ON "visit_cost"("visit_id");

-- CreateIndex
CREATE INDEX "visit_cost_payer_id_idx" ON "visit_cost"("payer_id");

-- CreateIndex
CREATE INDEX "visit_action_point_visit_id_idx" ON "visit_action_point"("visit_id");

-- CreateIndex
CREATE INDEX "visit_action_point_owner_id_idx" ON "visit_action_point"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "visit_report_visit_id_key" ON "visit_report"("visit_id");

-- AddForeignKey
ALTER TABLE "visit_link" ADD CONSTRAINT "visit_link_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_programme_item" ADD CONSTRAINT "visit_programme_item_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_participant" ADD CONSTRAINT "visit_participant_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_participant" ADD CONSTRAINT "visit_participant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_participant_details" ADD CONSTRAINT "visit_participant_details_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "visit_participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_hospitality" ADD CONSTRAINT "visit_hospitality_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_gift" ADD CONSTRAINT "visit_gift_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_cost" ADD CONSTRAINT "visit_cost_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_cost" ADD CONSTRAINT "visit_cost_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_action_point" ADD CONSTRAINT "visit_action_point_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_action_point" ADD CONSTRAINT "visit_action_point_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_report" ADD CONSTRAINT "visit_report_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "visit" ADD CONSTRAINT "visit_closed_or_cancelled" CHECK ("closed_on" IS NULL OR "cancelled_on" IS NULL);
ALTER TABLE "visit_programme_item" ADD CONSTRAINT "visit_programme_item_in_order" CHECK ("ends_at" > "starts_at");
ALTER TABLE "visit_participant" ADD CONSTRAINT "visit_participant_counts" CHECK ("headcount" > 0 AND ("person_id" IS NULL OR "headcount" = 1));
ALTER TABLE "visit_gift" ADD CONSTRAINT "visit_gift_value_not_negative" CHECK ("value_ore" >= 0);
ALTER TABLE "visit_gift" ADD CONSTRAINT "visit_gift_received_is_kept" CHECK ("direction" <> 'RECEIVED' OR "kept_where" IS NOT NULL);
ALTER TABLE "visit_cost" ADD CONSTRAINT "visit_cost_positive" CHECK ("amount_ore" > 0);

-- A record belongs with a visit once, and is asked for its visits.
CREATE UNIQUE INDEX "visit_link_once" ON "visit_link" ("visit_id", "subject_kind", "subject_id") WHERE "removed_at" IS NULL;
CREATE INDEX "visit_link_of_subject" ON "visit_link" ("subject_id", "subject_kind") WHERE "removed_at" IS NULL;
CREATE INDEX "visit_action_point_to_do" ON "visit_action_point" ("owner_id", "due_on") WHERE "removed_at" IS NULL AND "done_on" IS NULL;
-- The names that may be asked to be erased.
CREATE INDEX "visit_participant_named" ON "visit_participant" ("visit_id") WHERE "anonymised_at" IS NULL;
-- The visits whose report is waited for.
CREATE INDEX "visit_not_closed" ON "visit" ("unit_id", "ends_on") WHERE "archived_at" IS NULL AND "cancelled_on" IS NULL AND "closed_on" IS NULL;

SELECT keep_versions('visit_link', 'id', 'visit_id');
SELECT keep_versions('visit_programme_item', 'id', 'visit_id');
SELECT keep_versions('visit_participant', 'id', 'visit_id');
SELECT keep_versions('visit_participant_details', 'participant_id', 'participant_id');
SELECT keep_versions('visit_hospitality', 'id', 'visit_id');
SELECT keep_versions('visit_gift', 'id', 'visit_id');
SELECT keep_versions('visit_cost', 'id', 'visit_id');
SELECT keep_versions('visit_action_point', 'id', 'visit_id');
SELECT keep_versions('visit_report', 'id', 'visit_id');

-- ---------------------------------------------------------------------------
-- The name of someone who took part may be erased, from its versions too: in no other way than once the participant is marked as anonymised.
CREATE OR REPLACE FUNCTION is_erasable(of_table text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT of_table IN ('person_details', 'partner_contact_details', 'visit_participant_details') $$;

CREATE FUNCTION erase_participant_versions(participant uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE record_version SET row = NULL WHERE table_name = 'visit_participant_details' AND record_id = participant
    AND EXISTS (SELECT 1 FROM visit_participant p JOIN visit_participant_details d ON d.participant_id = p.id WHERE p.id = participant AND p.anonymised_at IS NOT NULL AND d.name = '');
$$;
