import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { StepTaken } from "@/domain/mandate";
import type { Facts, MatterKind } from "@/domain/matter";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { escapeLike } from "@/lib/like";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { DecisionThing } from "./policy";
import { searchTextOf, type JudgementDetails, type StoredJudgement } from "./rules";
import { DECISIONS_A_PAGE, MOST_PRIOR, type DecisionBasis, type DecisionFilter, type DecisionInput, type DecisionSort, type DecisionSubject, type DecisionVerdict } from "./schema";

/** A decision as stored, with the names of what it points to: of the body, the one of its day. */
export interface StoredDecision extends DecisionInput, Omit<DecisionThing, "bodyId"> {
  version: number;
  bodyName: string | null;
  bodyKind: string | null;
  unitName: string | null;
  verdict: DecisionVerdict;
  isFlagged: boolean;
  ruleId: string | null;
  clause: string | null;
  quotation: string | null;
  judgedBy: string;
  reportDueOn: PlainDate | null;
  judgement: JudgementDetails;
  isDemonstration: boolean;
}

export interface DecisionRow {
  id: string;
  title: string;
  decidedOn: PlainDate | null;
  body: string | null;
  minutesParagraph: string | null;
  caseNumber: string | null;
  matter: MatterKind;
  verdict: DecisionVerdict;
}

/** A decision about a record, as the record's own page shows it and as a step on another's way. */
export interface DecisionAbout extends DecisionRow {
  subjectId: string | null;
  bodyId: string | null;
  bodyKind: string | null;
  facts: Facts;
  source: string | null;
  isFlagged: boolean;
}

/** Whose a confidential record is that the decision concerns, and who is named in it; null for what is open. */
const confidential = Prisma.sql`
  (SELECT jsonb_build_object('unitId', p.unit_id, 'memberIds', coalesce((SELECT jsonb_agg(m.person_id) FROM project_member m WHERE m.project_id = p.id AND m.removed_at IS NULL), '[]'))
    FROM project p WHERE d.subject_kind = 'project' AND p.id = d.subject_id AND p.is_confidential)`;

const parent = Prisma.sql`
  (SELECT l.parent_id FROM body_placement l JOIN body above ON above.id = l.parent_id
    WHERE l.body_id = d.body_id AND b.kind <> 'COMPANY' AND NOT (b.kind = 'COMMITTEE' AND above.kind = 'COUNCIL') AND daterange(l.valid_from, l.valid_to, '[]') @> current_date LIMIT 1)`;

const columnsRead = Prisma.sql`d.id, d.version, d.basis::text AS basis, d.body_id AS "bodyId", ${bodyNameOn(Prisma.sql`d.body_id`, Prisma.sql`coalesce(d.decided_on, current_date)`)} AS "bodyName", b.kind::text AS "bodyKind", ${parent} AS "parentId",
  d.decided_on::text AS "decidedOn", d.minutes_paragraph AS "minutesParagraph", d.case_number AS "caseNumber", d.title, d.text, d.document_url AS "documentUrl", d.source, d.matter::text AS matter, d.facts,
  CASE WHEN d.subject_id IS NULL THEN NULL ELSE jsonb_build_object('kind', d.subject_kind, 'id', d.subject_id) END AS subject,
  d.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`d.unit_id`, Prisma.sql`coalesce(d.decided_on, current_date)`)} AS "unitName", d.steps, d.concerned_body_ids AS "concernedBodyIds", d.prior_decision_ids AS "priorDecisionIds", d.delegation_number AS "delegationNumber", d.reported_on::text AS "reportedOn",
  d.verdict::text AS verdict, d.is_flagged AS "isFlagged", d.rule_id AS "ruleId", d.clause, d.quotation, d.judged_by AS "judgedBy", d.report_due_on::text AS "reportDueOn", d.judgement,
  d.is_demonstration AS "isDemonstration", d.archived_at IS NOT NULL AS "isArchived", ${confidential} AS confidential`;

/** Reads a whole decision; null when there is none. */
export async function findDecision(read: Read, id: string): Promise<StoredDecision | null> {
  const [row] = await clientOf(read).$queryRaw<StoredDecision[]>`SELECT ${columnsRead} FROM decision d LEFT JOIN body b ON b.id = d.body_id WHERE d.id = ${id}::uuid`;
  return row ?? null;
}

