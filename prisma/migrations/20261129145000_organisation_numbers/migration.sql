-- By which lists from programmes and funds know the municipality's companies again.
ALTER TABLE "body" ADD COLUMN "organisation_number" TEXT;
ALTER TABLE "body" ADD CONSTRAINT "body_organisation_number_is_ten_digits" CHECK ("organisation_number" ~ '^[0-9]{10}$');

-- A company that has gone up into another may have left its number to it.
CREATE UNIQUE INDEX "body_organisation_number" ON "body" ("organisation_number") WHERE "archived_at" IS NULL AND "merged_into_id" IS NULL;
