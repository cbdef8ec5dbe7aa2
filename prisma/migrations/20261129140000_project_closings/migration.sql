-- CreateEnum
CREATE TYPE "AddedValue" AS ENUM ('MUNICIPALITY', 'RESIDENTS');

-- CreateEnum
CREATE TYPE "GoalsMet" AS ENUM ('ALL', 'PARTLY', 'NONE');

-- CreateEnum
CREATE TYPE "WouldDoAgain" AS ENUM ('YES', 'OTHERWISE', 'NO');

-- CreateTable
CREATE TABLE "project_closing" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "told_on" DATE NOT NULL,
    "benefit" TEXT NOT NULL,
    "added_value" "AddedValue"[] DEFAULT ARRAY[]::"AddedValue"[],
    "goals_met" "GoalsMet",
    "goals_text" TEXT,
    "competence" TEXT,
    "experience" TEXT,
    "resources" TEXT,
    "used_in" TEXT,
    "lessons" TEXT,
    "spread_to" TEXT,
    "would_do_again" "WouldDoAgain",
    "again_reason" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_closing_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "project_closing" ADD CONSTRAINT "project_closing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
ALTER TABLE "project_closing" ALTER COLUMN "added_value" SET NOT NULL;

-- What must hold whatever program writes: a project is closed by one form, which says for whom it was of benefit and how.
CREATE UNIQUE INDEX "project_closing_of_project" ON "project_closing" ("project_id") WHERE "removed_at" IS NULL;
ALTER TABLE "project_closing" ADD CONSTRAINT "project_closing_says_benefit" CHECK (btrim("benefit") <> '' AND cardinality("added_value") > 0);

-- The list of lessons by day, and free text.
CREATE INDEX "project_closing_by_day" ON "project_closing" ("told_on" DESC, "id") WHERE "removed_at" IS NULL;
CREATE INDEX "project_closing_search_text" ON "project_closing" USING gin ("search_text" gin_trgm_ops) WHERE "removed_at" IS NULL;

SELECT keep_versions('project_closing', 'id', 'project_id');
