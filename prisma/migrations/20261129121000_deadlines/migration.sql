-- CreateEnum
CREATE TYPE "DeadlineKind" AS ENUM ('CALL_CLOSES', 'REPORT', 'FINAL_REPORT', 'FINAL_PAYMENT', 'KEEP_RECORDS', 'OTHER');

-- CreateTable
CREATE TABLE "project_deadline" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "kind" "DeadlineKind" NOT NULL,
    "title" TEXT,
    "due_on" DATE NOT NULL,
    "note" TEXT,
    "done_on" DATE,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_deadline_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "project_deadline" ADD CONSTRAINT "project_deadline_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "project_deadline" ADD CONSTRAINT "project_deadline_says_what" CHECK ("kind" <> 'OTHER' OR "title" IS NOT NULL);
ALTER TABLE "project_deadline" ADD CONSTRAINT "project_deadline_is_kept_not_done" CHECK ("kind" <> 'KEEP_RECORDS' OR "done_on" IS NULL);

-- A project's own, and those that are still to be met.
CREATE INDEX "project_deadline_of_project" ON "project_deadline" ("project_id", "due_on") WHERE "removed_at" IS NULL;
CREATE INDEX "project_deadline_open" ON "project_deadline" ("due_on", "id") WHERE "removed_at" IS NULL AND "done_on" IS NULL;

SELECT keep_versions('project_deadline', 'id', 'project_id');
