-- The ids, among these of a table, that rows of other tables point to by a foreign key; the tables that are named are left out.
-- It asks the database's own list of foreign keys, so that a register that comes later is not forgotten.
CREATE FUNCTION ids_pointed_to(target text, ids uuid[], left_out text[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  key record;
BEGIN
  FOR key IN
    SELECT t.relname AS table_name, a.attname AS column_name
    FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = to_regclass(target) AND array_length(c.conkey, 1) = 1 AND NOT t.relname = ANY (left_out)
  LOOP
    RETURN QUERY EXECUTE format('SELECT DISTINCT %1$I FROM %2$I WHERE %1$I = ANY ($1)', key.column_name, key.table_name) USING ids;
  END LOOP;
END;
$$;
