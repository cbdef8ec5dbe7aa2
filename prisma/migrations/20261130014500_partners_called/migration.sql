-- A partner is found by what it is or has been called, spelling left aside: for each row of a list of projects, all partners of its country were gone through.
CREATE INDEX "partner_called" ON "partner" ("folded_name");
CREATE INDEX "partner_also_called" ON "partner_name" ("folded_name") WHERE "removed_at" IS NULL;
