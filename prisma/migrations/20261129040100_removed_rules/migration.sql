-- AlterTable
ALTER TABLE "document_version" ADD COLUMN "removed_rules" JSONB NOT NULL DEFAULT '[]';
