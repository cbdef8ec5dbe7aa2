-- A long list is read in by the worker; what has been asked of it, and how far it has come, is told here.
-- CreateEnum
CREATE TYPE "ImportRunState" AS ENUM ('WAITING', 'READ', 'REFUSED', 'FAILED');

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'LIST_READ';
ALTER TYPE "NotificationKind" ADD VALUE 'LIST_NOT_READ';

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "draft_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "state" "ImportRunState" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done_steps" INTEGER NOT NULL DEFAULT 0,
    "all_steps" INTEGER NOT NULL,
    "refusal" TEXT,
    "about" JSONB NOT NULL DEFAULT '{}',
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_run_person_id_idx" ON "import_run"("person_id");

-- CreateIndex
CREATE INDEX "import_run_draft_id_idx" ON "import_run"("draft_id");

-- What must hold whatever program writes: a list is asked to be read in once at a time, and what has ended says how.
CREATE UNIQUE INDEX "import_run_waits_once" ON "import_run" ("draft_id") WHERE "state" = 'WAITING';
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_ends_somehow" CHECK (("state" = 'WAITING') = ("finished_at" IS NULL) AND ("state" = 'READ') = ("import_id" IS NOT NULL) AND ("state" = 'REFUSED') = ("refusal" IS NOT NULL));
