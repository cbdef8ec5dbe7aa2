-- AlterTable
ALTER TABLE "decision" ADD COLUMN "concerned_body_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
ADD COLUMN "prior_decision_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
