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

-- What is known of the decision that a unit's answer asks for: whether the round asks for one, the latest by the unit's own board that is something to stand on,
-- the day on which the office last returned the answer, and the body that is to decide while it is handed in. The matter is compared as text: its value is newer than this statement.
CREATE FUNCTION statement_sign_off(statement uuid) RETURNS TABLE (asks boolean, decision jsonb, returned_on date, signing_body_id uuid) LANGUAGE sql STABLE AS $$
  SELECT a.asks,
    (SELECT jsonb_build_object('decisionId', d.id, 'decidedOn', d.decided_on, 'paragraph', d.minutes_paragraph, 'caseNumber', d.case_number, 'body',
        (SELECT n.name FROM body_name n WHERE n.body_id = d.body_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> coalesce(d.decided_on, current_date) DESC, n.valid_to DESC NULLS FIRST LIMIT 1))
      FROM decision d WHERE d.subject_id = s.id AND d.matter::text = 'SIGN_STATEMENT' AND d.archived_at IS NULL AND d.verdict::text IN ('RIGHT_BODY', 'BY_DELEGATION', 'NOT_REGULATED', 'UNKNOWN_BASIS')
        AND d.body_id IS NOT DISTINCT FROM coalesce(signing_body(s.unit_id, coalesce(d.decided_on, current_date)), d.body_id)
      ORDER BY d.decided_on DESC NULLS LAST, d.id LIMIT 1),
    (SELECT (max(t.at) AT TIME ZONE 'Europe/Stockholm')::date FROM statement_step t WHERE t.statement_id = s.id AND t.to_status = 'RETURNED'),
    CASE WHEN a.asks AND s.status = 'SUBMITTED' THEN signing_body(s.unit_id, current_date) END
  FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id JOIN body b ON b.id = s.unit_id
    CROSS JOIN LATERAL (SELECT coalesce(r.sign_off -> 'for' @> to_jsonb(b.kind::text), false) AS asks) a
  WHERE s.id = statement
$$;
