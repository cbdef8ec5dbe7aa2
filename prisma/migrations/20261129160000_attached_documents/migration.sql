-- CreateEnum
CREATE TYPE "AttachedDocumentKind" AS ENUM ('DECISION', 'AGREEMENT', 'PROGRAMME', 'REPORT', 'APPLICATION', 'GRANT_AGREEMENT', 'MINUTES', 'INVITATION', 'OTHER');

-- CreateEnum
CREATE TYPE "FileScan" AS ENUM ('NOT_SCANNED', 'CLEAN');

-- CreateTable
CREATE TABLE "attached_document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "document_kind" "AttachedDocumentKind" NOT NULL,
    "title" TEXT NOT NULL,
    "document_on" DATE,
    "case_number" TEXT,
    "registered_in" TEXT,
    "is_confidential" BOOLEAN NOT NULL DEFAULT false,
    "confidentiality_provision" TEXT,
    "confidentiality_on" DATE,
    "confidentiality_by" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "attached_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attached_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "document_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "pages" INTEGER,
    "scan" "FileScan" NOT NULL,
    "note" TEXT,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "attached_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_piece" (
    "file_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_piece_pkey" PRIMARY KEY ("file_id","place")
);

-- CreateIndex
CREATE UNIQUE INDEX "attached_file_document_id_number_key" ON "attached_file"("document_id", "number");

-- AddForeignKey
ALTER TABLE "attached_file" ADD CONSTRAINT "attached_file_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "attached_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_piece" ADD CONSTRAINT "file_piece_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "attached_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "attached_document" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "attached_document" ADD CONSTRAINT "attached_document_confidential_by_provision" CHECK ("is_confidential" = ("confidentiality_provision" IS NOT NULL));
ALTER TABLE "attached_file" ADD CONSTRAINT "attached_file_has_content" CHECK ("size_bytes" > 0 AND "number" >= 1);
ALTER TABLE "attached_file" ADD CONSTRAINT "attached_file_hash_is_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$');

-- Most files are packed already: packing them again takes time and saves nothing.
ALTER TABLE "file_piece" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- A record's documents, the list by day, and free text.
CREATE INDEX "attached_document_of_subject" ON "attached_document" ("subject_id", "subject_kind") WHERE "archived_at" IS NULL;
CREATE INDEX "attached_document_by_time" ON "attached_document" ("created_at" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "attached_document_search_text" ON "attached_document" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('attached_document', 'id', 'id');
SELECT keep_versions('attached_file', 'id', 'document_id');
-- A file is written once, and followed by the next.
CREATE TRIGGER attached_file_is_kept BEFORE UPDATE ON "attached_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER file_piece_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "file_piece" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
