import "server-only";
import { Prisma } from "@db/client";
import type { ApproximateDate, DatePrecision, PlainDate } from "@/domain/plain-date";
import type { Currency } from "@/domain/money";
import { foldName } from "@/lib/folded-names";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { describeActs, describeStates, historyOf, statesOf, type ColumnChange, type HistoryEntry, type HistoryOptions, type StoredAct } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ProjectThing } from "./policy";
import type { TakenStep } from "./steps/rules";
import { searchTextOf, sumFunding } from "./rules";
import { CENTRAL, OWN_KINDS, type Certainty, type FundingKind, type ProjectInput, type ProjectRole, type ProjectStatus } from "./schema";

/** A project as stored, with what belongs to it and the names of what it points to. */
export interface StoredProject extends ProjectInput, ProjectThing {
  id: string;
  version: number;
  unitName: string;
  /** The unit's name when the project began, when that was another. */
  unitNameThen: string | null;
  politicalBody: string | null;
  workplaceName: string | null;
  participatingUnits: { id: string; name: string }[];
  programme: { code: string; nameSv: string; nameEn: string; period: string | null; maxRatePercent: number | null } | null;
  call: { name: string; closesOn: PlainDate | null; maxRatePercent: number | null } | null;
  /** The priorities and profile areas that it follows, by title. */
  priorities: { id: string; title: string }[];
  /** Of each partner the one of the register that it is, in the same order; null for one that is linked to none. */
  partnerIds: (string | null)[];
  /** The units that pay own parts in place of the project's own. */
  payers: { id: string; name: string }[];
  members: { id: string; personId: string; name: string }[];
  /** In the order they were recorded. */
  statusChanges: TakenStep[];
  facts: { field: string; value: string; source: string; certainty: Certainty }[];
  externalFundingOre: bigint | null;
  ownFundingOre: bigint | null;
  isDemonstration: boolean;
  certainty: Certainty;
}

/** Reads what permission depends on, locking the row when it is about to be changed; null when there is none. */
export async function findThing(handle: Read, id: string, forChange = false): Promise<(ProjectThing & { version: number }) | null> {
  const [row] = await clientOf(handle).$queryRaw<(ProjectThing & { version: number })[]>`
    SELECT p.id, p.version, p.unit_id AS "unitId", p.is_confidential AS "isConfidential", p.archived_at IS NOT NULL AS "isArchived",
      ARRAY(SELECT m.person_id::text FROM project_member m WHERE m.project_id = p.id AND m.removed_at IS NULL) AS "memberIds"
    FROM project p WHERE p.id = ${id}::uuid ${forChange ? Prisma.sql`FOR UPDATE OF p` : Prisma.empty}`;
  return row ?? null;
}

const nameOn = (bodyId: Prisma.Sql, date: Prisma.Sql) => Prisma.sql`
  (SELECT n.name FROM body_name n WHERE n.body_id = ${bodyId} AND (n.valid_from IS NULL OR n.valid_from <= ${date}) AND (n.valid_to IS NULL OR n.valid_to >= ${date}) LIMIT 1)`;

