-- A person who has left may be erased when the time for it has come: the row and all that points to it stay, the name and the ways to be reached go.
-- AlterTable
ALTER TABLE "person" ADD COLUMN "anonymised_at" TIMESTAMPTZ(6);

-- What must hold whatever program writes: only who has left is erased, and whoever is erased has left.
ALTER TABLE "person" ADD CONSTRAINT "person_is_erased_after_leaving" CHECK ("anonymised_at" IS NULL OR "archived_at" IS NOT NULL);
CREATE INDEX "person_left" ON "person" ("archived_at") WHERE "archived_at" IS NOT NULL AND "anonymised_at" IS NULL;

-- Who has signed in how is told by an account's versions, which may be erased with the person's details.
CREATE OR REPLACE FUNCTION is_erasable(of_table text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT of_table IN ('person_details', 'account', 'partner_contact_details', 'visit_participant_details') $$;

CREATE FUNCTION erase_person_versions(person uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE record_version v SET row = NULL
  WHERE EXISTS (SELECT 1 FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.id = person AND p.anonymised_at IS NOT NULL AND d.title IS NULL AND d.email IS NULL AND d.phone IS NULL)
    AND ((v.table_name = 'person_details' AND v.record_id = person)
      OR (v.table_name = 'account' AND v.record_id IN (SELECT a.id FROM account a WHERE a.person_id = person AND a.disabled_at IS NOT NULL AND a.subject = 'erased ' || a.id)));
$$;
