-- When each project was applied for, and what was answered.
CREATE INDEX "status_change_of_application" ON "status_change" ("project_id", "changed_on") WHERE "to_status" IN ('SUBMITTED', 'RESERVE_LIST', 'GRANTED', 'REJECTED');

-- Which other projects name a partner just so, whatever letters it is written in.
CREATE INDEX "project_partner_by_name" ON "project_partner" (lower("name")) WHERE "removed_at" IS NULL;
