-- CreateEnum
CREATE TYPE "PriorityKind" AS ENUM ('PRIORITY', 'PROFILE_AREA');

-- AlterTable
ALTER TABLE "strategic_priority" ADD COLUMN "kind" "PriorityKind" NOT NULL DEFAULT 'PRIORITY';

-- AlterTable
ALTER TABLE "project" ADD COLUMN "area_code" TEXT,
ADD COLUMN "no_priority_reason" TEXT,
ADD COLUMN "priority_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

-- The projects of a priority or a profile area.
CREATE INDEX "project_by_priority" ON "project" USING gin ("priority_ids") WHERE "archived_at" IS NULL AND "priority_ids" <> '{}';
