-- What there is to do is asked of everything, on the first screen: a unit's projects in a state are read in the order of their last days, and no further than is told of.
DROP INDEX "project_by_unit";
CREATE INDEX "project_by_unit" ON "project" ("unit_id", "status", "ends_on", "id") WHERE "archived_at" IS NULL;

-- The last day that a relation's latest exchange can have been on, without reading them all.
CREATE INDEX "exchange_activity_last_day" ON "exchange_activity" ("relation_id", ((CASE "held_precision"
  WHEN 'YEAR' THEN "held_on" + interval '1 year - 1 day' WHEN 'QUARTER' THEN "held_on" + interval '3 months - 1 day' WHEN 'MONTH' THEN "held_on" + interval '1 month - 1 day' ELSE "held_on" END)::date))
  WHERE "archived_at" IS NULL;