/** The first council, board or committee above a body on a day: a unit may lie under another one, as a company under its parent company. */
const politicalBodyOver = (bodyId: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`
  (WITH RECURSIVE above AS (
    SELECT b.id, b.kind, 1 AS depth FROM body_placement l JOIN body b ON b.id = l.parent_id
    WHERE l.body_id = ${bodyId} AND daterange(l.valid_from, l.valid_to, '[]') @> ${day}
    UNION
    SELECT b.id, b.kind, a.depth + 1 FROM above a JOIN body_placement l ON l.body_id = a.id AND daterange(l.valid_from, l.valid_to, '[]') @> ${day} JOIN body b ON b.id = l.parent_id
    WHERE a.kind NOT IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE') AND a.depth < 20)
  SELECT ${bodyNameOn(Prisma.sql`a.id`, day)} FROM above a WHERE a.kind IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE') ORDER BY a.depth LIMIT 1)`;

/** The project of a row `p`, with all that belongs to it, as one JSON value. */
const wholeProject = (day: Prisma.Sql) => Prisma.sql`
    jsonb_build_object(
      'row', to_jsonb(p) - 'search_text',
      'unitName', ${bodyNameOn(Prisma.sql`p.unit_id`, day)},
      'unitNameThen', ${nameOn(Prisma.sql`p.unit_id`, Prisma.sql`coalesce(p.starts_on, (p.created_at AT TIME ZONE 'Europe/Stockholm')::date)`)},
      'politicalBody', ${politicalBodyOver(Prisma.sql`p.unit_id`, day)},
      'workplaceName', CASE WHEN p.workplace_id IS NULL THEN NULL ELSE ${bodyNameOn(Prisma.sql`p.workplace_id`, day)} END,
      'units', (SELECT jsonb_agg(jsonb_build_object('id', u.unit_id, 'name', ${bodyNameOn(Prisma.sql`u.unit_id`, day)}) ORDER BY u.id) FROM project_unit u WHERE u.project_id = p.id AND u.removed_at IS NULL),
      'programme', (SELECT jsonb_build_object('code', g.code, 'nameSv', g.name_sv, 'nameEn', g.name_en, 'period', g.period, 'maxRatePercent', g.max_rate_percent) FROM programme g WHERE g.id = p.programme_id),
      'funding', (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'funder', f.funder, 'year', f.year, 'amount', f.amount_minor::text, 'hours', f.hours_hundredths, 'rate', f.hourly_rate_minor::text,
        'payer', CASE WHEN f.is_paid_centrally THEN ${CENTRAL} ELSE nullif(f.payer_unit_id, p.unit_id)::text END) ORDER BY f.kind, f.funder, f.year NULLS FIRST, f.id) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL),
      'call', (SELECT jsonb_build_object('name', k.name, 'closesOn', k.closes_on, 'maxRatePercent', k.max_rate_percent) FROM call k WHERE k.id = p.call_id),
      'partners', (SELECT jsonb_agg(jsonb_build_object('name', t.name, 'town', t.town, 'country', t.country, 'isLead', t.is_lead) ORDER BY t.position, t.id) FROM project_partner t WHERE t.project_id = p.id AND t.removed_at IS NULL),
      'partnerIds', (SELECT jsonb_agg(t.partner_id ORDER BY t.position, t.id) FROM project_partner t WHERE t.project_id = p.id AND t.removed_at IS NULL),
      'payers', (SELECT jsonb_agg(DISTINCT jsonb_build_object('id', f.payer_unit_id, 'name', ${bodyNameOn(Prisma.sql`f.payer_unit_id`, day)})) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.payer_unit_id <> p.unit_id),
      'members', (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'personId', m.person_id, 'name', d.name) ORDER BY d.name) FROM project_member m JOIN person_details d ON d.person_id = m.person_id WHERE m.project_id = p.id AND m.removed_at IS NULL),
      'statusChanges', (SELECT jsonb_agg(jsonb_build_object('from', s.from_status, 'to', s.to_status, 'on', s.changed_on, 'note', s.note, 'isCorrection', s.is_correction, 'isTakenBack', s.taken_back_at IS NOT NULL) ORDER BY s.created_at, s.id) FROM status_change s WHERE s.project_id = p.id),
      'priorities', (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title) ORDER BY s.title) FROM strategic_priority s WHERE s.id = ANY (p.priority_ids)),
      'facts', (SELECT jsonb_agg(jsonb_build_object('field', x.field, 'value', x.value, 'source', x.source, 'certainty', x.certainty) ORDER BY x.field, x.certainty, x.id) FROM sourced_fact x WHERE x.subject_id = p.id AND x.removed_at IS NULL),
      'amounts', jsonb_build_array(p.total_budget_minor::text, p.external_funding_ore::text, p.own_funding_ore::text, (p.sek_per_unit * 1000000)::bigint::text)
    )`;

/** Reads a whole project in one statement; null when there is none. */
export async function findProject(handle: Read, id: string, today: PlainDate): Promise<StoredProject | null> {
  const [row] = await queryRows<{ project: StoredJson }>(handle, Prisma.sql`SELECT ${wholeProject(Prisma.sql`${today}::date`)} AS project FROM project p WHERE p.id = ${id}::uuid`);
  return row === undefined ? null : readStored(row.project);
}

/** Reads a whole project and its acts in one statement; null when there is none. */
export async function findProjectWithHistory(handle: Read, id: string, today: PlainDate, acts: HistoryOptions): Promise<{ project: StoredProject; history: HistoryEntry[]; known: ColumnChange[][] } | null> {
  const states = acts.until === undefined ? Prisma.sql`NULL::jsonb` : statesOf(id, acts.until);
  const [row] = await queryRows<{ project: StoredJson; acts: StoredAct[] | null; states: StoredAct["states"] }>(handle, Prisma.sql`
    SELECT ${wholeProject(Prisma.sql`${today}::date`)} AS project, ${historyOf(id, acts)} AS acts, ${states} AS states FROM project p WHERE p.id = ${id}::uuid`);
  return row === undefined ? null : { project: readStored(row.project), history: describeActs(row.acts), known: describeStates(row.states) };
}

/** Reads whole projects, in pieces of some hundred at most. */
export async function findProjects(handle: Read, ids: readonly string[], today: PlainDate): Promise<StoredProject[]> {
  const rows = await queryRows<{ project: StoredJson }>(handle, Prisma.sql`SELECT ${wholeProject(Prisma.sql`${today}::date`)} AS project FROM project p WHERE p.id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ project }) => readStored(project));
}

interface StoredJson {
  row: Record<string, string | number | boolean | string[] | null>;
  unitName: string | null;
  unitNameThen: string | null;
  politicalBody: string | null;
  workplaceName: string | null;
  units: { id: string; name: string }[] | null;
  programme: StoredProject["programme"];
  funding: { kind: FundingKind; funder: string | null; year: number | null; amount: string; hours: number | null; rate: string | null; payer: string | null }[] | null;
  payers: { id: string; name: string }[] | null;
  call: StoredProject["call"];
  partners: StoredProject["partners"] | null;
  partnerIds: StoredProject["partnerIds"] | null;
  members: StoredProject["members"] | null;
  statusChanges: StoredProject["statusChanges"] | null;
  priorities: StoredProject["priorities"] | null;
  facts: StoredProject["facts"] | null;
  amounts: (string | null)[];
}

function readStored(stored: StoredJson): StoredProject {
  const { row } = stored;
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : null);
  const list = (name: string) => (Array.isArray(row[name]) ? row[name] : []);
  const amount = (index: number) => (stored.amounts[index] == null ? null : BigInt(stored.amounts[index]));
  const approximate = (date: string, precision: string): ApproximateDate | null => {
    const on = text(date);
    return on === null ? null : { on, precision: (text(precision) ?? "DAY") as DatePrecision };
  };
  const unitName = stored.unitName ?? "";
  return {
    id: String(row["id"]),
    version: Number(row["version"]),
    unitId: String(row["unit_id"]),
    isArchived: row["archived_at"] !== null,
    memberIds: (stored.members ?? []).map((member) => member.personId),
    unitName,
    unitNameThen: stored.unitNameThen === unitName ? null : stored.unitNameThen,
    politicalBody: stored.politicalBody,
    workplaceId: text("workplace_id"),
    workplaceName: stored.workplaceName,
    participatingUnits: stored.units ?? [],
    participatingUnitIds: (stored.units ?? []).map((unit) => unit.id),
    title: String(row["title"]),
    acronym: text("acronym"),
    summary: String(row["summary"]),
    typeCode: text("type_code"),
    isInternational: row["is_international"] === true,
    isExternallyFunded: row["is_externally_funded"] === true,
    status: text("status") as ProjectStatus,
    role: text("role") as ProjectRole | null,
    programmeId: text("programme_id"),
    programme: stored.programme,
    callId: text("call_id"),
    call: stored.call,
    programmeProjectId: text("programme_project_id"),
    starts: approximate("starts_on", "start_precision"),
    ends: approximate("ends_on", "end_precision"),
    currency: (text("currency") ?? "SEK") as Currency,
    rateMillionths: amount(3),
    rateOn: text("rate_on"),
    rateSource: text("rate_source"),
    totalBudgetMinor: amount(0),
    fundingIsPartial: row["funding_is_partial"] === true,
    externalFundingOre: amount(1),
    ownFundingOre: amount(2),
    funding: (stored.funding ?? []).map(({ kind, funder, year, amount, hours, rate, payer }) => ({
      ...{ kind, funder, year, amountMinor: BigInt(amount) },
      ...(hours === null || rate === null ? {} : { work: { hoursHundredths: hours, hourlyRateMinor: BigInt(rate) } }),
      ...(payer === null ? {} : { payer }),
    })),
    payers: stored.payers ?? [],
    economistContacted: typeof row["economist_contacted"] === "boolean" ? row["economist_contacted"] : null,
    accountingCode: text("accounting_code"),
    partners: stored.partners ?? [],
    partnerIds: stored.partnerIds ?? [],
    municipalGoals: list("municipal_goals"),
    unitGoal: text("unit_goal"),
    noGoalReason: text("no_goal_reason"),
    areaCode: text("area_code"),
    priorityIds: list("priority_ids"),
    priorities: stored.priorities ?? [],
    noPriorityReason: text("no_priority_reason"),
    purposes: list("purposes"),
    beneficiaries: list("beneficiaries"),
    benefit: text("benefit"),
    reachesChildrenAndYouth: row["reaches_children_and_youth"] === true,
    childrenAndYouthCount: typeof row["children_and_youth_count"] === "number" ? row["children_and_youth_count"] : null,
    caseNumber: text("case_number"),
    funderCaseNumber: text("funder_case_number"),
    isConfidential: row["is_confidential"] === true,
    confidentialityProvision: text("confidentiality_provision"),
    confidentialityOn: text("confidentiality_on"),
    confidentialityBy: text("confidentiality_by"),
    members: stored.members ?? [],
    statusChanges: stored.statusChanges ?? [],
    facts: stored.facts ?? [],
    isDemonstration: row["is_demonstration"] === true,
    certainty: text("certainty") as Certainty,
  };
}

/** The project's own columns, each with its type and what is written there: texts, numbers and lists as JSON has them. */
function columnsOf(input: ProjectInput): Record<string, readonly [type: string, value: string | number | boolean | null | readonly string[]]> {
  const sums = sumFunding(input);
  return {
    unit_id: ["uuid", input.unitId],
    workplace_id: ["uuid", input.workplaceId],
    title: ["text", input.title],
    acronym: ["text", input.acronym],
    summary: ["text", input.summary],
    type_code: ["text", input.typeCode],
    is_international: ["boolean", input.isInternational],
    is_externally_funded: ["boolean", input.isExternallyFunded],
    role: ['"ProjectRole"', input.role],
    programme_id: ["uuid", input.programmeId],
    call_id: ["uuid", input.callId],
    programme_project_id: ["text", input.programmeProjectId],
    status: ['"ProjectStatus"', input.status],
    starts_on: ["date", input.starts?.on ?? null],
    start_precision: ['"DatePrecision"', input.starts?.precision ?? null],
    ends_on: ["date", input.ends?.on ?? null],
    end_precision: ['"DatePrecision"', input.ends?.precision ?? null],
    currency: ["text", input.currency],
    sek_per_unit: ["numeric", input.rateMillionths === null ? null : `${input.rateMillionths.toString()}e-6`],
    rate_on: ["date", input.rateOn],
    rate_source: ["text", input.rateSource],
    total_budget_minor: ["bigint", input.totalBudgetMinor?.toString() ?? null],
    funding_is_partial: ["boolean", input.fundingIsPartial],
    external_funding_ore: ["bigint", sums.externalOre?.toString() ?? null],
    own_funding_ore: ["bigint", sums.ownOre?.toString() ?? null],
    municipal_goals: ["text[]", input.municipalGoals],
    unit_goal: ["text", input.unitGoal],
    no_goal_reason: ["text", input.noGoalReason],
    area_code: ["text", input.areaCode],
    priority_ids: ["uuid[]", input.priorityIds],
    no_priority_reason: ["text", input.noPriorityReason],
    purposes: ["text[]", input.purposes],
    beneficiaries: ["text[]", input.beneficiaries],
    benefit: ["text", input.benefit],
    reaches_children_and_youth: ["boolean", input.reachesChildrenAndYouth],
    children_and_youth_count: ["int", input.childrenAndYouthCount],
    case_number: ["text", input.caseNumber],
    funder_case_number: ["text", input.funderCaseNumber],
    economist_contacted: ["boolean", input.economistContacted],
    accounting_code: ["text", input.accountingCode],
    is_confidential: ["boolean", input.isConfidential],
    confidentiality_provision: ["text", input.confidentialityProvision],
    confidentiality_on: ["date", input.confidentialityOn],
    confidentiality_by: ["text", input.confidentialityBy],
    search_text: ["text", searchTextOf(input)],
  };
}

/** What only the program may say of a project. */
export interface ProjectOrigin {
  isDemonstration: boolean;
  certainty: Certainty;
}

/** What a new project has as its first dated step. */
export interface FirstStep {
  to: ProjectStatus;
  on: PlainDate;
}

/** A new project with the permission to log it, and its first step. */
export interface NewProject {
  id: string;
  permit: Permit<"projects.log">;
  input: ProjectInput;
  first: FirstStep;
  origin: ProjectOrigin;
}

/** As many projects as one statement stores: what it is told is written in some milliseconds, and others are answered in between. */
const PROJECTS_A_STATEMENT = 100;

/** Stores new projects, their parts and their first steps, in statements that write the projects' own rows first. */
export async function insertProjects(tx: Tx, projects: readonly NewProject[]): Promise<void> {
  for (let from = 0; from < projects.length; from += PROJECTS_A_STATEMENT) await insertPiece(tx, projects.slice(from, from + PROJECTS_A_STATEMENT));
}

async function insertPiece(tx: Tx, projects: readonly NewProject[]): Promise<void> {
  const rows = projects.map(({ id, permit, input, origin }) => {
    requirePermitFor(permit, id);
    return { id: ["uuid", id], ...columnsOf(input), is_demonstration: ["boolean", origin.isDemonstration], certainty: ['"Certainty"', origin.certainty], created_by_id: ["uuid", permit.actor.personId] } as const;
  });
  const [types = []] = rows.map((row) => Object.entries(row).map(([name, [type]]) => ({ name, type })));
  const own = JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, [, value]]) => [name, value]))));
  const units = JSON.stringify(projects.flatMap(({ id, input }) => input.participatingUnitIds.map((unit) => ({ project: id, unit }))));
  const steps = JSON.stringify(projects.map(({ id, first }) => ({ project: id, ...first })));
  const names = types.map(({ name }) => name).join(", ");
  await clientOf(tx).$executeRaw`
    WITH logged AS (INSERT INTO project (${Prisma.raw(names)}) SELECT ${Prisma.raw(names)} FROM jsonb_to_recordset(${own}::jsonb) AS p(${Prisma.raw(types.map(({ name, type }) => `${name} ${type}`).join(", "))}) RETURNING id),
    funded AS (INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, hours_hundredths, hourly_rate_minor, payer_unit_id, is_paid_centrally)
      SELECT logged.id, ${LINE} FROM logged JOIN ${fundingRows(projects)} ON w.project = logged.id),
    partnered AS (INSERT INTO project_partner (project_id, position, name, town, country, is_lead, partner_id)
      SELECT logged.id, w.position, w.name, w.town, w.country, w."isLead", ${knownPartner} FROM logged JOIN ${partnerRows(projects)} ON w.project = logged.id),
    joined AS (INSERT INTO project_unit (project_id, unit_id) SELECT logged.id, w.unit FROM logged JOIN jsonb_to_recordset(${units}::jsonb) AS w(project uuid, unit uuid) ON w.project = logged.id)
    INSERT INTO status_change (project_id, to_status, changed_on) SELECT logged.id, w."to", w."on" FROM logged JOIN jsonb_to_recordset(${steps}::jsonb) AS w(project uuid, "to" "ProjectStatus", "on" date) ON w.project = logged.id`;
}

/** Stores a changed project: its row first, then the parts that differ. False when the version is no longer the stored one. */
export async function updateProject(tx: Tx, permit: Permit<"projects.edit">, id: string, version: number, input: ProjectInput, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const assignments = Object.entries(columnsOf(input)).map(([column, [type, value]]) => Prisma.sql`${Prisma.raw(column)} = ${value}::${Prisma.raw(type)}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE project SET ${Prisma.join(assignments)}, version = version + 1, updated_at = ${now} WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) return false;
  await writeParts(tx, id, input);
  return true;
}

