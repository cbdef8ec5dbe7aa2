-- A unit and those that have gone up into it, step by step. As a stable function that isn't inlined its answer is known when a
-- statement is planned, so that a list of one unit is read along the unit's index and not along the list's order; as a subquery it
-- is taken for ten units.
CREATE FUNCTION unit_with_predecessors(unit uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(WITH RECURSIVE same AS (SELECT unit AS id UNION SELECT b.id FROM body b JOIN same ON b.merged_into_id = same.id) SELECT id FROM same);
END
$$;
