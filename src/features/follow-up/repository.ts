import "server-only";
import { Prisma } from "@db/client";
import type { UnitKind } from "@packs/pack";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { StatementThing } from "./policy";
import type { StatementRecord } from "./report";
import type { Question } from "./rules";
import type { RoundInput, StatementStatus } from "./schema";
import type { AskedSignOff, SignOffState } from "./sign-offs/rules";

export interface StoredRound {
  id: string;
  year: number;
  openedOn: PlainDate;
  openedBy: string | null;
  answersDueOn: PlainDate;
  /** The last day that those who had not answered were reminded. */
  remindedOn: PlainDate | null;
  questions: Question[];
  /** What the round asks of the boards. */
  signOff: AskedSignOff;
}

/** How many statements of a round have come how far. */
export type StatusCounts = Record<StatementStatus, number>;

export interface StoredStatement extends StatementThing, SignOffState {
  version: number;
  unitName: string;
  unitKind: UnitKind;
  endsOn: PlainDate | null;
  wentInto: string | null;
  submittedOnBehalf: boolean;
  round: StoredRound;
}

export interface StoredAnswer {
  code: string;
  version: number;
  text: string;
  onBehalf: boolean;
  writtenAt: Date;
  writtenBy: string | null;
}

export interface StoredStep {
  from: StatementStatus;
  to: StatementStatus;
  at: Date;
  by: string | null;
  onBehalf: boolean;
  comment: string | null;
}

/** A unit's line on a round's board. */
export interface BoardRow extends StatementThing, SignOffState {
  unitName: string;
  unitKind: UnitKind;
  answered: number;
  /** How many figures the unit has said are wrong, and that wait for the office. */
  doubted: number;
  onBehalf: boolean;
  lastOn: Date | null;
  contactPerson: string | null;
  /** The unit's last day, where it has one, and what it has gone up into. */
  endsOn: PlainDate | null;
  wentInto: string | null;
}

/** A body's name in a year: the one at the year's end, or the last one it had. */
const nameIn = (bodyId: Prisma.Sql, year: Prisma.Sql) => Prisma.sql`
  (SELECT n.name FROM body_name n WHERE n.body_id = ${bodyId}
    ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> make_date(${year}, 12, 31) DESC, n.valid_from DESC NULLS LAST LIMIT 1)`;

/** What is known of the decision that a statement asks for, from its `statement_sign_off`. */
const signOffColumns = Prisma.sql`f.asks AS "asksForSignOff", f.decision AS "signOff", f.returned_on::text AS "returnedOn", f.signing_body_id AS "signingBodyId"`;

const answeredIn = (statementId: Prisma.Sql) => Prisma.sql`(SELECT count(*) FROM statement_answer a WHERE a.statement_id = ${statementId} AND a.text <> '')::int`;
const writtenOnBehalf = (statementId: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM statement_answer a WHERE a.statement_id = ${statementId} AND a.on_behalf AND a.text <> '')`;

/** Reads the units that were there at some time of a year, held so that none is archived meanwhile. */
export async function lockUnitsOfYear(tx: Tx, year: number): Promise<{ id: string; kind: UnitKind; boundByOther: string | null }[]> {
  return clientOf(tx).$queryRaw`
    SELECT b.id, b.kind::text AS kind, b.bound_by_other AS "boundByOther" FROM body b
    WHERE b.kind IN ('OFFICE', 'DEPARTMENT', 'COMPANY') AND b.archived_at IS NULL
      AND daterange(b.valid_from, b.valid_to, '[]') && daterange(make_date(${year}::int, 1, 1), make_date(${year}::int, 12, 31), '[]')
    ORDER BY b.id FOR SHARE`;
}

/** Stores a round with a statement for each unit, and returns its id. */
export async function insertRound(tx: Tx, permit: Permit<"followUp.open">, round: RoundInput & { openedOn: PlainDate; isDemonstration: boolean }, questions: readonly Question[], signOff: AskedSignOff, unitIds: readonly string[]): Promise<string> {
  requirePermitFor(permit, "*");
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    WITH opened AS (
      INSERT INTO follow_up_round (year, opened_on, opened_by_id, answers_due_on, questions, sign_off, is_demonstration)
      VALUES (${round.year}::smallint, ${round.openedOn}::date, ${permit.actor.personId}::uuid, ${round.answersDueOn}::date, ${JSON.stringify(questions)}::jsonb, ${signOff === null ? null : JSON.stringify(signOff)}::jsonb, ${round.isDemonstration})
      RETURNING id),
    called AS (INSERT INTO unit_statement (round_id, unit_id) SELECT opened.id, u.id FROM opened, unnest(${[...unitIds]}::uuid[]) AS u(id))
    SELECT id FROM opened`;
  if (!row) throw new Error("a round could not be stored");
  return row.id;
}