/** Who pays a line: an own part's own unit unless another is chosen, so that a project that moves takes its own part with it; nobody of ours where others pay, or where it is paid centrally (V19). */
function payerOf({ kind, payer }: ProjectInput["funding"][number], unitId: string): { payer: string | null; central: boolean } {
  if (!OWN_KINDS.includes(kind)) return { payer: null, central: false };
  return payer === CENTRAL ? { payer: null, central: true } : { payer: payer ?? unitId, central: false };
}

/** What makes a line what it is: two that are alike in all of it are copies of each other. */
const LINE = Prisma.raw("kind, funder, year, amount, hours, rate, payer, central");

/** What is stated about some projects. */
type Statements = readonly { id: string; input: ProjectInput }[];

const fundingRows = (projects: Statements) => {
  const lines = JSON.stringify(projects.flatMap(({ id, input: { funding, unitId } }) => funding.map((line) => ({ project: id, kind: line.kind, funder: line.funder, year: line.year, amount: line.amountMinor.toString(), hours: line.work?.hoursHundredths ?? null, rate: line.work?.hourlyRateMinor.toString() ?? null, ...payerOf(line, unitId) }))));
  return Prisma.sql`jsonb_to_recordset(${lines}::jsonb) AS w(project uuid, kind "FundingKind", funder text, year smallint, amount bigint, hours int, rate bigint, payer uuid, central boolean)`;
};