/** Holds a decision until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockDecision(tx: Tx, id: string): Promise<StoredDecision | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM decision WHERE id = ${id}::uuid FOR UPDATE`;
  return findDecision(tx, id);
}

/** Whose the record is that a decision is to concern, and its secrecy; nothing of kinds of record that belong to no unit. */
export async function findSubject(read: Read, subject: DecisionSubject): Promise<{ unitId: string | null; confidential: DecisionThing["confidential"] }> {
  if (subject?.kind === "network") {
    const [network] = await clientOf(read).$queryRaw<{ unitId: string }[]>`SELECT n.unit_id AS "unitId" FROM network n WHERE n.id = ${subject.id}::uuid`;
    if (network === undefined) throw new AppError("NOT_FOUND");
    return { unitId: network.unitId, confidential: null };
  }
  if (subject?.kind === "unitStatement") {
    const [statement] = await clientOf(read).$queryRaw<{ unitId: string }[]>`SELECT s.unit_id AS "unitId" FROM unit_statement s WHERE s.id = ${subject.id}::uuid`;
    if (statement === undefined) throw new AppError("NOT_FOUND");
    return { unitId: statement.unitId, confidential: null };
  }
  if (subject?.kind !== "project") return { unitId: null, confidential: null };
  const [row] = await clientOf(read).$queryRaw<{ unitId: string; isConfidential: boolean; memberIds: string[] | null }[]>`
    SELECT p.unit_id AS "unitId", p.is_confidential AS "isConfidential", (SELECT array_agg(m.person_id) FROM project_member m WHERE m.project_id = p.id AND m.removed_at IS NULL) AS "memberIds"
    FROM project p WHERE p.id = ${subject.id}::uuid`;
  if (row === undefined) throw new AppError("NOT_FOUND");
  return { unitId: row.unitId, confidential: row.isConfidential ? { unitId: row.unitId, memberIds: row.memberIds ?? [] } : null };
}

/** What only the program may say of a decision. */
export interface DecisionOrigin {
  isDemonstration: boolean;
  certainty: "HIGH" | "MEDIUM" | "LOW";
}

function columnsOf(input: DecisionInput, facts: Facts, steps: readonly StepTaken[], judged: StoredJudgement): Record<string, Prisma.Sql> {
  return {
    basis: Prisma.sql`${input.basis}::"DecisionBasis"`,
    body_id: Prisma.sql`${input.bodyId}::uuid`,
    decided_on: Prisma.sql`${input.decidedOn}::date`,
    minutes_paragraph: Prisma.sql`${input.minutesParagraph}`,
    case_number: Prisma.sql`${input.caseNumber}`,
    title: Prisma.sql`${input.title}`,
    text: Prisma.sql`${input.text}`,
    document_url: Prisma.sql`${input.documentUrl}`,
    source: Prisma.sql`${input.source}`,
    matter: Prisma.sql`${input.matter}::"MatterKind"`,
    facts: Prisma.sql`${JSON.stringify(facts)}::jsonb`,
    unit_id: Prisma.sql`${input.unitId}::uuid`,
    steps: Prisma.sql`${JSON.stringify(steps)}::jsonb`,
    concerned_body_ids: Prisma.sql`${[...input.concernedBodyIds]}::uuid[]`,
    prior_decision_ids: Prisma.sql`${[...input.priorDecisionIds]}::uuid[]`,
    delegation_number: Prisma.sql`${input.delegationNumber}`,
    reported_on: Prisma.sql`${input.reportedOn}::date`,
    verdict: Prisma.sql`${judged.verdict}::"DecisionVerdict"`,
    is_flagged: Prisma.sql`${judged.isFlagged}`,
    rule_id: Prisma.sql`${judged.citation?.ruleId ?? null}`,
    clause: Prisma.sql`${judged.citation?.clause ?? null}`,
    quotation: Prisma.sql`${judged.citation?.quotation ?? null}`,
    judged_by: Prisma.sql`${judged.judgedBy}`,
    report_due_on: Prisma.sql`${judged.reportDueOn}::date`,
    judgement: Prisma.sql`${JSON.stringify(judged.details)}::jsonb`,
    search_text: Prisma.sql`${searchTextOf(input)}`,
  };
}

/** A new record's id. */
export function newDecisionId(): string {
  return randomUUID();
}

export async function insertDecision(tx: Tx, permit: Permit<"decisions.record">, id: string, input: DecisionInput, facts: Facts, judged: StoredJudgement, origin: DecisionOrigin, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const columns = {
    id: Prisma.sql`${id}::uuid`,
    ...columnsOf(input, facts, input.steps, judged),
    subject_kind: Prisma.sql`${input.subject?.kind ?? null}`,
    subject_id: Prisma.sql`${input.subject?.id ?? null}::uuid`,
    is_demonstration: Prisma.sql`${origin.isDemonstration}`,
    certainty: Prisma.sql`${origin.certainty}::"Certainty"`,
    created_by_id: Prisma.sql`${permit.actor.personId}::uuid`,
    created_at: Prisma.sql`${now}`,
  };
  await clientOf(tx).$executeRaw`INSERT INTO decision (${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${Prisma.join(Object.values(columns))})`;
}