const roundColumns = Prisma.sql`
  r.id, r.year::int AS year, r.opened_on::text AS "openedOn", (SELECT d.name FROM person_details d WHERE d.person_id = r.opened_by_id) AS "openedBy",
  r.answers_due_on::text AS "answersDueOn", r.reminded_on::text AS "remindedOn", r.questions, r.sign_off AS "signOff"`;

export async function findRound(read: Read, year: number): Promise<StoredRound | null> {
  const [row] = await clientOf(read).$queryRaw<StoredRound[]>`SELECT ${roundColumns} FROM follow_up_round r WHERE r.year = ${year}::smallint`;
  return row ?? null;
}

/** Reads all rounds with how far their statements have come, the latest first. */
export async function listRounds(read: Read): Promise<(StoredRound & { counts: Partial<StatusCounts> })[]> {
  return clientOf(read).$queryRaw`
    SELECT ${roundColumns},
      (SELECT coalesce(jsonb_object_agg(c.status, c.many), '{}') FROM (SELECT s.status, count(*) AS many FROM unit_statement s WHERE s.round_id = r.id GROUP BY s.status) c) AS counts
    FROM follow_up_round r ORDER BY r.year DESC`;
}

const endColumns = Prisma.sql`b.valid_to::text AS "endsOn", ${nameIn(Prisma.sql`b.merged_into_id`, Prisma.sql`extract(year FROM b.valid_to)::int`)} AS "wentInto"`;

/** Reads a round's board in Swedish order, with who is contact person on a day. */
export async function listBoard(read: Read, roundId: string, today: PlainDate): Promise<BoardRow[]> {
  return clientOf(read).$queryRaw<BoardRow[]>`
    SELECT s.id, s.unit_id AS "unitId", ${nameIn(Prisma.sql`s.unit_id`, Prisma.sql`r.year::int`)} AS "unitName", b.kind::text AS "unitKind", s.status::text AS status,
      ${answeredIn(Prisma.sql`s.id`)} AS answered, (SELECT count(*) FROM figure_remark m WHERE m.statement_id = s.id AND m.settled_at IS NULL)::int AS doubted, s.submitted_on_behalf OR ${writtenOnBehalf(Prisma.sql`s.id`)} AS "onBehalf", s.updated_at AS "lastOn", ${endColumns}, ${signOffColumns},
      (SELECT d.name FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id
        WHERE c.unit_id = s.unit_id AND c.kind = 'PRIMARY' AND daterange(c.valid_from, c.valid_to, '[]') @> ${today}::date ORDER BY c.valid_from, c.id LIMIT 1) AS "contactPerson"
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id JOIN body b ON b.id = s.unit_id CROSS JOIN LATERAL statement_sign_off(s.id) f
    WHERE s.round_id = ${roundId}::uuid ORDER BY "unitName", s.id`;
}

interface StatementRow extends Omit<StoredStatement, "round"> {
  round: StoredRound;
}

