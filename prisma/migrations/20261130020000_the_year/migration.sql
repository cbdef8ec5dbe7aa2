CREATE TYPE "AddendumKind" AS ENUM ('DECISION', 'CORRECTION');

-- The office's words by the governing document's own chapters, and why the figures differ from the last edition's.
ALTER TABLE "summary" ADD COLUMN "chapters" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "change_note" TEXT;
ALTER TABLE "summary" ADD CONSTRAINT "summary_chapters_are_texts" CHECK (jsonb_typeof("chapters") = 'object');

-- What is added to an edition after it was frozen, each with the decision that it stands on. Written once.
CREATE TABLE "edition_addendum" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "version" INTEGER NOT NULL DEFAULT 1,
  "edition_id" UUID NOT NULL,
  "number" SMALLINT NOT NULL,
  "kind" "AddendumKind" NOT NULL,
  "text" TEXT NOT NULL,
  "decided_by" TEXT NOT NULL,
  "decided_on" DATE NOT NULL,
  "paragraph" TEXT,
  "case_number" TEXT,
  "added_at" TIMESTAMPTZ(6) NOT NULL,
  "added_by_id" UUID,
  "sha256" CHAR(64) NOT NULL,
  CONSTRAINT "edition_addendum_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "edition_addendum_number_from_one" CHECK ("number" >= 1),
  CONSTRAINT "edition_addendum_hash_is_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX "edition_addendum_edition_id_number_key" ON "edition_addendum"("edition_id", "number");
ALTER TABLE "edition_addendum" ADD CONSTRAINT "edition_addendum_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT keep_versions('edition_addendum', 'id', 'id');
CREATE TRIGGER edition_addendum_is_kept BEFORE UPDATE ON "edition_addendum" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
