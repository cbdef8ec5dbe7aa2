-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'ROUND_REMINDED';

-- AlterTable
ALTER TABLE "follow_up_round" ADD COLUMN "reminded_on" DATE;

-- ---------------------------------------------------------------------------
-- Nobody is reminded of what has not been asked.
ALTER TABLE "follow_up_round" ADD CONSTRAINT "follow_up_round_reminded_after_opening" CHECK ("reminded_on" >= "opened_on");