const partnerRows = (projects: Statements) => {
  const partners = JSON.stringify(projects.flatMap(({ id, input }) => input.partners.map((partner, position) => ({ project: id, ...partner, position, folded: foldName(partner.name) }))));
  return Prisma.sql`jsonb_to_recordset(${partners}::jsonb) AS w(project uuid, name text, town text, country char(2), "isLead" boolean, position smallint, folded text)`;
};

/** The partner of the register that a row names, of the same country: the one written just so, or else the only one that has such a name when spelling is left aside. */
const standing = Prisma.sql`k.country = w.country AND k.archived_at IS NULL AND k.merged_into_id IS NULL`;
const knownPartner = Prisma.sql`coalesce(
  (SELECT k.id FROM partner k WHERE k.name = w.name AND ${standing} ORDER BY k.id LIMIT 1),
  (SELECT (array_agg(k.id))[1] FROM (SELECT c.id FROM partner c WHERE c.folded_name = w.folded UNION SELECT n.partner_id FROM partner_name n WHERE n.folded_name = w.folded AND n.removed_at IS NULL) called
    JOIN partner k ON k.id = called.id WHERE ${standing} HAVING count(*) = 1))`;

/** Brings the project's parts to what the input says: unchanged rows stay as they are, others are added or marked as removed. */
async function writeParts(tx: Tx, id: string, input: ProjectInput): Promise<void> {
  const client = clientOf(tx);
  await client.$executeRaw`
    WITH h AS (
      SELECT id, ${LINE}, row_number() OVER (PARTITION BY ${LINE} ORDER BY id) AS copy
      FROM (SELECT id, kind, funder, year, amount_minor AS amount, hours_hundredths AS hours, hourly_rate_minor AS rate, payer_unit_id AS payer, is_paid_centrally AS central FROM funding_line WHERE project_id = ${id}::uuid AND removed_at IS NULL) AS stored),
    w AS (SELECT ${LINE}, row_number() OVER (PARTITION BY ${LINE}) AS copy FROM ${fundingRows([{ id, input }])}),
    gone AS (UPDATE funding_line SET removed_at = now(), version = version + 1
      WHERE id IN (SELECT id FROM h WHERE NOT EXISTS (SELECT 1 FROM w WHERE to_jsonb(w) = to_jsonb(h) - 'id')))
    INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, hours_hundredths, hourly_rate_minor, payer_unit_id, is_paid_centrally)
    SELECT ${id}::uuid, ${LINE} FROM w WHERE NOT EXISTS (SELECT 1 FROM h WHERE to_jsonb(w) = to_jsonb(h) - 'id')`;
  const samePartner = Prisma.sql`w.name = h.name AND w.town IS NOT DISTINCT FROM h.town AND w.country IS NOT DISTINCT FROM h.country AND w."isLead" = h.is_lead AND w.position = h.position`;
  await client.$executeRaw`
    WITH h AS (SELECT * FROM project_partner WHERE project_id = ${id}::uuid AND removed_at IS NULL),
    w AS (SELECT * FROM ${partnerRows([{ id, input }])}),
    gone AS (UPDATE project_partner SET removed_at = now(), version = version + 1 WHERE id IN (SELECT h.id FROM h WHERE NOT EXISTS (SELECT 1 FROM w WHERE ${samePartner})))
    INSERT INTO project_partner (project_id, position, name, town, country, is_lead, partner_id)
    SELECT ${id}::uuid, w.position, w.name, w.town, w.country, w."isLead",
      coalesce((SELECT h.partner_id FROM h WHERE h.name = w.name AND h.country IS NOT DISTINCT FROM w.country AND h.partner_id IS NOT NULL LIMIT 1), ${knownPartner})
    FROM w WHERE NOT EXISTS (SELECT 1 FROM h WHERE ${samePartner})`;
  await client.$executeRaw`
    WITH h AS (SELECT * FROM project_unit WHERE project_id = ${id}::uuid AND removed_at IS NULL),
    gone AS (UPDATE project_unit SET removed_at = now(), version = version + 1 WHERE id IN (SELECT h.id FROM h WHERE h.unit_id <> ALL (${input.participatingUnitIds}::uuid[])))
    INSERT INTO project_unit (project_id, unit_id)
    SELECT ${id}::uuid, w.unit_id FROM unnest(${input.participatingUnitIds}::uuid[]) AS w(unit_id) WHERE NOT EXISTS (SELECT 1 FROM h WHERE h.unit_id = w.unit_id)`;
}

