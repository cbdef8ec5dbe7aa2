-- A list of many rows writes an entry for each in one transaction, and the plans that a session keeps were made when there were few: in a register that began small each
-- entry was then found by reading all of them, and the last minute of a list became many. These look up by index whatever the statistics say.
ALTER FUNCTION chain_audit_entry() SET enable_seqscan = off;
ALTER FUNCTION require_audit_entry() SET enable_seqscan = off;
ALTER FUNCTION write_record_version() SET enable_seqscan = off;
