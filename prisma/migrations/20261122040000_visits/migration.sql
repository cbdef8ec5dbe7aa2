-- CreateEnum
CREATE TYPE "VisitDirection" AS ENUM ('INCOMING', 'OUTGOING', 'EVENT');

-- CreateEnum
CREATE TYPE "HandoverAnswer" AS ENUM ('ACCEPTED', 'DECLINED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "visit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "direction" "VisitDirection" NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT,
    "counterpart" TEXT,
    "places" TEXT,
    "hosts" TEXT,
    "starts_on" DATE NOT NULL,
    "start_precision" "DatePrecision" NOT NULL,
    "ends_on" DATE NOT NULL,
    "end_precision" "DatePrecision",
    "participant_count" INTEGER,
    "reaches_children_and_youth" BOOLEAN NOT NULL,
    "children_and_youth_count" INTEGER,
    "needs_representation" BOOLEAN,
    "concerns_unit_directly" BOOLEAN,
    "office_notified_on" DATE,
    "office_notified_to" TEXT,
    "case_number" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_on" DATE,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(6) NOT NULL,
    "assigned_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_handover" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "from_person_id" UUID,
    "to_person_id" UUID NOT NULL,
    "to_body_id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "message" TEXT,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "answered_at" TIMESTAMPTZ(6),
    "answer" "HandoverAnswer",

    CONSTRAINT "visit_handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "visit_assignment_visit_id_idx" ON "visit_assignment"("visit_id");

-- CreateIndex
CREATE INDEX "visit_assignment_person_id_idx" ON "visit_assignment"("person_id");

-- CreateIndex
CREATE INDEX "visit_assignment_body_id_idx" ON "visit_assignment"("body_id");

-- CreateIndex
CREATE INDEX "visit_handover_visit_id_idx" ON "visit_handover"("visit_id");

-- CreateIndex
CREATE INDEX "visit_handover_to_person_id_idx" ON "visit_handover"("to_person_id");

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_assigned_by_id_fkey" FOREIGN KEY ("assigned_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_from_person_id_fkey" FOREIGN KEY ("from_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_to_person_id_fkey" FOREIGN KEY ("to_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_to_body_id_fkey" FOREIGN KEY ("to_body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "visit" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "visit" ADD CONSTRAINT "visit_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "visit" ADD CONSTRAINT "visit_participants_not_negative" CHECK ("participant_count" >= 0);
ALTER TABLE "visit" ADD CONSTRAINT "visit_children_not_negative" CHECK ("children_and_youth_count" >= 0);
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_in_order" CHECK ("ended_at" >= "taken_at");
ALTER TABLE "visit_handover" ADD CONSTRAINT "visit_handover_answered_at_an_instant" CHECK (("answer" IS NULL) = ("answered_at" IS NULL));
-- Of two who take a visit at once the database itself lets one through.
CREATE UNIQUE INDEX "visit_has_one_representative" ON "visit_assignment" ("visit_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "visit_has_one_open_question" ON "visit_handover" ("visit_id") WHERE "answer" IS NULL;

-- How visits are looked for: what is to come by its last day, the register by its first.
CREATE INDEX "visit_to_come" ON "visit" ("ends_on", "starts_on") WHERE "archived_at" IS NULL AND "cancelled_on" IS NULL;
CREATE INDEX "visit_by_start" ON "visit" ("starts_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "visit_by_unit" ON "visit" ("unit_id", "starts_on") WHERE "archived_at" IS NULL;
CREATE INDEX "visit_search_text" ON "visit" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "visit_open_questions" ON "visit_handover" ("to_body_id") WHERE "answer" IS NULL;

SELECT keep_versions('visit', 'id', 'id');
SELECT keep_versions('visit_assignment', 'id', 'visit_id');
SELECT keep_versions('visit_handover', 'id', 'visit_id');
