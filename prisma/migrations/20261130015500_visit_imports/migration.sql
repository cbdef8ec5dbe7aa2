-- By which rows of lists find the visits that they may be about.
CREATE INDEX "visit_title" ON "visit"(lower("title"));
