-- A unit's exchanges are counted and put in order from the index alone.
DROP INDEX "exchange_activity_of_unit";
CREATE INDEX "exchange_activity_of_unit" ON "exchange_activity" ("unit_id", "held_on" DESC, "id") INCLUDE ("relation_id") WHERE "archived_at" IS NULL;
