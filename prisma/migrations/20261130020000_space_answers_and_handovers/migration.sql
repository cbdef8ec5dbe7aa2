-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'APPOINTMENT_ENDED';
ALTER TYPE "NotificationKind" ADD VALUE 'TIME_CONFIRMED';
ALTER TYPE "NotificationKind" ADD VALUE 'HANDOVER_WRITTEN';

-- CreateEnum
CREATE TYPE "SpaceGiven" AS ENUM ('YES', 'PARTLY', 'NO');

-- CreateTable
CREATE TABLE "space_answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "appointment_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "answer" "SpaceGiven" NOT NULL,
    "time_percent" INTEGER,
    "comment" TEXT,
    "answered_on" DATE NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_handover" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "appointment_id" UUID NOT NULL,
    "ongoing" TEXT NOT NULL,
    "contacts" TEXT,
    "advice" TEXT,
    "written_on" DATE NOT NULL,
    "received_on" DATE,
    "received_by_id" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appointment_handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "space_answer_appointment_id_year_key" ON "space_answer"("appointment_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_handover_appointment_id_key" ON "appointment_handover"("appointment_id");

-- AddForeignKey
ALTER TABLE "space_answer" ADD CONSTRAINT "space_answer_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "contact_person_appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_handover" ADD CONSTRAINT "appointment_handover_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "contact_person_appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "space_answer" ADD CONSTRAINT "space_answer_is_a_share" CHECK ("time_percent" BETWEEN 0 AND 100 AND "year" BETWEEN 1990 AND 2199);
ALTER TABLE "appointment_handover" ADD CONSTRAINT "appointment_handover_in_order" CHECK ("received_on" >= "written_on");
ALTER TABLE "appointment_handover" ADD CONSTRAINT "appointment_handover_is_received_by_someone" CHECK (("received_on" IS NULL) = ("received_by_id" IS NULL));

SELECT keep_versions('space_answer', 'id', 'appointment_id');
SELECT keep_versions('appointment_handover', 'id', 'appointment_id');
