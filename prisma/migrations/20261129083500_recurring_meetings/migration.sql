-- CreateTable
CREATE TABLE "recurring_meeting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "relation_id" UUID,
    "network_id" UUID,
    "unit_id" UUID NOT NULL,
    "every_years" INTEGER NOT NULL,
    "first_year" INTEGER NOT NULL,
    "held_month" INTEGER,
    "hosts" TEXT[],
    "own_place" INTEGER NOT NULL,
    "note" TEXT,
    "source" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "recurring_meeting_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "visit" ADD COLUMN "meeting_id" UUID;

-- CreateIndex
CREATE INDEX "recurring_meeting_relation_id_idx" ON "recurring_meeting"("relation_id");

-- CreateIndex
CREATE INDEX "recurring_meeting_network_id_idx" ON "recurring_meeting"("network_id");

-- CreateIndex
CREATE INDEX "recurring_meeting_unit_id_idx" ON "recurring_meeting"("unit_id");

-- CreateIndex
CREATE INDEX "visit_meeting_id_idx" ON "visit"("meeting_id");

-- AddForeignKey
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "recurring_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "recurring_meeting" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "recurring_meeting" ALTER COLUMN "hosts" SET NOT NULL;

-- What must hold whatever program writes.
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_of_one" CHECK (("relation_id" IS NULL) <> ("network_id" IS NULL));
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_recurs" CHECK ("every_years" BETWEEN 1 AND 20 AND "first_year" BETWEEN 1900 AND 2199 AND "held_month" BETWEEN 1 AND 12);
ALTER TABLE "recurring_meeting" ADD CONSTRAINT "recurring_meeting_has_hosts" CHECK (cardinality("hosts") BETWEEN 2 AND 60 AND "own_place" BETWEEN 1 AND cardinality("hosts"));

SELECT keep_versions('recurring_meeting', 'id', 'id');