/** Reads a unit's statement of a year; held until the transaction ends when it is about to be changed. */
export async function findStatement(read: Read, year: number, unitId: string, forChange = false): Promise<StoredStatement | null> {
  const [row] = await clientOf(read).$queryRaw<StatementRow[]>`
    SELECT s.id, s.version, s.unit_id AS "unitId", s.status::text AS status, s.submitted_on_behalf AS "submittedOnBehalf",
      ${nameIn(Prisma.sql`s.unit_id`, Prisma.sql`r.year::int`)} AS "unitName", b.kind::text AS "unitKind", ${endColumns}, ${signOffColumns},
      jsonb_build_object('id', r.id, 'year', r.year, 'openedOn', r.opened_on, 'answersDueOn', r.answers_due_on, 'remindedOn', r.reminded_on, 'questions', r.questions, 'signOff', r.sign_off,
        'openedBy', (SELECT d.name FROM person_details d WHERE d.person_id = r.opened_by_id)) AS round
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id JOIN body b ON b.id = s.unit_id CROSS JOIN LATERAL statement_sign_off(s.id) f
    WHERE r.year = ${year}::smallint AND s.unit_id = ${unitId}::uuid ${forChange ? Prisma.sql`FOR UPDATE OF s` : Prisma.empty}`;
  return row ?? null;
}

export async function listAnswers(read: Read, statementId: string): Promise<StoredAnswer[]> {
  return clientOf(read).$queryRaw<StoredAnswer[]>`
    SELECT a.question_code AS code, a.version, a.text, a.on_behalf AS "onBehalf", a.written_at AS "writtenAt", d.name AS "writtenBy"
    FROM statement_answer a LEFT JOIN person_details d ON d.person_id = a.written_by_id WHERE a.statement_id = ${statementId}::uuid`;
}

/** What a unit said to a question the last time that it was asked. */
export interface EarlierAnswer extends StatementThing {
  code: string;
  year: number;
  text: string;
}

/** Reads what a unit last answered to each question before a year. */
export async function listEarlierAnswers(read: Read, unitId: string, year: number): Promise<EarlierAnswer[]> {
  return clientOf(read).$queryRaw<EarlierAnswer[]>`
    SELECT DISTINCT ON (a.question_code) a.question_code AS code, r.year::int AS year, a.text, s.id, s.unit_id AS "unitId", s.status::text AS status
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id JOIN statement_answer a ON a.statement_id = s.id
    WHERE s.unit_id = ${unitId}::uuid AND r.year < ${year} AND a.text <> '' ORDER BY a.question_code, r.year DESC`;
}

/** Reads the steps that a statement has taken, latest first. */
export async function listSteps(read: Read, statementId: string): Promise<StoredStep[]> {
  return clientOf(read).$queryRaw<StoredStep[]>`
    SELECT t.from_status::text AS "from", t.to_status::text AS "to", t.at, d.name AS by, t.on_behalf AS "onBehalf", t.comment
    FROM statement_step t LEFT JOIN person_details d ON d.person_id = t.by_person_id WHERE t.statement_id = ${statementId}::uuid ORDER BY t.statement_version DESC`;
}

/** Reads what answers said in earlier versions, by question. */
export async function readBases(read: Read, statementId: string, wanted: readonly { code: string; version: number }[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await clientOf(read).$queryRaw<{ code: string; text: string }[]>`
    SELECT a.question_code AS code, v.row ->> 'text' AS text
    FROM unnest(${wanted.map(({ code }) => code)}::text[], ${wanted.map(({ version }) => version)}::int[]) AS w(code, version)
    JOIN statement_answer a ON a.statement_id = ${statementId}::uuid AND a.question_code = w.code
    JOIN record_version v ON v.table_name = 'statement_answer' AND v.record_id = a.id AND v.version = w.version`;
  return new Map(rows.map(({ code, text }) => [code, text]));
}

/** Writes answers over what stands; the statement's row must be held. */
export async function writeAnswers(tx: Tx, permit: Permit<"statements.answer">, statementId: string, writes: readonly { code: string; text: string }[], onBehalf: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, statementId);
  await clientOf(tx).$executeRaw`
    INSERT INTO statement_answer AS a (statement_id, question_code, text, on_behalf, written_at, written_by_id)
    SELECT ${statementId}::uuid, w.code, w.text, ${onBehalf}, ${now}, ${permit.actor.personId}::uuid
    FROM unnest(${writes.map(({ code }) => code)}::text[], ${writes.map(({ text }) => text)}::text[]) AS w(code, text)
    ON CONFLICT (statement_id, question_code) DO UPDATE
      SET text = excluded.text, on_behalf = excluded.on_behalf, written_at = excluded.written_at, written_by_id = excluded.written_by_id, version = a.version + 1`;
}