/** Takes a project out of the register, or back. False when the version is no longer the stored one. */
export async function updateArchived(tx: Tx, permit: Permit<"projects.archive">, id: string, version: number, archivedAt: Date | null): Promise<boolean> {
  requirePermitFor(permit, id);
  return (await clientOf(tx).$executeRaw`UPDATE project SET archived_at = ${archivedAt}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`) > 0;
}

/** Reads a person who is about to be named, held so that nobody archives them meanwhile; null when there is none. */
export async function lockCandidate(tx: Tx, personId: string): Promise<{ isArchived: boolean } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ isArchived: boolean }[]>`SELECT archived_at IS NOT NULL AS "isArchived" FROM person WHERE id = ${personId}::uuid FOR SHARE`;
  return row ?? null;
}

/** Names a person in a project; naming the same person again changes nothing. Returns whether it was new. */
export async function insertMember(tx: Tx, permit: Permit<"projects.nameMember">, id: string, personId: string): Promise<boolean> {
  requirePermitFor(permit, id);
  return (
    (await clientOf(tx).$executeRaw`
      INSERT INTO project_member (project_id, person_id) VALUES (${id}::uuid, ${personId}::uuid) ON CONFLICT DO NOTHING`) > 0
  );
}

/** Ends a person's membership. Returns whether there was one. */
export async function removeMember(tx: Tx, permit: Permit<"projects.nameMember">, id: string, personId: string): Promise<boolean> {
  requirePermitFor(permit, id);
  return (await clientOf(tx).$executeRaw`UPDATE project_member SET removed_at = now(), version = version + 1 WHERE project_id = ${id}::uuid AND person_id = ${personId}::uuid AND removed_at IS NULL`) > 0;
}

/** Stores facts with their sources about fields of projects. */
export async function insertFacts(tx: Tx, about: readonly { permit: Permit<"projects.log">; id: string; facts: StoredProject["facts"] }[]): Promise<void> {
  const facts = about.flatMap(({ permit, id, facts: own }) => {
    requirePermitFor(permit, id);
    return own.map((fact) => ({ owner: id, ...fact }));
  });
  if (facts.length === 0) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty)
    SELECT 'project', x.owner, x.field, x.value, x.source, x.certainty
    FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS x(owner uuid, field text, value text, source text, certainty "Certainty")`;
}
