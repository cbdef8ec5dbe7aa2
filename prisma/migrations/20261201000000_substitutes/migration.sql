-- Who goes to a visit when whoever represents can't.
ALTER TABLE "visit_assignment" ADD COLUMN "substitute_id" UUID, ADD COLUMN "substitute_body_id" UUID;
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_substitute_body_id_fkey" FOREIGN KEY ("substitute_body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_assignment" ADD CONSTRAINT "visit_assignment_substitute_is_another" CHECK (("substitute_id" IS NULL) = ("substitute_body_id" IS NULL) AND "substitute_id" <> "person_id");
CREATE INDEX "visit_assignment_substitute" ON "visit_assignment" ("substitute_id") WHERE "substitute_id" IS NOT NULL AND "ended_at" IS NULL;
ALTER TYPE "NotificationKind" ADD VALUE 'VISIT_SUBSTITUTE';
