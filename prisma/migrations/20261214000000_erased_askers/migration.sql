-- Who asked for public documents goes when the request has been closed for the time that the rule says: the request and its answers stay, the name and the address go, from all versions too.
CREATE OR REPLACE FUNCTION is_erasable(of_table text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT of_table IN ('person_details', 'account', 'partner_contact_details', 'visit_participant_details', 'disclosure_asker') $$;

-- Only of a request that is closed, and whose asker has been emptied.
CREATE FUNCTION erase_asker_versions(request uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE record_version SET row = NULL WHERE table_name = 'disclosure_asker' AND record_id = request AND row IS NOT NULL
    AND EXISTS (SELECT 1 FROM disclosure_request d JOIN disclosure_asker k ON k.request_id = d.id WHERE d.id = request AND d.state IN ('ANSWERED', 'WITHDRAWN') AND k.name IS NULL AND k.address IS NULL);
$$;
