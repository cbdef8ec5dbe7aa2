-- AlterTable
ALTER TABLE "list_import" ADD COLUMN "changed_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "aside_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "import_template" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "headings" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "defaults" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_template_kind_headings_person_id_key" ON "import_template"("kind", "headings", "person_id");

-- Every row of a list that has been read in came to something.
ALTER TABLE "list_import" DROP CONSTRAINT "list_import_counts_its_rows";
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_counts_its_rows" CHECK ("added_count" >= 0 AND "same_count" >= 0 AND "changed_count" >= 0 AND "aside_count" >= 0 AND jsonb_array_length("rows") = "added_count" + "same_count" + "changed_count");

-- By what a list's rows are known again: the programme's own id, the acronym within the programme, the title.
CREATE INDEX "project_programme_project_id" ON "project"(lower("programme_project_id")) WHERE "programme_project_id" IS NOT NULL;
CREATE INDEX "project_acronym" ON "project"(lower("acronym")) WHERE "acronym" IS NOT NULL;
CREATE INDEX "project_title" ON "project"(lower("title"));
