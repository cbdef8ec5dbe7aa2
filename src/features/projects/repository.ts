import "server-only";
import { Prisma } from "@db/client";
import type { ApproximateDate, DatePrecision, PlainDate } from "@/domain/plain-date";
import type { Currency } from "@/domain/money";
import { foldName } from "@/lib/folded-names";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { describeActs, historyOf, type HistoryEntry, type HistoryOptions, type StoredAct } from "@/server/history";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { ProjectThing } from "./policy";
import type { ReportedProject } from "./report";
import { GIVES_BASIS } from "@/features/decisions/rules";
import { AWAITING_STATUSES, CARRYING_OUT, DECIDED_STATUSES, DECIDING_MATTERS, REPORTED, searchTextOf, sumFunding, type ProjectMatter } from "./rules";
import { PAGE_SIZE, type Certainty, type FundingKind, type ProjectFilter, type ProjectInput, type ProjectRole, type ProjectStatus, DOCUMENTABLE, type Documentable, STATABLE, type Statable, type Trait } from "./schema";

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
  /** The priorities and profile areas that it follows, by title. */
  priorities: { id: string; title: string }[];
  /** Of each partner the one of the register that it is, in the same order; null for one that is linked to none. */
  partnerIds: (string | null)[];
  members: { id: string; personId: string; name: string }[];
  statusChanges: { from: ProjectStatus | null; to: ProjectStatus; on: PlainDate; note: string | null }[];
  facts: { field: string; value: string; source: string; certainty: Certainty }[];
  externalFundingOre: bigint | null;
  ownFundingOre: bigint | null;
  isDemonstration: boolean;
  certainty: Certainty;
}

