-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'TASK_HANDED_OVER';
ALTER TYPE "NotificationKind" ADD VALUE 'TASK_TAKEN_BACK';

-- CreateTable
CREATE TABLE "task_snooze" (
    "person_id" UUID NOT NULL,
    "task_id" TEXT NOT NULL,
    "register_kind" TEXT NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "task_snooze_pkey" PRIMARY KEY ("person_id","task_id")
);

-- CreateTable
CREATE TABLE "task_handover" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "task_id" TEXT NOT NULL,
    "register_kind" TEXT NOT NULL,
    "unit_id" UUID,
    "by_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "handed_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "task_handover_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "task_snooze" ADD CONSTRAINT "task_snooze_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_handover" ADD CONSTRAINT "task_handover_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_handover" ADD CONSTRAINT "task_handover_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_handover" ADD CONSTRAINT "task_handover_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "task_snooze" ADD CONSTRAINT "task_snooze_of_a_task" CHECK ("task_id" ~ '^[0-9a-f]{32}$');
ALTER TABLE "task_handover" ADD CONSTRAINT "task_handover_of_a_task" CHECK ("task_id" ~ '^[0-9a-f]{32}$');
ALTER TABLE "task_handover" ADD CONSTRAINT "task_handover_ends_after" CHECK ("ended_at" >= "handed_at");

-- One person does it at a time; what a person has been given.
CREATE UNIQUE INDEX "task_handover_at_a_time" ON "task_handover" ("task_id") WHERE "ended_at" IS NULL;
CREATE INDEX "task_handover_received" ON "task_handover" ("to_id") WHERE "ended_at" IS NULL;

SELECT keep_versions('task_handover', 'id', 'id');

-- What waits for a decision is read status by status, the first to end first.
DROP INDEX "project_by_status";
CREATE INDEX "project_by_status" ON "project" ("status", "ends_on", "id") WHERE "archived_at" IS NULL;
