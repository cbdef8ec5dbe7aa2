-- AlterTable
ALTER TABLE "status_change" ADD COLUMN "is_correction" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "taken_back_at" TIMESTAMPTZ(6);


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_corrects_with_a_reason" CHECK (NOT "is_correction" OR "note" IS NOT NULL);