export interface ProjectRow {
  id: string;
  title: string;
  programme: string | null;
  programmeEn: string | null;
  caseNumber: string | null;
  unit: string;
  status: ProjectStatus;
  endsOn: PlainDate | null;
  endPrecision: DatePrecision | null;
  externalOre: bigint | null;
  ownOre: bigint | null;
  youth: boolean;
  isConfidential: boolean;
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

/** A body's name today, or its last one when it has ended. */
const nameToday = (bodyId: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`
  coalesce(${nameOn(bodyId, day)}, (SELECT n.name FROM body_name n WHERE n.body_id = ${bodyId} ORDER BY n.valid_to DESC NULLS FIRST LIMIT 1))`;

/** The first council, board or committee above a body on a day: a unit may lie under another one, as a company under its parent company. */
const politicalBodyOver = (bodyId: Prisma.Sql, day: Prisma.Sql) => Prisma.sql`
  (WITH RECURSIVE above AS (
    SELECT b.id, b.kind, 1 AS depth FROM body_placement l JOIN body b ON b.id = l.parent_id
    WHERE l.body_id = ${bodyId} AND daterange(l.valid_from, l.valid_to, '[]') @> ${day}
    UNION
    SELECT b.id, b.kind, a.depth + 1 FROM above a JOIN body_placement l ON l.body_id = a.id AND daterange(l.valid_from, l.valid_to, '[]') @> ${day} JOIN body b ON b.id = l.parent_id
    WHERE a.kind NOT IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE') AND a.depth < 20)
  SELECT ${nameToday(Prisma.sql`a.id`, day)} FROM above a WHERE a.kind IN ('COUNCIL', 'EXECUTIVE_BOARD', 'COMMITTEE') ORDER BY a.depth LIMIT 1)`;

/** The project of a row `p`, with all that belongs to it, as one JSON value. */
const wholeProject = (day: Prisma.Sql) => Prisma.sql`
    jsonb_build_object(
      'row', to_jsonb(p) - 'search_text',
      'unitName', ${nameToday(Prisma.sql`p.unit_id`, day)},
      'unitNameThen', ${nameOn(Prisma.sql`p.unit_id`, Prisma.sql`coalesce(p.starts_on, (p.created_at AT TIME ZONE 'Europe/Stockholm')::date)`)},
      'politicalBody', ${politicalBodyOver(Prisma.sql`p.unit_id`, day)},
      'workplaceName', CASE WHEN p.workplace_id IS NULL THEN NULL ELSE ${nameToday(Prisma.sql`p.workplace_id`, day)} END,
      'units', (SELECT jsonb_agg(jsonb_build_object('id', u.unit_id, 'name', ${nameToday(Prisma.sql`u.unit_id`, day)}) ORDER BY u.id) FROM project_unit u WHERE u.project_id = p.id AND u.removed_at IS NULL),
      'programme', (SELECT jsonb_build_object('code', g.code, 'nameSv', g.name_sv, 'nameEn', g.name_en, 'period', g.period, 'maxRatePercent', g.max_rate_percent) FROM programme g WHERE g.id = p.programme_id),
      'funding', (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'funder', f.funder, 'year', f.year, 'amount', f.amount_minor::text) ORDER BY f.kind, f.funder, f.year NULLS FIRST, f.id) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL),
      'partners', (SELECT jsonb_agg(jsonb_build_object('name', t.name, 'town', t.town, 'country', t.country, 'isLead', t.is_lead) ORDER BY t.position, t.id) FROM project_partner t WHERE t.project_id = p.id AND t.removed_at IS NULL),
      'partnerIds', (SELECT jsonb_agg(t.partner_id ORDER BY t.position, t.id) FROM project_partner t WHERE t.project_id = p.id AND t.removed_at IS NULL),
      'members', (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'personId', m.person_id, 'name', d.name) ORDER BY d.name) FROM project_member m JOIN person_details d ON d.person_id = m.person_id WHERE m.project_id = p.id AND m.removed_at IS NULL),
      'statusChanges', (SELECT jsonb_agg(jsonb_build_object('from', s.from_status, 'to', s.to_status, 'on', s.changed_on, 'note', s.note) ORDER BY s.changed_on, s.created_at) FROM status_change s WHERE s.project_id = p.id),
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
export async function findProjectWithHistory(handle: Read, id: string, today: PlainDate, acts: HistoryOptions): Promise<{ project: StoredProject; history: HistoryEntry[] } | null> {
  const [row] = await queryRows<{ project: StoredJson; acts: StoredAct[] | null }>(handle, Prisma.sql`
    SELECT ${wholeProject(Prisma.sql`${today}::date`)} AS project, ${historyOf(id, acts)} AS acts FROM project p WHERE p.id = ${id}::uuid`);
  return row === undefined ? null : { project: readStored(row.project), history: describeActs(row.acts) };
}

interface StoredJson {
  row: Record<string, string | number | boolean | string[] | null>;
  unitName: string | null;
  unitNameThen: string | null;
  politicalBody: string | null;
  workplaceName: string | null;
  units: { id: string; name: string }[] | null;
  programme: StoredProject["programme"];
  funding: { kind: FundingKind; funder: string | null; year: number | null; amount: string }[] | null;
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
    funding: (stored.funding ?? []).map((line) => ({ kind: line.kind, funder: line.funder, year: line.year, amountMinor: BigInt(line.amount) })),
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

/** The project's own columns. */
function columnsOf(input: ProjectInput): Record<string, Prisma.Sql> {
  const sums = sumFunding(input);
  const date = (value: PlainDate | null | undefined) => Prisma.sql`${value ?? null}::date`;
  return {
    unit_id: Prisma.sql`${input.unitId}::uuid`,
    workplace_id: Prisma.sql`${input.workplaceId}::uuid`,
    title: Prisma.sql`${input.title}`,
    acronym: Prisma.sql`${input.acronym}`,
    summary: Prisma.sql`${input.summary}`,
    type_code: Prisma.sql`${input.typeCode}`,
    is_international: Prisma.sql`${input.isInternational}`,
    is_externally_funded: Prisma.sql`${input.isExternallyFunded}`,
    role: Prisma.sql`${input.role}::"ProjectRole"`,
    programme_id: Prisma.sql`${input.programmeId}::uuid`,
    programme_project_id: Prisma.sql`${input.programmeProjectId}`,
    status: Prisma.sql`${input.status}::"ProjectStatus"`,
    starts_on: date(input.starts?.on),
    start_precision: Prisma.sql`${input.starts?.precision ?? null}::"DatePrecision"`,
    ends_on: date(input.ends?.on),
    end_precision: Prisma.sql`${input.ends?.precision ?? null}::"DatePrecision"`,
    currency: Prisma.sql`${input.currency}`,
    sek_per_unit: Prisma.sql`${input.rateMillionths?.toString() ?? null}::numeric / 1000000`,
    rate_on: date(input.rateOn),
    rate_source: Prisma.sql`${input.rateSource}`,
    total_budget_minor: Prisma.sql`${input.totalBudgetMinor}::bigint`,
    funding_is_partial: Prisma.sql`${input.fundingIsPartial}`,
    external_funding_ore: Prisma.sql`${sums.externalOre}::bigint`,
    own_funding_ore: Prisma.sql`${sums.ownOre}::bigint`,
    municipal_goals: Prisma.sql`${input.municipalGoals}::text[]`,
    unit_goal: Prisma.sql`${input.unitGoal}`,
    no_goal_reason: Prisma.sql`${input.noGoalReason}`,
    area_code: Prisma.sql`${input.areaCode}`,
    priority_ids: Prisma.sql`${input.priorityIds}::uuid[]`,
    no_priority_reason: Prisma.sql`${input.noPriorityReason}`,
    purposes: Prisma.sql`${input.purposes}::text[]`,
    beneficiaries: Prisma.sql`${input.beneficiaries}::text[]`,
    benefit: Prisma.sql`${input.benefit}`,
    reaches_children_and_youth: Prisma.sql`${input.reachesChildrenAndYouth}`,
    children_and_youth_count: Prisma.sql`${input.childrenAndYouthCount}::int`,
    case_number: Prisma.sql`${input.caseNumber}`,
    funder_case_number: Prisma.sql`${input.funderCaseNumber}`,
    economist_contacted: Prisma.sql`${input.economistContacted}::boolean`,
    accounting_code: Prisma.sql`${input.accountingCode}`,
    is_confidential: Prisma.sql`${input.isConfidential}`,
    confidentiality_provision: Prisma.sql`${input.confidentialityProvision}`,
    confidentiality_on: date(input.confidentialityOn),
    confidentiality_by: Prisma.sql`${input.confidentialityBy}`,
    search_text: Prisma.sql`${searchTextOf(input)}`,
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

/** Stores a new project, its parts and its first step, in one statement that writes the project's own row first. */
export async function insertProject(tx: Tx, permit: Permit<"projects.log">, id: string, input: ProjectInput, first: FirstStep, origin: ProjectOrigin): Promise<void> {
  requirePermitFor(permit, id);
  const columns = { id: Prisma.sql`${id}::uuid`, ...columnsOf(input), is_demonstration: Prisma.sql`${origin.isDemonstration}`, certainty: Prisma.sql`${origin.certainty}::"Certainty"`, created_by_id: Prisma.sql`${permit.actor.personId}::uuid` };
  await clientOf(tx).$executeRaw`
    WITH logged AS (INSERT INTO project (${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${Prisma.join(Object.values(columns))}) RETURNING id),
    funded AS (INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, payer_unit_id)
      SELECT logged.id, w.kind, w.funder, w.year, w.amount, ${payerOf(input)} FROM logged, ${fundingRows(input)}),
    partnered AS (INSERT INTO project_partner (project_id, position, name, town, country, is_lead, partner_id)
      SELECT logged.id, w.position, w.name, w.town, w.country, w."isLead", ${knownPartner} FROM logged, ${partnerRows(input)}),
    joined AS (INSERT INTO project_unit (project_id, unit_id) SELECT logged.id, w.unit_id FROM logged, unnest(${input.participatingUnitIds}::uuid[]) AS w(unit_id))
    INSERT INTO status_change (project_id, to_status, changed_on) SELECT logged.id, ${first.to}::"ProjectStatus", ${first.on}::date FROM logged`;
}

/** Stores a changed project: its row first, then the parts that differ. False when the version is no longer the stored one. */
export async function updateProject(tx: Tx, permit: Permit<"projects.edit">, id: string, version: number, input: ProjectInput, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const assignments = Object.entries(columnsOf(input)).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE project SET ${Prisma.join(assignments)}, version = version + 1, updated_at = ${now} WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) return false;
  await writeParts(tx, id, input);
  return true;
}

const fundingRows = (input: ProjectInput) => {
  const lines = JSON.stringify(input.funding.map((line) => ({ kind: line.kind, funder: line.funder, year: line.year, amount: line.amountMinor.toString() })));
  return Prisma.sql`jsonb_to_recordset(${lines}::jsonb) AS w(kind "FundingKind", funder text, year smallint, amount bigint)`;
};

const partnerRows = (input: ProjectInput) => {
  const partners = JSON.stringify(input.partners.map((partner, position) => ({ ...partner, position, folded: foldName(partner.name) })));
  return Prisma.sql`jsonb_to_recordset(${partners}::jsonb) AS w(name text, town text, country char(2), "isLead" boolean, position smallint, folded text)`;
};

/** The partner of the register that a row names, of the same country: the one written just so, or else the only one that has such a name when spelling is left aside. */
const standing = Prisma.sql`k.country = w.country AND k.archived_at IS NULL AND k.merged_into_id IS NULL`;
const knownPartner = Prisma.sql`coalesce(
  (SELECT k.id FROM partner k WHERE k.name = w.name AND ${standing} ORDER BY k.id LIMIT 1),
  (SELECT (array_agg(k.id))[1] FROM partner k WHERE ${standing} AND (k.folded_name = w.folded OR EXISTS (SELECT 1 FROM partner_name n WHERE n.partner_id = k.id AND n.removed_at IS NULL AND n.folded_name = w.folded)) HAVING count(*) = 1))`;

/** Own money is the answering unit's to pay, so a project that moves takes its own part with it. */
const payerOf = (input: ProjectInput) => Prisma.sql`CASE WHEN w.kind IN ('OWN_CASH', 'OWN_IN_KIND') THEN ${input.unitId}::uuid END`;

/** Brings the project's parts to what the input says: unchanged rows stay as they are, others are added or marked as removed. */
async function writeParts(tx: Tx, id: string, input: ProjectInput): Promise<void> {
  const client = clientOf(tx);
  const wantedFunding = Prisma.sql`(SELECT *, row_number() OVER (PARTITION BY kind, funder, year, amount) AS copy FROM ${fundingRows(input)})`;
  const payer = payerOf(input);
  const sameFunding = Prisma.sql`h.payer IS NOT DISTINCT FROM ${payer} AND w.kind = h.kind AND w.funder IS NOT DISTINCT FROM h.funder AND w.year IS NOT DISTINCT FROM h.year AND w.amount = h.amount AND w.copy = h.copy`;
  const storedFunding = Prisma.sql`(SELECT id, kind, funder, year, amount_minor AS amount, payer_unit_id AS payer, row_number() OVER (PARTITION BY kind, funder, year, amount_minor ORDER BY id) AS copy FROM funding_line WHERE project_id = ${id}::uuid AND removed_at IS NULL)`;
  await client.$executeRaw`
    WITH h AS ${storedFunding}, w AS ${wantedFunding},
    gone AS (UPDATE funding_line SET removed_at = now(), version = version + 1 WHERE id IN (SELECT h.id FROM h WHERE NOT EXISTS (SELECT 1 FROM w WHERE ${sameFunding})))
    INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, payer_unit_id)
    SELECT ${id}::uuid, w.kind, w.funder, w.year, w.amount, ${payer}
    FROM w WHERE NOT EXISTS (SELECT 1 FROM h WHERE ${sameFunding})`;
  const samePartner = Prisma.sql`w.name = h.name AND w.town IS NOT DISTINCT FROM h.town AND w.country IS NOT DISTINCT FROM h.country AND w."isLead" = h.is_lead AND w.position = h.position`;
  await client.$executeRaw`
    WITH h AS (SELECT * FROM project_partner WHERE project_id = ${id}::uuid AND removed_at IS NULL),
    w AS (SELECT * FROM ${partnerRows(input)}),
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

/** Records a dated step and sets the status. False when the version is no longer the stored one. */
export async function updateStatus(tx: Tx, permit: Permit<"projects.changeStatus">, id: string, version: number, step: { from: ProjectStatus; to: ProjectStatus; on: PlainDate; note: string | null }, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE project SET status = ${step.to}::"ProjectStatus", version = version + 1, updated_at = ${now} WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) return false;
  await clientOf(tx).$executeRaw`
    INSERT INTO status_change (project_id, from_status, to_status, changed_on, note)
    VALUES (${id}::uuid, ${step.from}::"ProjectStatus", ${step.to}::"ProjectStatus", ${step.on}::date, ${step.note})`;
  return true;
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

/** Stores facts with their sources about a project's fields. */
export async function insertFacts(tx: Tx, permit: Permit<"projects.log">, id: string, facts: StoredProject["facts"]): Promise<void> {
  requirePermitFor(permit, id);
  if (facts.length === 0) return;
  await clientOf(tx).$executeRaw`
    INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty)
    SELECT 'project', ${id}::uuid, x.field, x.value, x.source, x.certainty
    FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) AS x(field text, value text, source text, certainty "Certainty")`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** What the scope lets through of the register. */
function visible(scope: Scope<"projects">): Prisma.Sql[] {
  const inRegister = Prisma.sql`p.archived_at IS NULL`;
  if (scope.all) return [inRegister];
  return [
    inRegister,
    Prisma.sql`(NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[])
      OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`,
  ];
}

/** What projects' partners are looked for by: the register's partners, names and towns in small letters, or a whole country. */
export interface PartnerWish {
  partnerIds: readonly string[];
  names: readonly string[];
  country: string | null;
}

/** A project that someone is a partner in. */
export interface PartneredProject {
  id: string;
  title: string;
  status: ProjectStatus;
  unitId: string;
  unit: string;
  /** The partners that were looked for, as the project names them. */
  partners: string[];
}

/** Reads the projects that have such a partner, those that ended last first, at most so many, with how many there are. */
export async function selectPartnered(handle: Read, scope: Scope<"projects">, wish: PartnerWish, most: number, today: PlainDate): Promise<{ rows: PartneredProject[]; total: number }> {
  const rows = await queryRows<PartneredProject & { total: number }>(handle, Prisma.sql`
    WITH found AS (
      SELECT t.project_id, array_agg(DISTINCT t.name) AS partners FROM project_partner t WHERE t.removed_at IS NULL AND (
        t.partner_id = ANY (${[...wish.partnerIds]}::uuid[]) OR lower(t.name) = ANY (${[...wish.names]}::text[]) OR lower(t.town) = ANY (${[...wish.names]}::text[]) OR t.country = ${wish.country}::char(2))
      GROUP BY t.project_id)
    SELECT p.id, p.title, p.status::text AS status, p.unit_id AS "unitId", ${nameToday(Prisma.sql`p.unit_id`, Prisma.sql`${today}::date`)} AS unit, f.partners, (count(*) OVER ())::int AS total
    FROM found f JOIN project p ON p.id = f.project_id WHERE ${Prisma.join(visible(scope), " AND ")} ORDER BY p.ends_on DESC NULLS LAST, p.title, p.id LIMIT ${most}::int`);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** What projects' places are looked for by. */
export interface PlaceWish {
  unitId: string | null;
  country: string | null;
}

/** A place where a project has a partner, or several. */
export interface ProjectPlace {
  id: string;
  name: string;
  place: string;
  town: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  unitId: string;
  unit: string;
}

/** Reads where projects have partners, each place of a project once: a partner of the register lies where that says, as the one that it is today. */
export async function selectPlaces(handle: Read, scope: Scope<"projects">, wish: PlaceWish, today: PlainDate): Promise<ProjectPlace[]> {
  const conditions = [...visible(scope), Prisma.sql`t.removed_at IS NULL`];
  if (wish.unitId !== null) conditions.push(Prisma.sql`p.unit_id = ${wish.unitId}::uuid`);
  if (wish.country !== null) conditions.push(Prisma.sql`coalesce(k.country, t.country) = ${wish.country}`);
  return queryRows<ProjectPlace>(handle, Prisma.sql`
    SELECT p.id, p.title AS name, string_agg(DISTINCT coalesce(k.name, t.name), ', ') AS place, coalesce(k.place, t.town) AS town, coalesce(k.country, t.country) AS country,
      k.latitude::float8 AS latitude, k.longitude::float8 AS longitude, p.unit_id AS "unitId", ${nameToday(Prisma.sql`p.unit_id`, Prisma.sql`${today}::date`)} AS unit
    FROM project p JOIN project_partner t ON t.project_id = p.id LEFT JOIN LATERAL (
      WITH RECURSIVE today AS (SELECT o.id, o.merged_into_id FROM partner o WHERE o.id = t.partner_id UNION ALL SELECT m.id, m.merged_into_id FROM partner m JOIN today ON m.id = today.merged_into_id)
      SELECT q.name, coalesce(q.place, CASE WHEN q.kind = 'TOWN' THEN q.name END) AS place, q.country, q.latitude, q.longitude FROM today JOIN partner q ON q.id = today.id WHERE today.merged_into_id IS NULL) k ON true
    WHERE ${Prisma.join(conditions, " AND ")} GROUP BY p.id, 4, 5, k.latitude, k.longitude ORDER BY p.title, p.id, 3 LIMIT 20000`);
}

// EXISTS, and not IN: where a list is asked for what lacks something, a set of all ids that outgrows the working memory is gone through for every row.
const hasDecision = Prisma.sql`EXISTS (SELECT 1 FROM decision d WHERE d.subject_id = p.id AND d.archived_at IS NULL AND d.matter = ANY (${[...DECIDING_MATTERS]}::"MatterKind"[]) AND d.verdict = ANY (${[...GIVES_BASIS]}::"DecisionVerdict"[]))`;
const hasStatus = (statuses: readonly ProjectStatus[]) => Prisma.sql`p.status = ANY (${[...statuses]}::"ProjectStatus"[])`;
const isCarriedOut = hasStatus(CARRYING_OUT);

/** Of which projects each thing is asked, for those that are not asked of all. */
const isAsked: Readonly<Record<Documentable, Prisma.Sql>> = {
  caseNumber: isCarriedOut,
  period: isCarriedOut,
  budget: isCarriedOut,
  benefit: isCarriedOut,
  finalReport: Prisma.sql`${isCarriedOut} AND p.ends_on < (now() AT TIME ZONE 'Europe/Stockholm')::date`,
  decision: Prisma.sql`p.is_externally_funded AND ${hasStatus(DECIDED_STATUSES)}`,
  financing: Prisma.sql`p.is_externally_funded AND ${isCarriedOut}`,
};

/** What it takes to have each thing. */
const isStated: Readonly<Record<Trait, Prisma.Sql>> = {
  caseNumber: Prisma.sql`p.case_number IS NOT NULL`,
  period: Prisma.sql`p.starts_on IS NOT NULL AND p.ends_on IS NOT NULL`,
  budget: Prisma.sql`p.total_budget_minor IS NOT NULL`,
  benefit: Prisma.sql`p.benefit IS NOT NULL`,
  finalReport: hasStatus(REPORTED),
  decision: hasDecision,
  financing: Prisma.sql`EXISTS (SELECT 1 FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL)`,
  municipalGoal: Prisma.sql`p.municipal_goals <> '{}'`,
  unitGoal: Prisma.sql`p.unit_goal IS NOT NULL`,
  childrenAndYouth: Prisma.sql`p.reaches_children_and_youth IS NOT NULL`,
  area: Prisma.sql`p.area_code IS NOT NULL`,
  priority: Prisma.sql`(p.priority_ids <> '{}' OR p.no_priority_reason IS NOT NULL)`,
  payingUnit: Prisma.sql`EXISTS (SELECT 1 FROM funding_line f WHERE f.project_id = p.id AND f.payer_unit_id IS NOT NULL AND f.removed_at IS NULL)`,
};

function conditionsOf(scope: Scope<"projects">, filter: ProjectFilter): Prisma.Sql {
  const conditions = visible(scope);
  if (filter.unitId !== null) {
    // A unit that others have been merged into, step by step, answers for what they logged as well.
    conditions.push(Prisma.sql`p.unit_id = ANY (ARRAY(
      WITH RECURSIVE same AS (SELECT ${filter.unitId}::uuid AS id UNION SELECT b.id FROM body b JOIN same ON b.merged_into_id = same.id) SELECT id FROM same))`);
  }
  if (filter.status !== null) conditions.push(Prisma.sql`p.status = ${filter.status}::"ProjectStatus"`);
  if (filter.programmeId !== null) conditions.push(Prisma.sql`p.programme_id = ${filter.programmeId}::uuid`);
  if (filter.priorityId !== null) conditions.push(Prisma.sql`p.priority_ids <> '{}' AND p.priority_ids @> ARRAY[${filter.priorityId}::uuid]`);
  if (filter.year !== null) {
    const [first, last] = [`${String(filter.year)}-01-01`, `${String(filter.year)}-12-31`];
    conditions.push(Prisma.sql`(p.starts_on IS NOT NULL OR p.ends_on IS NOT NULL) AND coalesce(p.starts_on, p.ends_on) <= ${last}::date AND coalesce(p.ends_on, p.starts_on) >= ${first}::date`);
  }
  if (filter.begunBy !== null) conditions.push(Prisma.sql`coalesce(p.starts_on, p.ends_on) <= ${filter.begunBy}::date`);
  for (const trait of [filter.states, filter.lacks]) {
    if (trait === null) continue;
    if (trait in isAsked) conditions.push(isAsked[trait as Documentable]);
    conditions.push(trait === filter.states ? Prisma.sql`(${isStated[trait]})` : Prisma.sql`NOT (${isStated[trait]})`);
  }
  if (filter.youth) conditions.push(Prisma.sql`p.reaches_children_and_youth`);
  if (filter.open) conditions.push(Prisma.sql`NOT p.is_confidential`);
  for (const word of filter.q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`p.search_text ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

function orderOf(filter: ProjectFilter, youthFirst: boolean): Prisma.Sql {
  const direction = Prisma.raw(filter.descending ? "DESC NULLS LAST" : "ASC NULLS LAST");
  const column = {
    title: Prisma.sql`p.title`,
    unit: Prisma.sql`unit`,
    status: Prisma.sql`p.status`,
    ends: Prisma.sql`p.ends_on`,
    external: Prisma.sql`p.external_funding_ore`,
    own: Prisma.sql`p.own_funding_ore`,
  }[filter.sort];
  return Prisma.sql`${youthFirst ? Prisma.sql`p.reaches_children_and_youth DESC, ` : Prisma.empty}${column} ${direction}, p.id`;
}

const listColumns = (today: PlainDate) => Prisma.sql`
  p.id, p.title, p.case_number AS "caseNumber", p.status, p.ends_on::text AS "endsOn", p.end_precision AS "endPrecision",
  p.external_funding_ore AS "externalOre", p.own_funding_ore AS "ownOre", p.reaches_children_and_youth AS youth, p.is_confidential AS "isConfidential",
  g.name_sv AS programme, g.name_en AS "programmeEn",
  (SELECT coalesce(n.short_name, n.name) FROM body_name n WHERE n.body_id = p.unit_id
    ORDER BY (n.valid_from IS NULL OR n.valid_from <= ${today}::date) AND (n.valid_to IS NULL OR n.valid_to >= ${today}::date) DESC, n.valid_to DESC NULLS FIRST LIMIT 1) COLLATE "sv-SE-x-icu" AS unit`;

/** Reads one page of the register and how many there are in all. */
export async function selectProjects(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, youthFirst: boolean, today: PlainDate): Promise<{ rows: ProjectRow[]; total: number }> {
  const where = conditionsOf(scope, filter);
  const offset = (filter.page - 1) * PAGE_SIZE;
  // Free text, a unit or a programme keeps few rows: found first and sorted after, or the planner walks the whole order looking for them.
  const isNarrow = filter.q !== "" || filter.unitId !== null || filter.programmeId !== null;
  const source = isNarrow ? Prisma.sql`m p` : Prisma.sql`project p`;
  const rows = await queryRows<ProjectRow & { total: bigint }>(handle, Prisma.sql`
    ${isNarrow ? Prisma.sql`WITH m AS MATERIALIZED (SELECT * FROM project p WHERE ${where})` : Prisma.empty}
    SELECT ${listColumns(today)}, (SELECT count(*) FROM ${source} ${isNarrow ? Prisma.empty : Prisma.sql`WHERE ${where}`}) AS total
    FROM ${source} LEFT JOIN programme g ON g.id = p.programme_id
    ${isNarrow ? Prisma.empty : Prisma.sql`WHERE ${where}`}
    ORDER BY ${orderOf(filter, youthFirst)} LIMIT ${PAGE_SIZE} OFFSET ${offset}`);
  if (rows.length > 0 || filter.page === 1) return { rows, total: Number(rows[0]?.total ?? 0n) };
  const [counted] = await clientOf(handle).$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM project p WHERE ${where}`;
  return { rows, total: Number(counted?.total ?? 0n) };
}

/** A programme that a project may name. */
export interface ProgrammeChoice {
  id: string;
  nameSv: string;
  nameEn: string;
  period: string | null;
}

/** Reads the programmes that a project may name, in Swedish order. */
export async function selectProgrammes(handle: Read): Promise<ProgrammeChoice[]> {
  return queryRows(handle, Prisma.sql`SELECT id, name_sv AS "nameSv", name_en AS "nameEn", period FROM programme WHERE archived_at IS NULL ORDER BY name_sv`);
}

/** A priority or profile area that a project may follow, with its period. */
export interface PriorityChoice {
  id: string;
  title: string;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
}

/** Reads what has been decided on that a project may follow, the latest period first; a stored project keeps what it follows, also when it has been taken out of the register. */
export async function selectPriorityChoices(handle: Read, projectId: string | null): Promise<PriorityChoice[]> {
  return queryRows(handle, Prisma.sql`
    SELECT s.id, s.title, s.starts_on::text AS "startsOn", s.ends_on::text AS "endsOn" FROM strategic_priority s
    WHERE (s.status <> 'PROPOSED' AND s.archived_at IS NULL) OR s.id = ANY ((SELECT p.priority_ids FROM project p WHERE p.id = ${projectId}::uuid)::uuid[])
    ORDER BY s.starts_on DESC, s.title, s.id LIMIT 200`);
}

/** What a list can be filtered by. */
export interface FilterChoices {
  /** In Swedish order. */
  units: { id: string; name: string }[];
  /** In Swedish order. */
  programmes: ProgrammeChoice[];
  /** Latest first, at most 60. */
  years: number[];
}

/** Reads, in one statement, the units of a day, the programmes, and the years in which the actor may see projects. */
export async function selectFilterChoices(handle: Read, scope: Scope<"projects">, day: PlainDate): Promise<FilterChoices> {
  const [row] = await queryRows<{ units: FilterChoices["units"] | null; programmes: ProgrammeChoice[] | null; first: number | null; last: number | null }>(handle, Prisma.sql`
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('id', b.id, 'name', n.name) ORDER BY n.name) FROM body b JOIN body_name n ON n.body_id = b.id AND daterange(n.valid_from, n.valid_to, '[]') @> ${day}::date
        WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND b.archived_at IS NULL AND daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date) AS units,
      (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'nameSv', g.name_sv, 'nameEn', g.name_en, 'period', g.period) ORDER BY g.name_sv) FROM programme g WHERE g.archived_at IS NULL) AS programmes,
      (SELECT extract(year FROM min(p.starts_on))::int FROM project p WHERE ${Prisma.join(visible(scope), " AND ")}) AS first,
      (SELECT extract(year FROM max(p.ends_on))::int FROM project p WHERE ${Prisma.join(visible(scope), " AND ")}) AS last`);
  const { first, last } = row ?? {};
  return {
    units: row?.units ?? [],
    programmes: row?.programmes ?? [],
    years: first == null || last == null ? [] : Array.from({ length: Math.min(last - first + 1, 60) }, (_none, index) => last - index),
  };
}

/** A unit or workplace that a project may name. */
export interface UnitChoice {
  id: string;
  name: string;
  kind: "DEPARTMENT" | "COMPANY" | "OFFICE" | "WORKPLACE";
  parentId: string | null;
  /** That it isn't there any more; a stored project may keep it all the same. */
  hasEnded: boolean;
}

/** Reads the units and workplaces of a day, and those that a stored project names whether they are there or not, in Swedish order. */
export async function selectUnitChoices(handle: Read, day: PlainDate, projectId: string | null): Promise<UnitChoice[]> {
  return queryRows<UnitChoice>(handle, Prisma.sql`
    SELECT b.id, n.name, b.kind::text AS kind, NOT b.is_there AS "hasEnded",
      (SELECT l.parent_id FROM body_placement l WHERE l.body_id = b.id AND (l.valid_from IS NULL OR l.valid_from <= ${day}::date) AND (l.valid_to IS NULL OR l.valid_to >= ${day}::date) LIMIT 1) AS "parentId"
    FROM (SELECT id, kind, archived_at IS NULL AND daterange(valid_from, valid_to, '[]') @> ${day}::date AS is_there FROM body WHERE kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE', 'WORKPLACE')) b
    CROSS JOIN LATERAL (SELECT name FROM body_name WHERE body_id = b.id AND (daterange(valid_from, valid_to, '[]') @> ${day}::date OR NOT b.is_there)
      ORDER BY daterange(valid_from, valid_to, '[]') @> ${day}::date DESC, valid_to DESC NULLS FIRST LIMIT 1) n
    WHERE b.is_there OR b.id IN (
      SELECT unit_id FROM project WHERE id = ${projectId}::uuid
      UNION ALL SELECT workplace_id FROM project WHERE id = ${projectId}::uuid
      UNION ALL SELECT unit_id FROM project_unit WHERE project_id = ${projectId}::uuid AND removed_at IS NULL)
    ORDER BY n.name`);
}

/** Reads the people that can be named in a project, in Swedish order. */
export async function selectCandidates(handle: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(handle, Prisma.sql`
    SELECT p.id, d.name FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL ORDER BY d.name LIMIT 2000`);
}

/** Reads projects of the given units that have ended without a final report, longest overdue first. */
export async function selectUnreported(handle: Read, unitIds: readonly string[], day: PlainDate): Promise<{ id: string; title: string; endsOn: PlainDate }[]> {
  return clientOf(handle).$queryRaw`
    SELECT p.id, p.title, p.ends_on::text AS "endsOn" FROM project p
    WHERE p.archived_at IS NULL AND p.unit_id = ANY (${[...unitIds]}::uuid[]) AND p.status IN ('ONGOING', 'IN_MODIFICATION') AND p.ends_on < ${day}::date
    ORDER BY p.ends_on, p.id LIMIT 50`;
}

/** Reads projects in a state that a decision gives and that have none to stand on, those still on their way there last, and the first to end first; at most 200. */
export async function selectUndecided(handle: Read, scope: Scope<"projects">): Promise<ProjectMatter[]> {
  return clientOf(handle).$queryRaw<ProjectMatter[]>`
    SELECT p.id, p.title, p.unit_id AS "unitId", p.status::text AS status, p.is_externally_funded AS "isExternallyFunded", p.is_international AS "isInternational",
      p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn",
      CASE WHEN p.currency = 'SEK' THEN p.total_budget_minor ELSE round(p.total_budget_minor * p.sek_per_unit)::bigint END AS "totalBudgetOre",
      (SELECT count(*)::int FROM project_unit u WHERE u.project_id = p.id AND u.removed_at IS NULL) AS "participatingUnits"
    FROM project p WHERE ${Prisma.join(visible(scope), " AND ")} AND p.status = ANY (${[...AWAITING_STATUSES]}::"ProjectStatus"[])
      AND NOT ${hasDecision}
    ORDER BY p.status = 'APPLICATION_IN_PROGRESS', p.ends_on NULLS LAST, p.id LIMIT 200`;
}

/** Counts the register as the actor may see it: all, going on, and how many units have any. */
export async function countProjects(handle: Read, scope: Scope<"projects">): Promise<{ all: number; ongoing: number; units: number }> {
  const [row] = await clientOf(handle).$queryRaw<{ all: bigint; ongoing: bigint; units: bigint }[]>`
    SELECT count(*) AS all, count(*) FILTER (WHERE p.status IN ('ONGOING', 'IN_MODIFICATION')) AS ongoing, count(DISTINCT p.unit_id) AS units
    FROM project p WHERE ${Prisma.join(visible(scope), " AND ")}`;
  return { all: Number(row?.all ?? 0), ongoing: Number(row?.ongoing ?? 0), units: Number(row?.units ?? 0) };
}

/** Every unit with itself and all that have gone up into it, step by step, as the list's filter on a unit takes them. */
const unitsWithPredecessors = Prisma.sql`
  RECURSIVE same AS (
    SELECT b.id AS unit_id, b.id FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE')
    UNION SELECT s.unit_id, b.id FROM body b JOIN same s ON b.merged_into_id = s.id)`;

/** What the projects of a unit come to. */
export interface UnitCounts {
  unitId: string;
  all: number;
  childrenAndYouth: number;
}

/** Counts what a list under the filter would hold for each unit. */
export async function countByUnit(handle: Read, scope: Scope<"projects">, filter: ProjectFilter): Promise<UnitCounts[]> {
  return clientOf(handle).$queryRaw<UnitCounts[]>`
    WITH ${unitsWithPredecessors},
    counted AS MATERIALIZED (
      SELECT p.unit_id, count(*) AS many, count(*) FILTER (WHERE p.reaches_children_and_youth) AS young
      FROM project p WHERE ${conditionsOf(scope, filter)} GROUP BY p.unit_id)
    SELECT same.unit_id AS "unitId", sum(c.many)::int AS "all", sum(c.young)::int AS "childrenAndYouth" FROM same JOIN counted c ON c.unit_id = same.id GROUP BY same.unit_id`;
}

/** What a unit's projects show of what a governing document may ask of them. */
export interface UnitEvidence {
  unitId: string;
  logged: number;
  /** How many of them state what may be asked. */
  stating: Record<Statable, number>;
}

/** Counts what the projects of each unit that a list under the filter would hold show. */
export async function countEvidence(handle: Read, scope: Scope<"projects">, filter: ProjectFilter): Promise<UnitEvidence[]> {
  const columns = STATABLE.map((stated) => Prisma.sql`count(*) FILTER (WHERE ${isStated[stated]}) AS ${Prisma.raw(`"${stated}"`)}`);
  const sums = STATABLE.map((stated) => Prisma.raw(`'${stated}', sum(c."${stated}")`));
  return clientOf(handle).$queryRaw<UnitEvidence[]>`
    WITH ${unitsWithPredecessors},
    counted AS MATERIALIZED (
      SELECT p.unit_id, count(*) AS logged, ${Prisma.join(columns)} FROM project p WHERE ${conditionsOf(scope, filter)} GROUP BY p.unit_id)
    SELECT same.unit_id AS "unitId", sum(c.logged)::int AS logged, json_build_object(${Prisma.join(sums)}) AS stating
    FROM same JOIN counted c ON c.unit_id = same.id GROUP BY same.unit_id`;
}

/** What is asked of projects, how many have it and lack it, and the first of those that lack it. */
export interface DocumentedTrait {
  trait: Documentable;
  having: number;
  lacking: number;
  first: { id: string; title: string }[];
}

/** Counts of the projects under a filter how many have and lack each thing that is asked of them, and reads so many of those that lack it, the first to end first. */
export async function countDocumented(handle: Read, scope: Scope<"projects">, filter: ProjectFilter, most: number): Promise<DocumentedTrait[]> {
  const columns = DOCUMENTABLE.map((trait) => ({ trait, has: Prisma.raw(`"${trait}"`) }));
  // The projects are gone through once, whatever is asked of them.
  const [row] = await clientOf(handle).$queryRaw<{ found: DocumentedTrait[] }[]>`
    WITH asked AS MATERIALIZED (
      SELECT p.id, p.title, p.ends_on, ${Prisma.join(columns.map(({ trait, has }) => Prisma.sql`CASE WHEN ${isAsked[trait]} THEN (${isStated[trait]}) END AS ${has}`))}
      FROM project p WHERE ${conditionsOf(scope, filter)})
    SELECT json_build_array(${Prisma.join(
      columns.map(
        ({ trait, has }) => Prisma.sql`json_build_object('trait', ${trait}::text, 'having', count(*) FILTER (WHERE ${has}), 'lacking', count(*) FILTER (WHERE NOT ${has}), 'first',
          (SELECT coalesce(json_agg(json_build_object('id', f.id, 'title', f.title)), '[]') FROM (SELECT id, title FROM asked WHERE NOT ${has} ORDER BY ends_on NULLS FIRST, id LIMIT ${most}::int) f))`,
      ),
    )}) AS found FROM asked`;
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return row.found;
}

const PIECE = 2_000;
/** What stands between the columns of a row and for an empty one; taken out of texts, where no form lets them in. */
const [BETWEEN, NOTHING] = ["\u001f", "\u001e"];

/** Reads all that a list shows, in its order, a couple of thousand at a time, within a transaction that stays open meanwhile. */
export async function* streamProjects(tx: Tx, scope: Scope<"projects">, filter: ProjectFilter, youthFirst: boolean, today: PlainDate): AsyncGenerator<ReportedProject[]> {
  const client = clientOf(tx);
  const clean = (column: string) => Prisma.sql`translate(${Prisma.raw(column)}, ${BETWEEN + NOTHING}, '')`;
  const columns = [
    ...["p.title", "p.acronym", "p.case_number"].map(clean),
    ...["g.name_sv", "g.name_en", "unit", "p.id", "p.status", "p.starts_on", "p.start_precision", "p.ends_on", "p.end_precision"].map((column) => Prisma.raw(`${column}::text`)),
    ...["p.external_funding_ore", "p.own_funding_ore", "p.reaches_children_and_youth", "p.is_confidential"].map((column) => Prisma.raw(`${column}::text`)),
  ].map((column) => Prisma.sql`coalesce(${column}, ${NOTHING})`);
  // All rows will be wanted: without this the planner prepares to hand over the first ones soon.
  await client.$executeRaw`SELECT set_config('cursor_tuple_fraction', '1', true)`;
  // One text a row: decoding each column for itself takes twice the time, which a hundred thousand rows make felt.
  await client.$executeRaw`
    DECLARE reported NO SCROLL CURSOR FOR
    WITH g AS MATERIALIZED (SELECT id, ${clean("name_sv")} AS name_sv, ${clean("name_en")} AS name_en FROM programme),
    named AS MATERIALIZED (
      SELECT DISTINCT ON (n.body_id) n.body_id, ${clean("coalesce(n.short_name, n.name)")} COLLATE "sv-SE-x-icu" AS unit FROM body_name n
      ORDER BY n.body_id, (n.valid_from IS NULL OR n.valid_from <= ${today}::date) AND (n.valid_to IS NULL OR n.valid_to >= ${today}::date) DESC, n.valid_to DESC NULLS FIRST)
    SELECT concat_ws(${BETWEEN}, ${Prisma.join(columns)}) AS "row"
    FROM project p LEFT JOIN named ON named.body_id = p.unit_id LEFT JOIN g ON g.id = p.programme_id
    WHERE ${conditionsOf(scope, filter)} ORDER BY ${orderOf(filter, youthFirst)}`;
  const fetchPiece = () => {
    const piece = client.$queryRaw<{ row: string }[]>`FETCH ${Prisma.raw(String(PIECE))} FROM reported`.then((rows) => rows);
    // Fetched ahead, it may fail before anyone waits for it; whoever does is told.
    piece.catch(() => undefined);
    return piece;
  };
  let next = fetchPiece();
  try {
    for (;;) {
      const rows = await next;
      const isLast = rows.length < PIECE;
      // The database reads on while this piece is written.
      if (!isLast) next = fetchPiece();
      if (rows.length > 0) yield rows.map(({ row }) => readReported(row));
      if (isLast) return;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

function readReported(row: string): ReportedProject {
  const [title = "", acronym, caseNumber, programme, programmeEn, unit, id = "", status, startsOn, startPrecision, endsOn, endPrecision, external, own, youth, confidential] = row.split(BETWEEN);
  const given = (value: string | undefined) => (value === undefined || value === NOTHING ? null : value);
  const ore = (value: string | undefined) => (value === undefined || value === NOTHING ? null : BigInt(value));
  return {
    id,
    title,
    acronym: given(acronym),
    programme: given(programme),
    programmeEn: given(programmeEn),
    caseNumber: given(caseNumber),
    unit: given(unit) ?? "",
    status: status as ProjectStatus,
    startsOn: given(startsOn),
    startPrecision: given(startPrecision) as DatePrecision | null,
    endsOn: given(endsOn),
    endPrecision: given(endPrecision) as DatePrecision | null,
    externalOre: ore(external),
    ownOre: ore(own),
    youth: youth === "true",
    isConfidential: confidential === "true",
  };
}