/** What is to become of a statement; its status stays when `to` is the one that it has. */
export interface StatementMove {
  to: StatementStatus;
  submittedOnBehalf: boolean;
  onBehalf: boolean;
  comment: string | null;
}

/** Marks a statement as just worked with and moves it, with its dated step; throws CONFLICT when the version isn't the stored one. */
export async function moveStatement(tx: Tx, permit: Permit<"statements.answer"> | Permit<"statements.review">, stored: StoredStatement, move: StatementMove, now: Date): Promise<void> {
  requirePermitFor(permit, stored.id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`
    UPDATE unit_statement SET status = ${move.to}::"StatementStatus", submitted_on_behalf = ${move.submittedOnBehalf}, updated_at = ${now},
      updated_by_id = ${permit.actor.personId}::uuid, version = version + 1
    WHERE id = ${stored.id}::uuid AND version = ${stored.version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  if (move.to === stored.status) return;
  await client.$executeRaw`
    INSERT INTO statement_step (statement_id, statement_version, from_status, to_status, at, by_person_id, on_behalf, comment)
    VALUES (${stored.id}::uuid, ${stored.version + 1}::int, ${stored.status}::"StatementStatus", ${move.to}::"StatementStatus", ${now}, ${permit.actor.personId}::uuid, ${move.onBehalf}, ${move.comment})`;
}

/** Reads all statements of a year with what stands in them, in Swedish order. */
export async function listStatements(read: Read, year: number): Promise<StatementRecord[]> {
  return clientOf(read).$queryRaw<StatementRecord[]>`
    SELECT s.id, s.unit_id AS "unitId", ${nameIn(Prisma.sql`s.unit_id`, Prisma.sql`r.year::int`)} AS "unitName", s.status::text AS status,
      s.submitted_on_behalf OR ${writtenOnBehalf(Prisma.sql`s.id`)} AS "onBehalf", r.questions,
      (SELECT coalesce(jsonb_object_agg(a.question_code, a.text), '{}') FROM statement_answer a WHERE a.statement_id = s.id AND a.text <> '') AS texts
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id
    WHERE r.year = ${year}::smallint ORDER BY "unitName", s.id`;
}

export interface OpenStatement {
  unitId: string;
  unitName: string;
  year: number;
  answersDueOn: PlainDate;
  status: StatementStatus;
  comment: string | null;
}

/** Reads the statements of these units that wait for their answers, the most urgent first. */
export async function listUnanswered(read: Read, unitIds: readonly string[]): Promise<OpenStatement[]> {
  return clientOf(read).$queryRaw<OpenStatement[]>`
    SELECT s.unit_id AS "unitId", ${nameIn(Prisma.sql`s.unit_id`, Prisma.sql`r.year::int`)} AS "unitName", r.year::int AS year, r.answers_due_on::text AS "answersDueOn", s.status::text AS status,
      (SELECT t.comment FROM statement_step t WHERE t.statement_id = s.id AND t.to_status IN ('RETURNED', 'SUBMITTED') ORDER BY t.statement_version DESC LIMIT 1) AS comment
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id
    WHERE s.unit_id = ANY (${[...unitIds]}::uuid[]) AND s.status IN ('NOT_STARTED', 'IN_PROGRESS', 'RETURNED') ORDER BY r.answers_due_on, "unitName"`;
}

/** Reads which units have submitted their statement of the latest round of these years, or had it approved; as it stood at the end of a day, where one is given. */
export async function listSubmittedOfLatest(read: Read, years: { from: number; to: number }, by: PlainDate | null): Promise<(StatementThing & { year: number })[]> {
  const status = by === null ? Prisma.sql`s.status` : Prisma.sql`(SELECT t.to_status FROM statement_step t WHERE t.statement_id = s.id AND (t.at AT TIME ZONE 'Europe/Stockholm')::date <= ${by}::date ORDER BY t.statement_version DESC LIMIT 1)`;
  return clientOf(read).$queryRaw`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status, r.year::int AS year FROM unit_statement s
    JOIN follow_up_round r ON r.id = s.round_id
    WHERE r.year = (SELECT max(year) FROM follow_up_round WHERE year BETWEEN ${years.from} AND ${years.to}) AND ${status} IN ('SUBMITTED', 'APPROVED')`;
}