async function update(tx: Tx, id: string, version: number, columns: Record<string, Prisma.Sql>, now: Date): Promise<void> {
  const sets = Object.entries(columns).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE decision SET ${Prisma.join(sets)}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateDecision(tx: Tx, permit: Permit<"decisions.correct">, id: string, version: number, input: DecisionInput, facts: Facts, judged: StoredJudgement, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, columnsOf(input, facts, input.steps, judged), now);
}

export async function updateArchived(tx: Tx, permit: Permit<"decisions.archive">, id: string, version: number, at: Date | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, { archived_at: Prisma.sql`${at}::timestamptz` }, now);
}

/** The decisions in the register that the actor may see: those about confidential records only where the record is. */
function visible(scope: Scope<"decisions">): Prisma.Sql {
  if (scope.all) return Prisma.sql`d.archived_at IS NULL`;
  return Prisma.sql`d.archived_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM project p WHERE d.subject_kind = 'project' AND p.id = d.subject_id AND p.is_confidential AND p.unit_id <> ALL (${[...scope.unitIds]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
}

const ORDER: Readonly<Record<DecisionSort, Prisma.Sql>> = { decided: Prisma.sql`d.decided_on`, title: Prisma.sql`d.title`, body: Prisma.sql`"body"`, verdict: Prisma.sql`d.verdict` };

const rowRead = Prisma.sql`d.id, d.title, d.decided_on::text AS "decidedOn", ${bodyNameOn(Prisma.sql`d.body_id`, Prisma.sql`coalesce(d.decided_on, current_date)`)} AS body, d.minutes_paragraph AS "minutesParagraph",
  d.case_number AS "caseNumber", d.matter::text AS matter, d.verdict::text AS verdict`;

/** Reads one page of the register; a day that is not known comes last. */
export async function selectDecisions(read: Read, scope: Scope<"decisions">, filter: DecisionFilter): Promise<{ rows: DecisionRow[]; total: number }> {
  const conditions = [visible(scope)];
  if (filter.bodyId !== null) conditions.push(Prisma.sql`d.body_id = ${filter.bodyId}::uuid`);
  if (filter.year !== null) conditions.push(Prisma.sql`d.decided_on BETWEEN ${`${String(filter.year)}-01-01`}::date AND ${`${String(filter.year)}-12-31`}::date`);
  // One whose day nobody knows any longer was made some time before, and is left out of no figure.
  if (filter.decidedBy !== null) conditions.push(Prisma.sql`(d.decided_on <= ${filter.decidedBy}::date OR d.decided_on IS NULL)`);
  if (filter.verdict !== null) conditions.push(Prisma.sql`d.verdict = ${filter.verdict}::"DecisionVerdict"`);
  if (filter.matter !== null) conditions.push(Prisma.sql`d.matter = ${filter.matter}::"MatterKind"`);
  const document = Prisma.sql`EXISTS (SELECT 1 FROM attached_document a WHERE a.subject_kind = 'decision' AND a.subject_id = d.id AND a.archived_at IS NULL)`;
  if (filter.documented !== null) conditions.push(filter.documented ? document : Prisma.sql`NOT ${document}`);
  if (filter.flagged !== null) conditions.push(filter.flagged ? Prisma.sql`d.is_flagged` : Prisma.sql`NOT d.is_flagged`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "")) conditions.push(Prisma.sql`d.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  const where = Prisma.join(conditions, " AND ");
  const direction = filter.descending ? Prisma.sql`DESC NULLS LAST` : Prisma.sql`ASC NULLS LAST`;
  const client = clientOf(read);
  const [rows, [counted]] = await Promise.all([
    client.$queryRaw<DecisionRow[]>`SELECT ${rowRead} FROM decision d WHERE ${where} ORDER BY ${ORDER[filter.sort]} ${direction}, d.id LIMIT ${DECISIONS_A_PAGE} OFFSET ${(filter.page - 1) * DECISIONS_A_PAGE}`,
    client.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM decision d WHERE ${where}`,
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads the years of the decisions that the actor may see, latest first. */
export async function selectYears(read: Read, scope: Scope<"decisions">): Promise<number[]> {
  const rows = await clientOf(read).$queryRaw<{ year: number }[]>`
    SELECT DISTINCT extract(year FROM d.decided_on)::int AS year FROM decision d WHERE d.decided_on IS NOT NULL AND ${visible(scope)} ORDER BY 1 DESC`;
  return rows.map(({ year }) => year);
}

const aboutRead = Prisma.sql`${rowRead}, d.subject_id AS "subjectId", d.body_id AS "bodyId", b.kind::text AS "bodyKind", d.facts, d.source, d.is_flagged AS "isFlagged" FROM decision d LEFT JOIN body b ON b.id = d.body_id`;

/** Reads the decisions about the given records, and those of the given ids, the latest first. Whether the actor may see them has been asked. */
export async function selectAbout(read: Read, subjectIds: readonly string[], ids: readonly string[] = []): Promise<DecisionAbout[]> {
  return queryRows<DecisionAbout>(read, Prisma.sql`
    SELECT ${aboutRead} WHERE (d.subject_id = ANY (${[...subjectIds]}::uuid[]) OR d.id = ANY (${[...ids]}::uuid[])) AND d.archived_at IS NULL ORDER BY d.decided_on DESC NULLS LAST, d.id`);
}

/** Reads decisions that can be steps on another's way and that the actor may see, the latest first: those of the given ids, and the latest in a matter where one is given. */
export async function selectPrior(read: Read, scope: Scope<"decisions">, ids: readonly string[], matter: MatterKind | null): Promise<DecisionAbout[]> {
  const candidates = Prisma.sql`d.id IN (SELECT c.id FROM decision c WHERE c.matter = ${matter}::"MatterKind" AND c.basis = 'DECIDED' AND c.archived_at IS NULL ORDER BY c.decided_on DESC, c.id LIMIT ${MOST_PRIOR})`;
  return clientOf(read).$queryRaw<DecisionAbout[]>`
    SELECT ${aboutRead} WHERE d.basis = 'DECIDED' AND (d.id = ANY (${[...ids]}::uuid[]) OR ${candidates}) AND ${visible(scope)} ORDER BY d.decided_on DESC, d.id`;
}

/** Counts the decisions by the right body, by matter. */
export async function countByMatter(read: Read, scope: Scope<"decisions">, decidedBy: PlainDate): Promise<{ matter: MatterKind; count: number }[]> {
  return clientOf(read).$queryRaw`SELECT d.matter::text AS matter, count(*)::int AS count FROM decision d WHERE d.verdict = 'RIGHT_BODY' AND d.decided_on <= ${decidedBy}::date AND ${visible(scope)} GROUP BY d.matter`;
}

/** Reads decisions on delegation that are to be reported back and have not been, of the given bodies, or of all for null; the first due first, at most 50. */
export async function selectUnreported(read: Read, scope: Scope<"decisions">, bodyIds: readonly string[] | null): Promise<{ id: string; title: string; dueOn: PlainDate }[]> {
  const of = bodyIds === null ? Prisma.sql`true` : Prisma.sql`d.body_id = ANY (${[...bodyIds]}::uuid[])`;
  return clientOf(read).$queryRaw`
    SELECT d.id, d.title, d.report_due_on::text AS "dueOn" FROM decision d WHERE d.report_due_on IS NOT NULL AND d.reported_on IS NULL AND ${of} AND ${visible(scope)} ORDER BY d.report_due_on, d.id LIMIT 50`;
}

/** Reads the records whose basis is a source alone, since the decision is lost; at most 50. */
export async function selectUnknown(read: Read, scope: Scope<"decisions">): Promise<{ id: string; title: string; matter: MatterKind; facts: Facts; basis: DecisionBasis }[]> {
  return clientOf(read).$queryRaw`SELECT d.id, d.title, d.matter::text AS matter, d.facts, d.basis::text AS basis FROM decision d WHERE d.verdict = 'UNKNOWN_BASIS' AND ${visible(scope)} ORDER BY d.created_at, d.id LIMIT 50`;
}

/** A decision with what it is judged by. */
export interface JudgeableRow {
  id: string;
  title: string;
  matter: MatterKind;
  facts: Facts;
  on: PlainDate;
  bodyId: string;
  bodyKind: string;
  unitId: string | null;
  subjectId: string | null;
  steps: StepTaken[];
  concernedBodyIds: string[];
  priorDecisionIds: string[];
  delegationNumber: string | null;
  reportedOn: PlainDate | null;
}

/** Reads the latest decisions that a body has taken on a known day, with what they are judged by. */
export async function selectJudgeable(read: Read, scope: Scope<"decisions">, most: number): Promise<JudgeableRow[]> {
  return clientOf(read).$queryRaw<JudgeableRow[]>`
    SELECT d.id, d.title, d.matter::text AS matter, d.facts, d.decided_on::text AS on, d.body_id AS "bodyId", b.kind::text AS "bodyKind", d.unit_id AS "unitId", d.subject_id AS "subjectId",
      d.steps, d.concerned_body_ids AS "concernedBodyIds", d.prior_decision_ids AS "priorDecisionIds", d.delegation_number AS "delegationNumber", d.reported_on::text AS "reportedOn"
    FROM decision d JOIN body b ON b.id = d.body_id WHERE d.basis = 'DECIDED' AND d.decided_on IS NOT NULL AND ${visible(scope)} ORDER BY d.decided_on DESC, d.id LIMIT ${most}`;
}
