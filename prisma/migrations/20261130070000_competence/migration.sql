-- CreateEnum
CREATE TYPE "CompetenceActivityKind" AS ENUM ('JOINT', 'INDIVIDUAL', 'ALL_STAFF');

-- CreateEnum
CREATE TYPE "EnrolmentState" AS ENUM ('INVITED', 'ENROLLED', 'WITHDRAWN', 'ATTENDED', 'ABSENT');

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'COMPETENCE_INVITED';
ALTER TYPE "NotificationKind" ADD VALUE 'COMPETENCE_ENROLLED';
ALTER TYPE "NotificationKind" ADD VALUE 'COMPETENCE_CHANGED';
ALTER TYPE "NotificationKind" ADD VALUE 'COMPETENCE_WITHDRAWN';
ALTER TYPE "NotificationKind" ADD VALUE 'COMPETENCE_CANCELLED';

-- CreateTable
CREATE TABLE "competence_activity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "CompetenceActivityKind" NOT NULL,
    "unit_id" UUID,
    "title" TEXT NOT NULL,
    "audience" TEXT,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "place" TEXT,
    "link" TEXT,
    "organiser" TEXT NOT NULL,
    "hours_hundredths" INTEGER NOT NULL,
    "sign_up_by" DATE,
    "most_enrolled" INTEGER,
    "about" TEXT,
    "programme_id" UUID,
    "invited_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "competence_activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "activity_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" "EnrolmentState" NOT NULL,
    "is_invited" BOOLEAN NOT NULL DEFAULT false,
    "hours_hundredths" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_participation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "activity_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "offered" INTEGER NOT NULL,
    "took_part" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_participation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "competence_activity_programme_id_idx" ON "competence_activity"("programme_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_activity_id_person_id_key" ON "enrolment"("activity_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_participation_activity_id_unit_id_key" ON "staff_participation"("activity_id", "unit_id");

-- AddForeignKey
ALTER TABLE "competence_activity" ADD CONSTRAINT "competence_activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competence_activity" ADD CONSTRAINT "competence_activity_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "competence_activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_participation" ADD CONSTRAINT "staff_participation_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "competence_activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_participation" ADD CONSTRAINT "staff_participation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "competence_activity" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "competence_activity" ADD CONSTRAINT "competence_activity_in_order" CHECK ("ends_at" > "starts_at");
ALTER TABLE "competence_activity" ADD CONSTRAINT "competence_activity_is_somebodys" CHECK (("kind" = 'INDIVIDUAL') = ("unit_id" IS NOT NULL));
ALTER TABLE "competence_activity" ADD CONSTRAINT "competence_activity_counts" CHECK ("hours_hundredths" > 0 AND "most_enrolled" > 0);
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_hours_of_who_was_there" CHECK (("state" = 'ATTENDED') = ("hours_hundredths" IS NOT NULL) AND "hours_hundredths" > 0);
ALTER TABLE "staff_participation" ADD CONSTRAINT "staff_participation_counts" CHECK ("took_part" >= 0 AND "took_part" <= "offered");

-- The list by day, a unit's own, free text, and what a person or a unit has had.
CREATE INDEX "competence_activity_by_day" ON "competence_activity" ("starts_at" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "competence_activity_of_unit" ON "competence_activity" ("unit_id", "starts_at" DESC);
CREATE INDEX "competence_activity_search_text" ON "competence_activity" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "enrolment_of_person" ON "enrolment" ("person_id", "state");
CREATE INDEX "staff_participation_of_unit" ON "staff_participation" ("unit_id");

SELECT keep_versions('competence_activity', 'id', 'id');
SELECT keep_versions('enrolment', 'id', 'activity_id');
SELECT keep_versions('staff_participation', 'id', 'activity_id');
