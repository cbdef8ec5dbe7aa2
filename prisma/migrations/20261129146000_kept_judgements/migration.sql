-- What a long list comes to is kept for a while, so that its pages need not judge all of it each.
ALTER TABLE "import_draft" ADD COLUMN "judged" JSONB, ADD COLUMN "judged_at" TIMESTAMPTZ(6);
