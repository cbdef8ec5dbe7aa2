-- CreateEnum
CREATE TYPE "InitiativeTaker" AS ENUM ('CONTACT_PERSON', 'STAFF', 'MANAGEMENT', 'POLITICIANS', 'OFFICE', 'OTHERS');

-- CreateEnum
CREATE TYPE "ExaminationQuestion" AS ENUM ('COOPERATION', 'FUNDING');

-- CreateEnum
CREATE TYPE "ExaminationResult" AS ENUM ('TO_BE_SOUGHT', 'SOUGHT', 'OBTAINED', 'REFUSED', 'NOT_RELEVANT');

-- CreateTable
CREATE TABLE "initiative" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "begun_on" DATE NOT NULL,
    "taken_by" "InitiativeTaker",
    "project_id" UUID,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "initiative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "examination" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "initiative_id" UUID NOT NULL,
    "question" "ExaminationQuestion" NOT NULL,
    "examined_on" DATE NOT NULL,
    "examined_by" TEXT NOT NULL,
    "programme_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "other_sources" TEXT,
    "result" "ExaminationResult" NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "examination_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "initiative_project_id_idx" ON "initiative"("project_id");

-- AddForeignKey
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "examination" ADD CONSTRAINT "examination_initiative_id_fkey" FOREIGN KEY ("initiative_id") REFERENCES "initiative"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "initiative" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "examination" ALTER COLUMN "programme_ids" SET NOT NULL;

-- What must hold whatever program writes.
ALTER TABLE "examination" ADD CONSTRAINT "examination_looks_at_money" CHECK ("question" = 'FUNDING' OR (cardinality("programme_ids") = 0 AND "other_sources" IS NULL));
ALTER TABLE "examination" ADD CONSTRAINT "examination_gives_words" CHECK ("examined_by" <> '' AND "reason" <> '');

-- The list by day, a unit's year, and the latest examination of each question.
CREATE INDEX "initiative_by_day" ON "initiative" ("begun_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "initiative_by_title" ON "initiative" ("title", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "initiative_of_unit" ON "initiative" ("unit_id", "begun_on" DESC);
CREATE INDEX "initiative_search_text" ON "initiative" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "examination_latest" ON "examination" ("initiative_id", "question", "examined_on" DESC, "created_at" DESC) WHERE "removed_at" IS NULL;

SELECT keep_versions('initiative', 'id', 'id');
SELECT keep_versions('examination', 'id', 'initiative_id');
