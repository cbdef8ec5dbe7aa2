-- CreateEnum
CREATE TYPE "ConsultationState" AS ENUM ('ASKED', 'ANSWERED', 'NOT_NEEDED');

-- CreateTable
CREATE TABLE "visit_consultation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "visit_id" UUID NOT NULL,
    "state" "ConsultationState" NOT NULL,
    "body_id" UUID NOT NULL,
    "to_body_id" UUID NOT NULL,
    "said" TEXT NOT NULL,
    "said_by_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,
    "answer" TEXT,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "visit_consultation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "visit_consultation_visit_id_idx" ON "visit_consultation"("visit_id");

-- AddForeignKey
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_to_body_id_fkey" FOREIGN KEY ("to_body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_said_by_id_fkey" FOREIGN KEY ("said_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes: one presidium asks another, once at a time, and what is answered is answered by someone.
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_of_another" CHECK ("body_id" <> "to_body_id");
ALTER TABLE "visit_consultation" ADD CONSTRAINT "visit_consultation_answered_by_someone" CHECK (("state" = 'ANSWERED') = ("answer" IS NOT NULL AND "answered_by_id" IS NOT NULL AND "answered_at" IS NOT NULL));
CREATE UNIQUE INDEX "visit_has_one_open_consultation" ON "visit_consultation" ("visit_id") WHERE "state" = 'ASKED';
CREATE INDEX "visit_open_consultations" ON "visit_consultation" ("to_body_id") WHERE "state" = 'ASKED';

SELECT keep_versions('visit_consultation', 'id', 'visit_id');
