-- The list offers the years from the first project's start to the last one's end: with these, two looks instead of a walk through all.
CREATE INDEX "project_by_first_day" ON "project" ("starts_on") WHERE "archived_at" IS NULL;
CREATE INDEX "project_by_last_day" ON "project" ("ends_on") WHERE "archived_at" IS NULL;
