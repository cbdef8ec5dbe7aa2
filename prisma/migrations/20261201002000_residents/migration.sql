-- How many live in the municipality at the year's end, as the office has it from official statistics.
ALTER TABLE "summary" ADD COLUMN "residents" INTEGER;
ALTER TABLE "summary" ADD CONSTRAINT "summary_residents_some" CHECK ("residents" > 0);
