-- How the log is looked through: each filter in the log's own order.
-- DropIndex
DROP INDEX "audit_entry_actor_id_idx";

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_seq_idx" ON "audit_entry"("actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_seq_idx" ON "audit_entry"("subject_kind", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_action_seq_idx" ON "audit_entry"("action", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_unit_id_seq_idx" ON "audit_entry"("unit_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_request_id_idx" ON "audit_entry"("request_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- That somebody has asked for the chain to be recounted, and what came of it.
-- CreateTable
CREATE TABLE "audit_check" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "entries" INTEGER,
    "problem_count" INTEGER,
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_check_requested_at_idx" ON "audit_check"("requested_at");

-- AddForeignKey
ALTER TABLE "audit_check" ADD CONSTRAINT "audit_check_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must hold whatever program writes: the chain is recounted once at a time, and only what has ended says how; one that never came to its end says nothing.
CREATE UNIQUE INDEX "audit_check_waits_once" ON "audit_check" ((true)) WHERE "finished_at" IS NULL;
ALTER TABLE "audit_check" ADD CONSTRAINT "audit_check_ends_somehow" CHECK (("entries" IS NULL) = ("problem_count" IS NULL) AND ("finished_at" IS NOT NULL OR "entries" IS NULL));
