import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type { DisposalDecision } from "@/features/retention/disposals/schema";
import type * as disposalsService from "@/features/retention/disposals/service";
import { reportDisposal } from "@/features/retention/disposals/report";
import { readDueFilter, type RuleInput } from "@/features/retention/schema";
import type * as retentionService from "@/features/retention/service";
import type { PartInput } from "@/features/visits/parts/schema";
import type { VisitInput } from "@/features/visits/schema";
import { readVisitFilter } from "@/features/visits/schema";
import type * as visitsService from "@/features/visits/service";
import { wordsFor } from "@/messages/words";
import type { Surroundings } from "@/server/record-contents";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { decisionOn, ruleInput } from "../../factories/retention.ts";
import { giftInput, itemInput, participantInput, reportInput, visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

const CANARY = "Kanariefjun";
const HEX = Buffer.from(CANARY, "utf8").toString("hex");

let house: DecisionsHouse;
let retention: typeof retentionService;
let disposals: typeof disposalsService;
let visits: typeof visitsService;
let administrator: Actor;
let around: Surroundings;
let owner: pg.Client;

beforeAll(async () => {
  house = await openDecisions("varberg");
  retention = await import("@/features/retention/service");
  disposals = await import("@/features/retention/disposals/service");
  visits = await import("@/features/visits/service");
  const { registers, places } = await import("@/registers");
  around = { registers, places };
  administrator = await house.someone("ADMINISTRATOR");
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  await setRule();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

async function setRule(more: Partial<RuleInput> = {}): Promise<void> {
  const { version } = await retention.getRule(administrator, "visit", around);
  valueOf(await retention.setRule(administrator, { key: randomUUID(), version, rule: ruleInput({ years: 5, ...more }) }, around, {}, NOON));
}
/** A visit of a year of its own. */
const visit = async (year: number, more: Partial<VisitInput> = {}) =>
  valueOf(await visits.announceVisit(house.office, visitInput({ unitId: house.unit, title: "Besök från Ystad", starts: { on: `${String(year)}-05-12`, precision: "DAY" }, ends: { on: `${String(year)}-05-13`, precision: "DAY" }, ...more }), randomUUID(), {}, NOON)).id;
const propose = (on = "2026-11-22", key: string = randomUUID(), actor = house.office) => disposals.proposeDisposal(actor, { key, proposal: { kind: "visit", on } }, around, NOON);
const decide = (id: string, more: Partial<DisposalDecision> = {}, version = 1) => disposals.decideDisposal(house.office, { id, version, decision: decisionOn(more) }, NOON);
const carryOut = (id: string, actor = administrator, version = 2) => disposals.carryOutDisposal(actor, { id, version }, around, NOON);
const see = (id: string) => disposals.getDisposal(house.office, id, 1, around, NOON);
const decided = async () => {
  const { id } = valueOf(await propose());
  valueOf(await decide(id));
  return id;
};
const disposed = async () => {
  const id = await decided();
  expect(valueOf(await carryOut(id))).toEqual({ id, remaining: 0 });
  return id;
};
const problems = async () => (await owner.query("SELECT * FROM audit_verify()")).rows;

/** Changes rows as the owner of the tables, with the entry that each change is owed. */
async function plant(id: string, ...statements: [string, unknown[]][]): Promise<void> {
  await owner.query("BEGIN");
  try {
    for (const [text, values] of statements) await owner.query(text, values);
    await owner.query("INSERT INTO audit_entry (action, subject_kind, subject_id) VALUES ('visits.changed', 'visit', $1)", [id]);
    await owner.query("COMMIT");
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

interface Part {
  part: string;
  place: string;
  kept: string[];
  emptied: string[];
}
const partsOf = async (): Promise<Part[]> => (await owner.query<Part>("SELECT part, place, kept, emptied FROM disposal_parts() WHERE kind = 'visit'")).rows;

/** A visit with all that a visit can have, and something to be found again in every text of it. */
async function fullVisit(year: number): Promise<string> {
  const id = await visit(year, { title: `Besök ${CANARY}` });
  const parts = await import("@/features/visits/parts/service");
  const reports = await import("@/features/visits/reports/service");
  const comments = await import("@/features/comments/service");
  const documents = await import("@/features/documents/service");
  const day = `${String(year)}-05-12`;
  const save = async (part: PartInput) => valueOf(await parts.savePart(house.office, { key: randomUUID(), visitId: id, changed: null, part }, NOON)).id;
  await save(itemInput({ day }));
  const guest = await save(participantInput({ name: `Gäst ${CANARY}` }));
  await save(giftInput({ direction: "RECEIVED", keptWhere: "Skåpet" }));
  await save({ kind: "hospitality", servedOn: day, what: "Lunch", purpose: "Samtal", participantIds: [guest] });
  await save({ kind: "cost", costKind: "TRAVEL", payerId: house.unit, amountOre: 123_400n, note: "Tåg" });
  await save({ kind: "action", what: "Återkoppla", ownerId: house.maja.personId, dueOn: `${String(year)}-06-01` });
  valueOf(await reports.saveReport(house.office, { visitId: id, key: randomUUID(), version: 0, report: reportInput({ toldOn: `${String(year)}-05-20` }) }, NOON));
  valueOf(await comments.writeComment(house.office, { key: randomUUID(), subject: { kind: "visit", id }, text: `Minns ${CANARY}`, mentionedIds: [] }, around, NOON));
  const file = await received(pdfOf(1, "Program", `% ${CANARY}`), `${CANARY}.pdf`);
  valueOf(await documents.attachDocument(house.office, attachInput({ kind: "visit", id }, { title: `Program ${CANARY}` }, `${CANARY}.pdf`), file, around, NOON));
  await file.handle.close();
  const [maja, office] = [house.maja.personId, house.office.personId];
  const mail = randomUUID();
  await plant(
    id,
    ["INSERT INTO visit_assignment (visit_id, person_id, body_id, taken_at, assigned_by_id) VALUES ($1, $2, $3, now(), $2)", [id, maja, house.councilPresidium]],
    ["INSERT INTO visit_handover (visit_id, from_person_id, to_person_id, to_body_id, asked_by_id, message, asked_at, answered_at, answer) VALUES ($1, $2, $3, $4, $2, 'Kan du?', now(), now(), 'DECLINED')", [id, maja, office, house.councilPresidium]],
    ["INSERT INTO visit_consultation (visit_id, state, body_id, to_body_id, said, said_by_id, said_at, answer, answered_by_id, answered_at) VALUES ($1, 'ANSWERED', $2, $3, 'Vad tycker ni?', $4, now(), 'Gå.', $4, now())", [id, house.councilPresidium, house.board, maja]],
    ["INSERT INTO visit_link (visit_id, subject_kind, subject_id) VALUES ($1, 'project', gen_random_uuid())", [id]],
    ["UPDATE comment SET mentioned_ids = ARRAY[$2::uuid], version = version + 1 WHERE subject_id = $1", [id, maja]],
    ["INSERT INTO sourced_fact (subject_kind, subject_id, field, value, source, certainty) VALUES ('visit', $1, 'row', 'x', 'Listan', 'MEDIUM')", [id]],
    ["INSERT INTO list_import (kind, file_name, rows, added_count, same_count, created_by_id) VALUES ('visit', 'besok.csv', jsonb_build_array(jsonb_build_object('row', 2, 'title', $2::text, 'id', $1::text, 'outcome', 'ADDED'), jsonb_build_object('row', 3, 'title', 'Annat besök', 'id', gen_random_uuid(), 'outcome', 'ADDED')), 2, 0, $3)", [id, `Besök ${CANARY}`, office]],
    ["INSERT INTO outgoing_mail (id, person_id, occasion, message_id, state, sent_at, next_try_at, content) VALUES ($1, $2, 'NOTIFICATION', $3, 'SENT', now(), now(), $4)", [mail, maja, `<${mail}@utblick.example>`, JSON.stringify({ text: CANARY })]],
    ["INSERT INTO notification (person_id, kind, subject_kind, subject_id, path, params, delivery, mail_id) VALUES ($1, 'VISIT_CHANGED', 'visit', $2, '/visits', $3, 'AT_ONCE', $4)", [maja, id, JSON.stringify({ what: CANARY }), mail]],
    ["INSERT INTO calendar_invitation (person_id, subject_kind, subject_id, starts_on, ends_on, place) VALUES ($1, 'visit', $2, now(), now(), $3)", [maja, id, CANARY]],
    ["INSERT INTO draft (kind, person_id, record_id, base_version, values) VALUES ('visit', $1, $2, 1, $3)", [maja, id, JSON.stringify({ title: CANARY })]],
  );
  // Twice, so that it stands in versions that are over too.
  for (const round of [1, 2]) {
    const filled = await Promise.all(
      (await partsOf()).filter(({ part }) => part !== "file_piece" && part !== "attached_file").map(async ({ part, place, kept, emptied }): Promise<[string, unknown[]]> => {
        const { rows } = await owner.query<{ name: string }>(
          "SELECT c.name FROM disposal_columns($1, $2, $3) c JOIN information_schema.columns i ON i.table_schema = 'public' AND i.table_name = $1 AND i.column_name = c.name AND i.data_type = 'text'", [part, kept, emptied]);
        const sets = rows.map(({ name }) => `"${name}" = '${CANARY} ${String(round)}', `).join("");
        const isConfidential = part === "attached_document" ? "is_confidential = true, " : "";
        return [`UPDATE ${part} t SET ${sets}${isConfidential} version = version + 1 WHERE ${place.replaceAll("$2", "'visit'")}`, [id]];
      }),
    );
    await plant(id, ...filled);
  }
  return id;
}

/** In which tables something can be found still, as text or as bytes. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>("SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p')");
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await owner.query<{ there: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${name} t WHERE t::text ILIKE $1 OR t::text ILIKE $2) AS there`, [`%${text}%`, `%${HEX}%`]);
    if (hits[0]?.there === true) found.push(name);
  }
  return found.sort();
}

describe("what a disposal is made of", () => {
  it("is known of each kind that a register says can be disposed of, and of no other", async () => {
    const { rows } = await owner.query<{ kind: string; part: string }>("SELECT DISTINCT kind, part FROM disposal_parts()");
    expect([...new Set(rows.map(({ kind }) => kind))].sort()).toEqual(disposals.listDisposableKinds(house.office, around).sort());
    for (const { kind, holding } of around.registers.filter(({ retention: has }) => has?.isDisposable === true)) expect(rows).toContainEqual({ kind, part: holding?.stored.table });
  });

  it("leaves out no table whose rows belong to such a record", async () => {
    // What points to a record without being a part of it: codes and ids alone, or a matter of its own with its own time.
    const APART = new Set(["audit_entry", "calendar_invitation", "disclosure_record", "disposal_record", "notification", "retention_hold", "strategic_priority", "decision", "visit_link"]);
    const { rows: known } = await owner.query<{ part: string }>("SELECT DISTINCT part FROM disposal_parts()");
    const parts = new Set(known.map(({ part }) => part));
    const { rows: pointing } = await owner.query<{ from: string; to: string }>("SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace");
    expect(pointing.filter(({ from, to }) => parts.has(to) && !parts.has(from))).toEqual([]);
    const { rows: about } = await owner.query<{ table: string }>("SELECT table_name AS table FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'subject_id' ORDER BY 1");
    expect(about.filter(({ table }) => !parts.has(table) && !APART.has(table))).toEqual([]);
  });

  it("empties every text, file and free person of its tables but the codes that are named, and has a word for each", async () => {
    for (const { part, kept, emptied } of await partsOf()) {
      const { rows } = await owner.query<{ name: string; instead: string | null }>("SELECT name, instead FROM disposal_columns($1, $2, $3)", [part, kept, emptied]);
      expect(rows.filter(({ instead }) => instead === null), part).toEqual([]);
      const { rows: texts } = await owner.query<{ name: string }>("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND (data_type IN ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea') OR udt_name IN ('_text', '_varchar'))", [part]);
      expect(texts.map(({ name }) => name).filter((name) => !kept.includes(name) && !rows.some((row) => row.name === name)), part).toEqual([]);
      for (const name of [...kept, ...emptied]) expect((await owner.query("SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name = $2", [part, name])).rowCount, `${part}.${name}`).toBe(1);
    }
  });

  it("cannot be done by the app's role without a decision, nor by anybody to what isn't on it", async () => {
    const id = await visit(1971);
    await expect(house.client.$executeRaw`SELECT dispose_records(ARRAY[${randomUUID()}]::uuid[], now())`).rejects.toThrow("no disposal");
    const { id: disposalId } = valueOf(await propose());
    const { records } = await see(disposalId);
    expect(records.map(({ subjectId }) => subjectId)).toContain(id);
    await expect(house.client.$executeRaw`SELECT dispose_records(ARRAY[${records[0]?.id}]::uuid[], now())`).rejects.toThrow("no disposal");
    await expect(house.client.$executeRaw`UPDATE record_version SET row = '{}' WHERE root_id = ${id}::uuid`).rejects.toThrow("permission denied");
    await owner.query("BEGIN");
    await owner.query("SELECT set_config('utblick.disposing', $1, true)", [records[0]?.id]);
    await expect(owner.query("UPDATE record_version SET row = '{}' WHERE root_id = $1", [id])).rejects.toThrow("never changed");
    await owner.query("ROLLBACK");
    valueOf(await disposals.withdrawDisposal(house.office, { id: disposalId, version: 1 }));
  });
});

describe("a disposal", () => {
  it("goes from a proposal over a decision to what is gone, and says of each record what became of it", async () => {
    const [gone, held] = [await visit(1972), await visit(1973)];
    const disposalId = await decided();
    valueOf(await retention.placeHold(house.office, { key: randomUUID(), hold: { subject: { kind: "visit", id: held }, reason: "Tvist" } }, around, NOON));
    expect(await carryOut(disposalId, house.office).catch((error: unknown) => error)).toMatchObject({ code: "FORBIDDEN" });
    expect(await carryOut(disposalId, { ...administrator, isConfirmed: false }).catch((error: unknown) => error)).toMatchObject({ code: "UNCONFIRMED" });
    expect(valueOf(await carryOut(disposalId)).remaining).toBe(0);
    const { disposal, records } = await see(disposalId);
    expect(disposal).toMatchObject({ state: "CARRIED_OUT", decidedBy: "Kommunstyrelsen", caseNumber: "KS 2026/0456", years: 5, left: 1 });
    expect(records.find(({ subjectId }) => subjectId === gone)).toMatchObject({ outcome: "DISPOSED", obstacle: null, title: null, endedOn: "1972-05-13", keptUntil: "1977-12-31", unit: "Hamnförvaltningen" });
    expect(records.find(({ subjectId }) => subjectId === held)).toMatchObject({ outcome: "LEFT", obstacle: "HOLD", title: "Besök från Ystad" });
    expect(await disposals.findDisposalOf(house.reader, { kind: "visit", id: gone })).toMatchObject({ decidedBy: "Kommunstyrelsen", decidedOn: "2026-11-20", paragraph: "117", caseNumber: "KS 2026/0456" });
    expect(await disposals.findDisposalOf(house.reader, { kind: "visit", id: held })).toBeNull();
    const entries = await house.client.$queryRaw<{ action: string; subject_id: string }[]>`SELECT action, subject_id FROM audit_entry WHERE details ->> 'disposalId' = ${disposalId}`;
    expect(entries).toEqual(expect.arrayContaining([{ action: "retention.recordDisposed", subject_id: gone }, { action: "retention.recordLeft", subject_id: held }]));
    const protocol: unknown[][] = [];
    for await (const piece of disposals.exportDisposal(administrator, disposalId, around, NOON)) protocol.push(...reportDisposal(piece, wordsFor("sv")).rows.map((row) => [...row]));
    expect(protocol.find((row) => row.at(-1) === gone)).toEqual(["Besök", "Hamnförvaltningen", "1972-05-13", "1977-12-31", "Gallrad", null, "2026-11-22", "Kommunstyrelsen", "2026-11-20", "117", "KS 2026/0456", "Dokumenthanteringsplanen, punkt 4.2", gone]);
    expect(protocol.find((row) => row.at(-1) === held)?.slice(4, 6)).toEqual(["Kvar", "Skyddad mot gallring"]);
    expect(await problems()).toEqual([]);
  });

  it("leaves nothing that can be read: no text of the record, its parts, its documents or its versions, in any table", async () => {
    const id = await fullVisit(1974);
    const { rows: inVersions } = await owner.query<{ n: number }>("SELECT count(*)::int AS n FROM record_version WHERE row::text LIKE $1", [`%${CANARY}%`]);
    expect(inVersions[0]?.n).toBeGreaterThan(30);
    const before = await tablesWith(CANARY);
    expect(before).toEqual(expect.arrayContaining(["public.attached_document", "public.attached_file", "public.comment", "public.draft", "public.file_piece", "public.list_import", "public.notification", "public.outgoing_mail", "public.record_version", "public.visit", "public.visit_consultation", "public.visit_participant_details"]));
    await disposed();
    expect(await disposals.findDisposalOf(house.reader, { kind: "visit", id })).not.toBeNull();
    expect(await tablesWith(CANARY)).toEqual([]);
    const { rows } = await owner.query<{ title: string; amount: string; what: string; pieces: number }>(
      "SELECT v.title, c.amount_ore::text AS amount, g.kept_where AS what, (SELECT sum(octet_length(p.bytes))::int FROM file_piece p JOIN attached_file f ON f.id = p.file_id JOIN attached_document d ON d.id = f.document_id WHERE d.subject_id = v.id) AS pieces FROM visit v JOIN visit_cost c ON c.visit_id = v.id JOIN visit_gift g ON g.visit_id = v.id WHERE v.id = $1", [id]);
    expect(rows).toEqual([{ title: "Gallrad", amount: "123400", what: "Gallrad", pieces: 0 }]);
    const { rows: named } = await owner.query<{ mentioned: string[]; people: number }>("SELECT c.mentioned_ids AS mentioned, (SELECT count(*)::int FROM visit_handover h WHERE h.visit_id = $1 AND h.from_person_id IS NOT NULL) AS people FROM comment c WHERE c.subject_id = $1", [id]);
    expect(named).toEqual([{ mentioned: [], people: 0 }]);
    const { rows: lists } = await owner.query<{ rows: { title: string }[] }>("SELECT rows FROM list_import");
    expect(lists[0]?.rows.map(({ title }) => title)).toEqual(["Gallrad", "Annat besök"]);
    const { eraseOldNames } = await import("@/features/visits/parts/service");
    expect(await eraseOldNames(house.system, NOON)).toBe(0);
    expect(await problems()).toEqual([]);
  });

  it("is told of when somebody has changed what was left", async () => {
    const id = await visit(1975);
    await disposed();
    await owner.query("ALTER TABLE record_version DISABLE TRIGGER record_version_is_kept");
    await owner.query("UPDATE record_version SET row = row || '{\"participant_count\": 9}' WHERE root_id = $1 AND disposed_in IS NOT NULL", [id]);
    expect((await problems()).map(({ problem, detail }) => [problem, detail])).toEqual([["version row changed", `visit ${id}, disposed of`]]);
    await owner.query("UPDATE record_version SET row = row || '{\"participant_count\": null}' WHERE root_id = $1 AND disposed_in IS NOT NULL", [id]);
    await owner.query("ALTER TABLE record_version ENABLE TRIGGER record_version_is_kept");
    expect(await problems()).toEqual([]);
  });

  it("leaves the figures as they were, and the record in its list without words", async () => {
    const year = 2012;
    const [id] = [await visit(year, { reachesChildrenAndYouth: true, childrenAndYouthCount: 12, participantCount: 30, purpose: "Samtal" }), await visit(year, { direction: "OUTGOING" })];
    const { visitRegister } = await import("@/features/visits/register");
    const figures = async () => ({
      activity: await visitRegister.activity?.countByUnit(house.office, year),
      measures: await visitRegister.measures?.(house.office, year),
      trends: await visitRegister.trends?.(house.office, [year]),
      evidence: await visitRegister.evidence(house.office, { year, on: `${String(year)}-12-31`, begunBy: null, isOver: true }),
      found: await visitRegister.scrutiny?.(house.office, { year, on: `${String(year)}-12-31`, begunBy: null, isOver: true }, 10),
    });
    const before = await figures();
    expect(before.activity).toHaveLength(1);
    await disposed();
    expect(await figures()).toEqual(before);
    const { rows } = await visits.listVisits(house.office, readVisitFilter({ year: String(year) }).filter, NOON);
    expect(rows.map(({ title, starts }) => [title, starts.on])).toEqual([["Gallrad", "2012-05-12"], ["Gallrad", "2012-05-12"]]);
    // Nor do those of an earlier moment, which are counted on versions.
    const { rows: versions } = await owner.query<{ starts: string; count: number; title: string; purpose: string }>("SELECT row ->> 'starts_on' AS starts, (row -> 'participant_count')::int AS count, row ->> 'title' AS title, row ->> 'purpose' AS purpose FROM record_version WHERE table_name = 'visit' AND record_id = $1", [id]);
    expect(versions).toEqual([1, 2].map(() => ({ starts: "2012-05-12", count: 30, title: "Gallrad", purpose: "Gallrad" })));
    await expect(visits.getVisit(house.office, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("leaves a record that nobody can change, write about, find or dispose of again", async () => {
    const id = await visit(1977, { title: "Besök från Ordfågel" });
    await disposed();
    const { version } = (await house.client.$queryRaw<{ version: number }[]>`SELECT version FROM visit WHERE id = ${id}::uuid`)[0] ?? { version: 0 };
    await expect(visits.changeVisit(house.office, { id, version, visit: visitInput({ unitId: house.unit, title: "Åter" }) }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(visits.archiveVisit(house.office, { id, version }, true, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(plant(id, ["UPDATE visit SET title = 'Åter', version = version + 1 WHERE id = $1", [id]])).rejects.toThrow("changed no more");
    expect(await retention.placeHold(house.office, { key: randomUUID(), hold: { subject: { kind: "visit", id }, reason: "Tvist" } }, around, NOON)).toMatchObject({ reason: "retentionRecordNotThere" });
    expect((await retention.listDue(house.office, readDueFilter({ kind: "visit" }).filter, around, NOON)).rows.some((row) => row.id === id)).toBe(false);
    const { searchables } = await import("@/registers");
    const { search } = await import("@/features/search/service");
    const { readSearchFilter } = await import("@/features/search/schema");
    expect((await search(house.office, searchables, readSearchFilter({ q: "gallrad" }).filter, undefined, NOON)).total).toBe(0);
  });
});

describe("the steps of a disposal", () => {
  it("are proposed once however often they are sent, and one at a time for a kind", async () => {
    await visit(1978);
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => propose("2026-11-22", key)));
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.reason))).size).toBe(1);
    expect(await propose()).toMatchObject({ reason: "disposalOpenAlready" });
    const { id } = valueOf(answers[0]!);
    valueOf(await disposals.withdrawDisposal(house.office, { id, version: 1 }));
    expect(await disposals.withdrawDisposal(house.office, { id, version: 2 })).toMatchObject({ reason: "disposalNotProposed" });
  });

  it("are about what is regulated, can be disposed of and is due", async () => {
    expect(await propose("1960-01-01")).toMatchObject({ reason: "disposalNothingDue" });
    for (const kind of ["project", "nothing"]) expect(await disposals.proposeDisposal(house.office, { key: randomUUID(), proposal: { kind, on: "2026-11-22" } }, around, NOON)).toMatchObject({ reason: "disposalKindUnknown", field: "kind" });
  });

  it("need a decision that has been made, written down once, and a day that has come", async () => {
    await visit(1979);
    const { id } = valueOf(await propose("2026-12-01"));
    expect(await carryOut(id, administrator, 1)).toMatchObject({ reason: "disposalNotDecided" });
    expect(await decide(id, { decidedOn: "2026-11-23" })).toMatchObject({ reason: "disposalDecidedAhead", field: "decidedOn" });
    const both = await Promise.allSettled([decide(id), decide(id, { caseNumber: "KS 2026/0999" })]);
    expect(both.filter((each) => each.status === "fulfilled" && each.value.ok)).toHaveLength(1);
    expect(await carryOut(id)).toMatchObject({ reason: "disposalTooEarly" });
    expect((await see(id)).disposal).toMatchObject({ state: "DECIDED", disposed: 0, left: 0 });
    valueOf(await disposals.withdrawDisposal(house.office, { id, version: 2 }));
  });

  it("judge each record anew: a rule that has been made longer since keeps it", async () => {
    const id = await visit(2018);
    const disposalId = await decided();
    await setRule({ years: 60 });
    valueOf(await carryOut(disposalId));
    expect((await see(disposalId)).records.find(({ subjectId }) => subjectId === id)).toMatchObject({ outcome: "LEFT", obstacle: "NOT_DUE" });
    await setRule({ years: 5 });
  });

  it("are carried out once by two who do so at the same time, in pieces, and again without doing more", async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => visit(1980)));
    const disposalId = await decided();
    const both = await Promise.all([carryOut(disposalId), carryOut(disposalId)]);
    expect(both.map((each) => valueOf(each).remaining)).toEqual([0, 0]);
    expect(valueOf(await carryOut(disposalId)).remaining).toBe(0);
    const entries = await house.client.$queryRaw<{ n: number; records: number }[]>`SELECT count(*)::int AS n, count(DISTINCT subject_id)::int AS records FROM audit_entry WHERE action = 'retention.recordDisposed' AND details ->> 'disposalId' = ${disposalId}`;
    const { disposal } = await see(disposalId);
    expect(disposal.disposed).toBeGreaterThanOrEqual(ids.length);
    expect(entries).toEqual([{ n: disposal.disposed, records: disposal.disposed }]);
    const ended = await house.client.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM audit_entry WHERE action = 'retention.disposalCarriedOut' AND subject_id = ${disposalId}::uuid`;
    expect(ended).toEqual([{ n: 1 }]);
  });
});
