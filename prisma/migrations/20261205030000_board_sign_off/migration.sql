-- A board's decision on its unit's answer about the year is a matter of its own.
ALTER TYPE "MatterKind" ADD VALUE 'SIGN_STATEMENT';

-- Which kinds of unit a round asks for it, with the clause that speaks of it, as it stood when the round was opened; null where it asks none.
ALTER TABLE "follow_up_round" ADD COLUMN "sign_off" JSONB;

-- The body that signs a unit's answer on a day: a company's own board, for others the first council, board or committee above.
CREATE FUNCTION signing_body(unit uuid, day date) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up(id, kind, depth) AS (
    SELECT b.id, b.kind, 0 FROM body b WHERE b.id = unit
    UNION ALL
    SELECT p.id, p.kind, up.depth + 1 FROM up
      JOIN body_placement l ON l.body_id = up.id AND daterange(l.valid_from, l.valid_to, '[]') @> day
      JOIN body p ON p.id = l.parent_id
      WHERE up.depth < 10 AND up.kind NOT IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE', 'COMPANY'))
  SELECT id FROM up WHERE kind IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE') OR (kind = 'COMPANY' AND depth = 0) ORDER BY depth LIMIT 1
$$;
