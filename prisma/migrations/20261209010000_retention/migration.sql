-- CreateEnum
CREATE TYPE "RetentionOutcome" AS ENUM ('DISPOSE', 'PRESERVE', 'UNREGULATED');

-- CreateTable
CREATE TABLE "retention_rule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "outcome" "RetentionOutcome" NOT NULL,
    "years" SMALLINT,
    "source" TEXT NOT NULL,
    "certainty" "Certainty" NOT NULL,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_hold" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(6),
    "lifted_by_id" UUID,
    "lift_reason" TEXT,

    CONSTRAINT "retention_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "retention_rule_kind_key" ON "retention_rule"("kind");

-- CreateIndex
CREATE INDEX "retention_hold_subject_kind_subject_id_idx" ON "retention_hold"("subject_kind", "subject_id");


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_years" CHECK (CASE "outcome" WHEN 'DISPOSE' THEN "years" BETWEEN 1 AND 100 ELSE "years" IS NULL END);
ALTER TABLE "retention_hold" ADD CONSTRAINT "retention_hold_lifted" CHECK (("lifted_at" IS NULL) = ("lift_reason" IS NULL) AND ("lifted_at" IS NULL) = ("lifted_by_id" IS NULL));

SELECT keep_versions('retention_rule', 'id', 'id');
SELECT keep_versions('retention_hold', 'id', 'id');

-- Whether somebody has asked to see a record is looked up for each whose time is over.
CREATE INDEX "disclosure_record_of_subject" ON "disclosure_record" ("subject_kind", "subject_id") WHERE "removed_at" IS NULL;
