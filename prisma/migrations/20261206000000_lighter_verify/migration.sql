-- Register rows that no longer say what their open version says; only columns that both have are compared. Each row is written as JSON once: it was
-- written anew for each of its columns, and a hundred thousand projects took longer than anybody waits. Where all columns of the version are still
-- there, which is nearly always, one comparison tells.
CREATE OR REPLACE FUNCTION verify_live_rows() RETURNS TABLE (problem text, audit_seq bigint, detail text) LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT c.relname AS name, convert_from(split_part_bytes.id_column, 'UTF8') AS id_column
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid,
      LATERAL (SELECT substring(t.tgargs FROM 1 FOR position('\x00'::bytea IN t.tgargs) - 1) AS id_column) split_part_bytes
    WHERE t.tgname = 'write_record_version' AND c.relnamespace = 'public'::regnamespace
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT ''row changed outside its versions'', NULL::bigint, %1$L || '' '' || t.id
       FROM (SELECT r.%2$I::text AS id, r.%2$I AS record_id, r.version, to_jsonb(r) AS said FROM %1$I r OFFSET 0) t
       LEFT JOIN record_version v ON v.table_name = %1$L AND v.record_id = t.record_id AND v.version = t.version
       WHERE v.id IS NULL OR (v.row IS NOT NULL AND NOT t.said @> v.row AND NOT t.said @> coalesce(
         (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(v.row) e WHERE t.said ? e.key), ''{}''))',
      kept.name, kept.id_column);
  END LOOP;
END $$;
