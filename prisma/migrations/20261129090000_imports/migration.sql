-- CreateTable
CREATE TABLE "import_draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "sheets" JSONB NOT NULL,
    "sheet" INTEGER NOT NULL DEFAULT 0,
    "header_row" INTEGER NOT NULL DEFAULT 1,
    "columns" JSONB NOT NULL DEFAULT '{}',
    "defaults" JSONB NOT NULL DEFAULT '{}',
    "answers" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "added_count" INTEGER NOT NULL,
    "same_count" INTEGER NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "list_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_draft_person_id_idx" ON "import_draft"("person_id");

-- CreateIndex
CREATE INDEX "list_import_created_at_idx" ON "list_import"("created_at");

-- An import writes an entry for each of its rows in one change: what a change has written so far is found without reading it all.
-- DropIndex
DROP INDEX "audit_entry_change_id_idx";

-- CreateIndex
CREATE INDEX "audit_entry_change_id_last_version_id_idx" ON "audit_entry"("change_id", "last_version_id");

-- DropIndex
DROP INDEX "record_version_change_id_idx";

-- CreateIndex
CREATE INDEX "record_version_change_id_id_idx" ON "record_version"("change_id", "id");

-- What must hold whatever program writes.
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_begins_somewhere" CHECK ("sheet" >= 0 AND "header_row" >= 1);
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_counts_its_rows" CHECK ("added_count" >= 0 AND "same_count" >= 0 AND jsonb_array_length("rows") = "added_count" + "same_count");

SELECT keep_versions('list_import', 'id', 'id');
