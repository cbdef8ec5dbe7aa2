-- CreateEnum
CREATE TYPE "GoverningDocumentType" AS ENUM ('POLICY', 'GUIDELINES');

-- CreateTable
CREATE TABLE "governing_document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "type" "GoverningDocumentType" NOT NULL,
    "title" TEXT NOT NULL,
    "responsible_office_id" UUID,
    "responsible_office_name" TEXT,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "governing_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "document_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "adopted_by_id" UUID,
    "adopted_by_name" TEXT,
    "adopted_on" DATE,
    "minutes_paragraph" TEXT,
    "case_number" TEXT,
    "is_draft" BOOLEAN NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "review_on" DATE,
    "remind_on" DATE,
    "note" TEXT,
    "content" JSONB NOT NULL,
    "digest" CHAR(64) NOT NULL,
    "shipped_as" TEXT,
    "shipped_digest" CHAR(64),
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_version_document_id_idx" ON "document_version"("document_id");

-- AddForeignKey
ALTER TABLE "governing_document" ADD CONSTRAINT "governing_document_responsible_office_id_fkey" FOREIGN KEY ("responsible_office_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "governing_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_adopted_by_id_fkey" FOREIGN KEY ("adopted_by_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
SELECT keep_versions('governing_document', 'id', 'id');
SELECT keep_versions('document_version', 'id', 'document_id');

ALTER TABLE "governing_document" ADD CONSTRAINT "governing_document_one_responsible_office" CHECK ("responsible_office_id" IS NULL OR "responsible_office_name" IS NULL);
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_one_adopting_body" CHECK ("adopted_by_id" IS NULL OR "adopted_by_name" IS NULL);
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_draft_judges_nobody" CHECK (NOT "is_draft" OR ("valid_from" IS NULL AND "valid_to" IS NULL));
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_only_drafts_put_away" CHECK ("archived_at" IS NULL OR "is_draft");
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_reminded_before_review" CHECK ("remind_on" <= "review_on");
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_digests_are_digests" CHECK ("digest" ~ '^[0-9a-f]{64}$' AND "shipped_digest" ~ '^[0-9a-f]{64}$');
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_shipped_whole" CHECK (("shipped_as" IS NULL) = ("shipped_digest" IS NULL));

-- On any day at most one version judges, whichever document it is of. Looked at when the transaction ends, so that one can take over from another.
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_one_at_a_time"
  EXCLUDE USING gist (daterange("valid_from", "valid_to", '[]') WITH &&) WHERE (NOT "is_draft") DEFERRABLE INITIALLY DEFERRED;

-- A label names one version of its document, and a release ships each version once.
CREATE UNIQUE INDEX "document_version_label_once" ON "document_version" ("document_id", "label") WHERE "archived_at" IS NULL;
CREATE UNIQUE INDEX "document_version_shipped_once" ON "document_version" ("shipped_as", ("content" -> 'document' ->> 'version')) WHERE "shipped_as" IS NOT NULL;
