-- How often each section has been saved by its button: an autosave from before such a save comes too late.
ALTER TABLE "draft" ADD COLUMN "saves" JSONB NOT NULL DEFAULT '{}';
