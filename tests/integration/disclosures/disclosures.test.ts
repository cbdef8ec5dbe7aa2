import { createHash, randomUUID } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as answerService from "@/features/disclosures/answers/service";
import type { AnswerInput } from "@/features/disclosures/answers/schema";
import { fieldsOf } from "@/features/disclosures/records/rules";
import { pickSchema, readPickFilter, type ExamineInput } from "@/features/disclosures/records/schema";
import type * as recordService from "@/features/disclosures/records/service";
import { readRequestFilter, type RequestInput } from "@/features/disclosures/schema";
import type * as disclosureService from "@/features/disclosures/service";
import { labelOfColumn, labelOfPart, labelOfValue, writeValues, BOOKKEEPING } from "@/lib/record-contents";
import halmstad from "@packs/halmstad";
import { wordsFor } from "@/messages/words";
import type { Surroundings } from "@/server/record-contents";
import { isAppError } from "@/server/errors";
import { answerInput, examineInput, requestInput } from "../../factories/disclosures.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";
import { readPdf } from "../summaries/pdf.ts";

const goal = halmstad.taxonomies.municipalGoals[0] ?? { code: "", sv: "" };
let house: DecisionsHouse;
let disclosures: typeof disclosureService;
let records: typeof recordService;
let answers: typeof answerService;
let around: Surroundings & { words: ReturnType<typeof wordsFor> };
let administrator: Actor;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  disclosures = await import("@/features/disclosures/service");
  records = await import("@/features/disclosures/records/service");
  answers = await import("@/features/disclosures/answers/service");
  const { registers, places } = await import("@/registers");
  around = { registers, places, words: wordsFor("sv") };
  administrator = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

const register = (more: Partial<RequestInput> = {}, actor = house.office, key: string = randomUUID()) => disclosures.registerRequest(actor, requestInput(more), key, {}, NOON);
const registered = async (more: Partial<RequestInput> = {}) => valueOf(await register(more)).id;
const pick = (requestId: string, projects: readonly string[], actor = house.office, key: string = randomUUID()) => records.pickRecords(actor, { key, requestId, subjects: projects.map((id) => ({ kind: "project", id })), ids: [] }, around, NOON);
const request = (id: string) => disclosures.getRequest(house.office, id);
const theRecord = async (requestId: string, place = 0) => {
  const found = (await records.listExamined(house.office, { id: requestId }, around, NOON))[place]?.examined;
  if (found == null) throw new Error("no such record");
  return found;
};
const keyOf = (examined: recordService.ExaminedRecord, column: string) => fieldsOf(examined.parts).find((field) => field.column === column)?.key ?? `no ${column}`;
const examine = async (requestId: string, more: Partial<ExamineInput> | ((examined: recordService.ExaminedRecord) => Partial<ExamineInput>) = {}, place = 0, actor = house.office) => {
  const examined = await theRecord(requestId, place);
  const made = typeof more === "function" ? more(examined) : more;
  return records.examineRecord(actor, examineInput({ requestId, recordId: examined.record.id, version: examined.record.version, digest: examined.digest, ...made }), around, NOON);
};
const answer = async (requestId: string, more: Partial<AnswerInput> = {}, actor = house.office) => answers.answerRequest(actor, answerInput({ requestId, version: (await request(requestId)).version, ...more }), around, NOON);
/** A request with a project in it, whose fields have all been decided of. */
const examined = async (title: string, more: Partial<ExamineInput> | ((examined: recordService.ExaminedRecord) => Partial<ExamineInput>) = { rest: "RELEASE" }) => {
  const [id, project] = [await registered(), await house.project({ title })];
  valueOf(await pick(id, [project]));
  valueOf(await examine(id, more));
  return { id, project };
};

/** All parts of a packed workbook, unpacked. */
function unpack(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  let text = "";
  for (let at = buffer.indexOf("PK\u0001\u0002", 0, "latin1"); at >= 0; at = buffer.indexOf("PK\u0001\u0002", at + 4, "latin1")) {
    const [method, size, local] = [buffer.readUInt16LE(at + 10), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 42)];
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const part = buffer.subarray(start, start + size);
    text += (method === 8 ? inflateRawSync(part) : part).toString("utf8");
  }
  return text;
}

describe("a request for public documents", () => {
  it("Issue's own words: is registered once without anybody being asked who they are, and is open day by day until it is answered", async () => {
    const key = randomUUID();
    const both = await Promise.all([register({ asked: "Alla resor till Kiel" }, house.office, key), register({ asked: "Alla resor till Kiel" }, house.office, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    const { id } = valueOf(both[0]);
    expect(await request(id)).toMatchObject({ asked: "Alla resor till Kiel", name: null, address: null, state: "RECEIVED", closedOn: null, examination: { number: 1 } });
    const { rows, total } = await disclosures.listRequests(house.office, readRequestFilter({ q: "resor Kiel", state: "OPEN" }).filter);
    expect([rows.map((row) => row.id), total]).toEqual([[id], 1]);
    expect(await register({ receivedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "disclosureInFuture", field: "receivedOn" });
    await expect(register({ asked: "Något annat" }, house.office, key)).rejects.toSatisfy((error) => isAppError(error, "KEY_REUSED"));
  });

  it("refuses a change that began from an older version, and gives both versions back with who asked", async () => {
    const id = await registered({ name: "Agda Frågvis" });
    valueOf(await disclosures.changeRequest(house.office, { id, version: 1, request: requestInput({ name: "Agda Frågvisare", caseNumber: "KS 1" }) }, NOON));
    await expect(disclosures.changeRequest(house.office, { id, version: 1, request: requestInput() }, NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await disclosures.getRequestVersion(house.office, id, 1)).request.name).toBe("Agda Frågvis");
    expect((await disclosures.getRequestVersion(house.office, id, 2)).request).toMatchObject({ name: "Agda Frågvisare", caseNumber: "KS 1" });
  });

  it("is there for the office and the administrator alone: nobody else sees even that there is one, in a list, a task, a search or by its id", async () => {
    const id = await registered({ asked: "Kanariebegäran" });
    const { searchables } = await import("@/registers");
    const { search } = await import("@/features/search/service");
    const { readSearchFilter } = await import("@/features/search/schema");
    const { disclosureRegister } = { disclosureRegister: around.registers.find(({ kind }) => kind === "disclosureRequest") };
    expect((await disclosures.getRequest(administrator, id)).asked).toBe("Kanariebegäran");
    expect((await disclosureRegister?.tasks(house.office, "2026-11-22"))?.some(({ path }) => path.includes(id))).toBe(true);
    for (const actor of [house.reader, house.maja, house.secretary, await house.someone("AUDITOR"), await house.someone("COUNCIL_MEMBER"), await house.someone("EXECUTIVE_BOARD_MEMBER"), await house.someone("UNIT_MANAGER", house.unit)]) {
      const refused = (work: Promise<unknown>) => expect(work).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
      await refused(disclosures.getRequest(actor, id));
      await refused(disclosures.listRequests(actor, readRequestFilter({}).filter));
      await refused(disclosures.listRequestHistory(actor, id, { limit: 5 }));
      await refused(answers.listAnswers(actor, id));
      await refused(records.listExamined(actor, { id }, around, NOON));
      await refused(register({}, actor));
      expect(await disclosureRegister?.tasks(actor, "2026-11-22")).toEqual([]);
      expect((await search(actor, searchables, readSearchFilter({ q: "Kanariebegäran" }).filter)).groups).toEqual([]);
    }
  });

  it("is not in the register extract of somebody whom it names", async () => {
    const extract = await import("@/features/people/extract/service");
    const id = await registered({ asked: `Allt om ${house.maja.name}`, name: house.maja.name });
    expect(JSON.stringify(await extract.readExtract(administrator, house.maja.personId, NOON))).not.toContain(id);
  });

  it("names neither who asked nor what was masked in the log of acts", async () => {
    const { id } = await examined("Loggad hamn", (one) => ({ rest: "RELEASE", choices: { [keyOf(one, "summary")]: { state: "MASK", provision: "OSL 18:8", reason: "Säkerhet" } } }));
    valueOf(await disclosures.changeRequest(house.office, { id, version: (await request(id)).version, request: requestInput({ name: "Agda Frågvis" }) }, NOON));
    valueOf(await answer(id, { outcome: "PARTLY", reason: "Säkerhet" }));
    const client = new pg.Client({ connectionString: house.database.ownerUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ action: string; text: string }>("SELECT action, details::text AS text FROM audit_entry WHERE subject_id = $1 ORDER BY seq", [id]);
      expect(rows.map(({ action }) => action)).toEqual(["disclosures.registered", "disclosures.picked", "disclosures.examined", "disclosures.changed", "disclosures.answered"]);
      for (const { text } of rows) expect(text).not.toMatch(/Agda|lär av varandra|Säkerhet/);
      expect(rows.at(-1)?.text).toMatch(/"sha256READ": ?"[0-9a-f]{64}"/);
    } finally {
      await client.end();
    }
  });

  it("is known by who asked for two years after it was closed, and then by nobody and nowhere, while it stands and the log agrees", async () => {
    const canary = { name: `Kanarie ${randomUUID()}`, address: `kanarie-${randomUUID()}@exempel.example` };
    const later = new Date("2028-11-21T02:17:00Z");
    const [before, due] = [new Date("2028-11-20T02:17:00Z"), later];
    const id = await registered({ ...canary, asked: "Alla resor till Kiel" });
    valueOf(await disclosures.changeRequest(house.office, { id, version: 1, request: requestInput({ ...canary, name: `Ny ${canary.name}`, asked: "Alla resor till Kiel" }) }, NOON));
    const [open, answered, again] = [await registered({ name: `Öppen ${canary.name}` }), (await examined("Kanariens projekt")).id, await registered({ name: "Åter Frågvis" })];
    valueOf(await answer(answered));
    valueOf(await disclosures.withdrawRequest(house.office, { id, version: 2 }, NOON));
    valueOf(await disclosures.withdrawRequest(house.office, { id: again, version: 1 }, NOON));
    valueOf(await disclosures.reopenRequest(house.office, { id: again, version: 2 }, NOON));
    const kept = () => house.client.$queryRaw<{ table: string }[]>`
      SELECT 'disclosure_asker' AS table FROM disclosure_asker t WHERE t::text LIKE ${`%${canary.name}%`} OR t::text LIKE ${`%${canary.address}%`} UNION ALL SELECT 'record_version' FROM record_version t WHERE t::text LIKE ${`%${canary.name}%`} OR t::text LIKE ${`%${canary.address}%`}
      UNION ALL SELECT 'audit_entry' FROM audit_entry t WHERE t::text LIKE ${`%${canary.name}%`} UNION ALL SELECT 'idempotency_key' FROM idempotency_key t WHERE t::text LIKE ${`%${canary.name}%`} UNION ALL SELECT 'disclosure_request' FROM disclosure_request t WHERE t::text LIKE ${`%${canary.name}%`}`;
    expect(await disclosures.eraseOldAskers(house.system, before)).toBe(0);
    expect((await kept()).length).toBeGreaterThan(3);
    // Not past the rule, not even by the program's own role.
    await house.client.$executeRaw`SELECT erase_asker_versions(${id}::uuid)`;
    expect((await disclosures.getRequestVersion(house.office, id, 1)).request.name).toBe(canary.name);

    const entries = async () => house.client.$queryRaw<{ subject: string }[]>`SELECT subject_id::text AS subject FROM audit_entry WHERE action = 'disclosures.askerErased' ORDER BY seq`;
    await Promise.all([disclosures.eraseOldAskers(house.system, due), disclosures.eraseOldAskers(house.system, due)]);
    expect((await entries()).filter(({ subject }) => subject === id)).toHaveLength(1);
    // What is left of the name is that of the request that is still open.
    expect((await kept()).map(({ table }) => table)).toEqual(["disclosure_asker", "record_version"]);
    expect([(await request(open)).name, (await request(again)).name]).toEqual([`Öppen ${canary.name}`, "Åter Frågvis"]);
    expect(await request(id)).toMatchObject({ asked: "Alla resor till Kiel", name: null, address: null, state: "WITHDRAWN", isAskerErased: true });
    expect((await disclosures.getRequestVersion(house.office, id, 1)).request).toMatchObject({ asked: "Alla resor till Kiel", name: null, address: null });
    expect((await disclosures.listRequestHistory(house.office, id, { limit: 10 })).map(({ action }) => action)).toEqual(["disclosures.askerErased", "disclosures.withdrawn", "disclosures.changed", "disclosures.registered"]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
    // What somebody writes there afterwards goes as well.
    valueOf(await disclosures.changeRequest(house.office, { id, version: 3, request: requestInput({ name: "Efter Frågvis", asked: "Alla resor till Kiel" }) }, NOON));
    expect(await disclosures.eraseOldAskers(house.system, due)).toBe(1);
    expect((await request(id)).name).toBeNull();
    await expect(disclosures.eraseOldAskers(house.office, due)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is closed when it is withdrawn, and goes on when it is opened again", async () => {
    const id = await registered();
    valueOf(await disclosures.withdrawRequest(house.office, { id, version: 1 }, NOON));
    expect(await request(id)).toMatchObject({ state: "WITHDRAWN", closedOn: "2026-11-22" });
    expect(await pick(id, [await house.project()])).toMatchObject({ ok: false, reason: "disclosureClosed" });
    expect(await disclosures.withdrawRequest(house.office, { id, version: 2 }, NOON)).toMatchObject({ ok: false, reason: "disclosureClosed" });
    valueOf(await disclosures.reopenRequest(house.office, { id, version: 2 }, NOON));
    expect(await request(id)).toMatchObject({ state: "EXAMINED", closedOn: null, examination: { number: 1 } });
    expect(await disclosures.reopenRequest(house.office, { id, version: 3 }, NOON)).toMatchObject({ ok: false, reason: "disclosureOpen" });
  });
});

describe("picking records", () => {
  it("finds them by name, case number, register and year, and picks each once", async () => {
    const [id, project] = [await registered(), await house.project({ title: "Väljbar hamn", caseNumber: "KS 2026/0777", starts: { on: "2021-01-01", precision: "DAY" } })];
    const found = async (parameters: Record<string, string>) => (await records.listCandidates(house.office, id, readPickFilter(parameters).filter, around, NOON)).rows.map((row) => row.title);
    expect(await found({ q: "2026/0777" })).toEqual(["Väljbar hamn"]);
    expect(await found({ q: "väljbar", kind: "project", year: "2021" })).toEqual(["Väljbar hamn"]);
    expect(await found({ q: "väljbar", kind: "visit" })).toEqual([]);
    const key = randomUUID();
    await Promise.all([pick(id, [project], house.office, key), pick(id, [project], house.office, key)]);
    expect(valueOf(await pick(id, [project]))).toMatchObject({ added: 0 });
    expect(await records.listExamined(house.office, { id }, around, NOON)).toHaveLength(1);
    expect((await request(id)).state).toBe("EXAMINED");
  });

  it("picks by pasted addresses, and refuses one that leads nowhere", async () => {
    const [id, project] = [await registered(), await house.project({ title: "Adresserad hamn" })];
    const paste = (addresses: string) => pickSchema.safeParse({ _key: randomUUID(), requestId: id, addresses });
    const { data } = paste(`https://utblick.example/projects/${project}\nhttps://utblick.example/projects/${project.toUpperCase()}`);
    if (data === undefined) throw new Error("not read");
    expect(data.ids).toEqual([project]);
    valueOf(await records.pickRecords(house.office, data, around, NOON));
    expect((await theRecord(id)).told.title).toBe("Adresserad hamn");
    expect(paste("ingen adress alls").success).toBe(false);
    expect(await records.pickRecords(house.office, { ...data, key: randomUUID(), ids: [randomUUID()] }, around, NOON)).toMatchObject({ ok: false, reason: "disclosureRecordNotThere" });
  });

  it("refuses a record that the actor may not see, and a kind that there is none of", async () => {
    const [id, secret] = [await registered(), await house.project({ title: "Hemlig hamn", isConfidential: true, confidentialityProvision: "OSL 19:1", confidentialityOn: "2026-03-04", confidentialityBy: "Hamnchefen" })];
    expect(await pick(id, [secret], administrator)).toMatchObject({ ok: false, reason: "disclosureRecordNotThere" });
    expect((await records.listCandidates(administrator, id, readPickFilter({ q: "Hemlig hamn" }).filter, around, NOON)).rows).toEqual([]);
    expect(await records.pickRecords(house.office, { key: randomUUID(), requestId: id, subjects: [{ kind: "auditEntry", id: secret }], ids: [] }, around, NOON)).toMatchObject({ ok: false, reason: "disclosureRecordNotThere" });
    valueOf(await pick(id, [secret]));
    // An administrator sees that a record is there, and nothing of it.
    expect((await records.listExamined(administrator, { id }, around, NOON)).map(({ examined: one }) => one)).toEqual([null]);
    await expect(records.getExamined(administrator, id, (await theRecord(id)).record.id, around, NOON)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("says how many are at most picked: ten thousand are refused in words", async () => {
    const id = await registered();
    const read = pickSchema.safeParse({ _key: randomUUID(), requestId: id, picked: Array.from({ length: 10_000 }, () => `project ${randomUUID()}`) });
    expect(read.error?.issues).toMatchObject([{ message: "disclosures.errors.tooMany", path: ["picked"], params: { most: 200 } }]);
    expect(await records.pickRecords(house.office, { key: randomUUID(), requestId: id, subjects: [], ids: Array.from({ length: 10_000 }, () => randomUUID()) }, around, NOON)).toMatchObject({ ok: false, reason: "disclosureTooMany", about: { most: 200 } });
    expect(pickSchema.safeParse({ _key: randomUUID(), requestId: id, picked: "project '; DROP TABLE project; --" }).success).toBe(false);
  });
});

describe("examining a record", () => {
  it("proposes what is personal and releases nothing of it by itself, and shows no secret", async () => {
    const [id, project] = [await registered(), await house.project({ title: "Prövad hamn" })];
    valueOf(await pick(id, [project]));
    const { parts, undecided } = await theRecord(id);
    const opennessOf = (column: string) => fieldsOf(parts).find((field) => field.column === column)?.openness;
    expect([opennessOf("title"), opennessOf("created_by_id")]).toEqual(["open", "personal"]);
    expect(undecided).toBeGreaterThan(0);
    expect(await answer(id)).toMatchObject({ ok: false, reason: "disclosureUndecided", about: { count: 1 } });
    expect(valueOf(await examine(id, { rest: "RELEASE" }))).toEqual({ undecided: 0 });
  });

  it("holds the rows that belong to a record and what lies with it, in words: names in place of ids, and a taxonomy's words in place of its codes", async () => {
    const [id, project] = [await registered(), await house.project({ title: "Hel hamn", municipalGoals: [goal.code], noGoalReason: null, partners: [{ name: "Hafenamt", town: "Kiel", country: "DE", isLead: true }] })];
    const comments = await import("@/features/comments/service");
    valueOf(await comments.writeComment(house.maja, { key: randomUUID(), subject: { kind: "project", id: project }, text: "Ring hamnchefen.", mentionedIds: [] }, around, NOON));
    valueOf(await pick(id, [project]));
    const { parts } = await theRecord(id);
    const said = parts.flatMap(({ table, fields }) => fields.map((field) => `${table}.${field.column}: ${writeValues(field, wordsFor("sv"))}`));
    for (const expected of ["project.unit_id: Hamnförvaltningen", `project.municipal_goals: ${goal.sv}`, "project.status: Idé", "project_partner.name: Hafenamt", "project_partner.country: Tyskland", "comment.text: Ring hamnchefen.", "comment.created_by_id: Maja Provsson"]) expect(said).toContain(expected);
    expect(said.some((line) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(line))).toBe(false);
  });

  it("asks of each field of a record that is marked as confidential, since the marking decides nothing", async () => {
    const [id, secret] = [await registered(), await house.project({ title: "Markerad hamn", isConfidential: true, confidentialityProvision: "OSL 19:1", confidentialityOn: "2026-03-04", confidentialityBy: "Hamnchefen" })];
    valueOf(await pick(id, [secret]));
    const { parts, told } = await theRecord(id);
    expect(told.marking).toEqual({ provision: "OSL 19:1", on: "2026-03-04", by: "Hamnchefen" });
    expect([...new Set(fieldsOf(parts).map(({ openness }) => openness))]).toEqual(["confidential"]);
    valueOf(await examine(id, (one) => ({ choices: { [keyOf(one, "title")]: { state: "RELEASE", provision: null, reason: null } } })));
    expect(await answer(id)).toMatchObject({ ok: false, reason: "disclosureUndecided" });
  });

  it("refuses a mask of a field that is not there, and one without provision or reason", async () => {
    const [id, project] = [await registered(), await house.project()];
    valueOf(await pick(id, [project]));
    const mask = (key: string) => ({ choices: { [key]: { state: "MASK" as const, provision: null, reason: null } } });
    expect(await examine(id, { provision: "OSL 21:1", reason: "Skydd", ...mask(`project.${project}.password`) })).toMatchObject({ ok: false, reason: "disclosureFieldUnknown" });
    expect(await examine(id, { provision: "OSL 21:1", reason: "Skydd", ...mask("__proto__") })).toMatchObject({ ok: false, reason: "disclosureFieldUnknown" });
    expect(await examine(id, (one) => mask(keyOf(one, "title")))).toMatchObject({ ok: false, reason: "disclosureMaskUnexplained", issues: [{ field: "provision" }, { field: "reason" }] });
    expect(await examine(id, { isWithheld: true })).toMatchObject({ ok: false, reason: "disclosureMaskUnexplained" });
  });

  it("refuses one of two who decide from the same version, and what is decided of something else than was shown", async () => {
    const [id, project] = [await registered(), await house.project({ title: "Två prövar" })];
    valueOf(await pick(id, [project]));
    const { record, digest } = await theRecord(id);
    const decide = (more: Partial<ExamineInput> = {}) => records.examineRecord(house.office, examineInput({ requestId: id, recordId: record.id, version: 1, digest, rest: "RELEASE", ...more }), around, NOON);
    await expect(decide({ digest: "0".repeat(64) })).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
    const both = await Promise.allSettled([decide(), decide()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(records.examineRecord(house.office, examineInput({ requestId: await registered(), recordId: record.id, version: 2, digest }), around, NOON)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await expect(records.dropRecord(house.office, { requestId: id, recordId: record.id, version: 1 }, NOON)).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
    valueOf(await records.dropRecord(house.office, { requestId: id, recordId: record.id, version: 2 }, NOON));
    expect(await records.listExamined(house.office, { id }, around, NOON)).toEqual([]);
  });

  it("is to be done again when the record has changed since", async () => {
    const { id, project } = await examined("Ändras efteråt");
    await house.projects.archiveProject(house.maja, { id: project, _version: 1 }, true, NOON);
    expect((await theRecord(id)).isChanged).toBe(true);
    expect(await answer(id)).toMatchObject({ ok: false, reason: "disclosureRecordChanged" });
    valueOf(await examine(id, { rest: "RELEASE" }));
    valueOf(await answer(id));
  });
});

describe("the answer", () => {
  const SECRET = "Krypteringsvägen 17";

  it("Issue's own words: freezes a maskable export with a log of what was released and why; masked text is in no byte of any file", async () => {
    const [id, project, other] = [await registered({ caseNumber: "KS 2026/0900" }), await house.project({ title: "Utlämnad hamn", summary: `Träffas på ${SECRET}.` }), await house.project({ title: "Helt dold hamn", summary: "Bara här" })];
    valueOf(await pick(id, [project, other]));
    valueOf(await examine(id, (one) => ({ rest: "RELEASE", choices: { [keyOf(one, "summary")]: { state: "MASK", provision: "OSL 18 kap. 8 §", reason: "Röjer en säkerhetsåtgärd" } } })));
    valueOf(await examine(id, { isWithheld: true, provision: "OSL 19 kap. 1 §", reason: "Skadar affären" }, 1));
    // The two have some words in common, which are known to be released with the one of them.
    expect((await answers.checkAnswer(house.office, id, around, NOON)).traces.every((where) => where.startsWith("1. Projekt: "))).toBe(true);
    const { id: answerId } = valueOf(await answer(id, { outcome: "PARTLY", reason: "Det som är dolt omfattas av sekretess.", isSeen: true }));
    const [stored] = await answers.listAnswers(house.office, id);
    expect(stored).toMatchObject({ id: answerId, outcome: "PARTLY", recordCount: 2, maskedCount: 2, number: 1, decidedBy: "Kommunsekreteraren" });
    expect(stored?.log).toMatchObject([
      { number: 1, subjectId: project, withheld: null, masked: [{ label: "Syfte", provision: "OSL 18 kap. 8 §", reason: "Röjer en säkerhetsåtgärd" }] },
      { number: 2, subjectId: other, withheld: { provision: "OSL 19 kap. 1 §", reason: "Skadar affären" }, released: 0, masked: [] },
    ]);
    const fileOf = async (kind: "READ" | "REGISTER" | "XLSX" | "JSON") => (await answers.fetchFile(house.office, answerId, kind)).bytes;
    for (const kind of ["READ", "REGISTER", "XLSX", "JSON"] as const) {
      const bytes = await fileOf(kind);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(stored?.files.find((file) => file.kind === kind)?.sha256);
      const text = kind === "JSON" ? Buffer.from(bytes).toString("utf8") : kind === "XLSX" ? unpack(bytes) : (await readPdf(bytes)).lines.join(" ").replace(/\s+/g, " ");
      expect(text).toContain("Utlämnad hamn");
      expect(text).toContain("OSL 18 kap. 8 §");
      for (const masked of [SECRET, "Krypteringsv", "Helt dold hamn", "Bara här", other]) {
        expect(text).not.toContain(masked);
        for (const encoding of ["utf8", "latin1", "utf16le"] as const) expect(Buffer.from(bytes).includes(Buffer.from(masked, encoding))).toBe(false);
      }
    }
    const archive = Buffer.from(await fileOf("REGISTER")).toString("latin1");
    expect(archive).toMatch(/pdfaid:part>2</);
    expect((await readPdf(await fileOf("READ"))).lines.join(" ")).toContain("kammarrätten");
    expect(JSON.stringify(stored)).not.toContain(SECRET);
  });

  it("is given once for a key and by one of two who answer at the same time, and then changed by nobody", async () => {
    const { id } = await examined("Besvaras en gång");
    const input = answerInput({ requestId: id, version: (await request(id)).version });
    const twice = await Promise.all([answers.answerRequest(house.office, input, around, NOON), answers.answerRequest(house.office, input, around, NOON)]);
    expect(valueOf(twice[0])).toEqual(valueOf(twice[1]));
    expect(await answers.listAnswers(house.office, id)).toHaveLength(1);
    expect(await answers.answerRequest(house.office, { ...input, key: randomUUID() }, around, NOON)).toMatchObject({ ok: false, reason: "disclosureClosed" });
    const other = await examined("Två svarar");
    const version = (await request(other.id)).version;
    const both = await Promise.all([house.office, administrator].map((actor) => answers.answerRequest(actor, answerInput({ requestId: other.id, version }), around, NOON)));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: "disclosureClosed" });
    const client = new pg.Client({ connectionString: house.database.ownerUrl });
    await client.connect();
    try {
      for (const statement of ["UPDATE disclosure_answer SET reason = 'x'", "UPDATE disclosure_file SET bytes = 'x'", "DELETE FROM disclosure_file", "DELETE FROM disclosure_answer"]) await expect(client.query(statement)).rejects.toThrow();
    } finally {
      await client.end();
    }
  });

  it("refuses an answer by somebody who saw an earlier state of the request", async () => {
    const { id } = await examined("Läst för länge sedan");
    await expect(answer(id, { version: 1 })).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
  });

  it("agrees with its examination: the whole, a part with reasons, or nothing", async () => {
    const { id } = await examined("Stämmer", (one) => ({ rest: "RELEASE", provision: "OSL 21:1", reason: "Skydd", choices: { [keyOf(one, "created_by_id")]: { state: "MASK", provision: null, reason: null } } }));
    expect(await answer(id)).toMatchObject({ ok: false, reason: "disclosureOutcomeDiffers", field: "outcome" });
    expect(await answer(id, { outcome: "PARTLY" })).toMatchObject({ ok: false, reason: "disclosureReasonMissing", field: "reason" });
    expect(await answer(id, { outcome: "PARTLY", reason: "Skydd", decidedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "disclosureAnswerInFuture" });
    valueOf(await answer(id, { outcome: "PARTLY", reason: "Skydd" }));
    const empty = await registered();
    expect(await answer(empty)).toMatchObject({ ok: false, reason: "disclosureNothing" });
    valueOf(await answer(empty, { outcome: "REFUSED", reason: "Det finns ingen sådan handling." }));
  });

  it("tells where a masked text stands in what is released, and asks for it to be seen", async () => {
    const [id, project] = [await registered(), await house.project({ title: `Möte på ${SECRET}`, summary: SECRET })];
    valueOf(await pick(id, [project]));
    valueOf(await examine(id, (one) => ({ rest: "RELEASE", choices: { [keyOf(one, "summary")]: { state: "MASK", provision: "OSL 18:8", reason: "Skydd" } } })));
    expect((await answers.checkAnswer(house.office, id, around, NOON)).traces).toEqual(["1. Projekt: Namn"]);
    expect(await answer(id, { outcome: "PARTLY", reason: "Skydd" })).toMatchObject({ ok: false, reason: "disclosureMaskedElsewhere", field: "isSeen" });
    expect(await answer(id, { outcome: "PARTLY", reason: `Det gäller ${SECRET}` })).toMatchObject({ ok: false, about: { where: "1. Projekt: Namn; beslutets egna ord" } });
    valueOf(await answer(id, { outcome: "PARTLY", reason: "Skydd", isSeen: true }));
  });

  it("stands when the request is examined anew, and the new examination has an answer of its own", async () => {
    const { id, project } = await examined("Prövas igen");
    valueOf(await answer(id));
    const first = await answers.listAnswers(house.office, id);
    valueOf(await disclosures.reopenRequest(house.office, { id, version: (await request(id)).version }, NOON));
    expect(await request(id)).toMatchObject({ state: "EXAMINED", closedOn: null, examination: { number: 2 } });
    expect(await records.listExamined(house.office, { id }, around, NOON)).toEqual([]);
    valueOf(await pick(id, [project]));
    valueOf(await examine(id, { rest: "RELEASE" }));
    valueOf(await answer(id));
    const both = await answers.listAnswers(house.office, id);
    expect(both.map(({ number }) => number)).toEqual([2, 1]);
    expect(both[1]).toEqual(first[0]);
  });

  it("hands its files to the office and the administrator alone, and keeps that they were fetched", async () => {
    const { id } = await examined("Hämtas");
    const { id: answerId } = valueOf(await answer(id));
    await expect(answers.fetchFile(house.reader, answerId, "JSON")).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await answers.fetchFile(administrator, answerId, "JSON");
    expect((await disclosures.listRequestHistory(house.office, id, { limit: 1 })).map(({ action }) => action)).toEqual(["disclosures.fetched"]);
  });
});

describe("what a record holds", () => {
  it("has words in both languages for every column, row and value that can be in it, or it is the program's own bookkeeping", async () => {
    const client = new pg.Client({ connectionString: house.database.ownerUrl });
    await client.connect();
    // Of these nothing lies in a record of a register: people, sign-in, settings, rules, requests, lists and views of them, and that a record is to be kept.
    const APART = /^(account|role_assignment|seat|person|person_details|body|body_name|body_placement|term_of_office|calendar_feed|notification_choice|open_data_publication|system_token|municipality_profile|task_handover|governing_document|document_version|contact_person_appointment|space_answer|appointment_handover|follow_up_round|summary|list_import|information_activity|saved_view|retention_rule|retention_hold|disposal|disposal_record|disclosure_\w+)$/;
    try {
      const { rows } = await client.query<{ table: string; column: string; values: string[] | null }>(`
        SELECT c.relname AS table, a.attname AS column, (SELECT array_agg(e.enumlabel::text) FROM pg_enum e WHERE e.enumtypid = coalesce(nullif(t.typelem, 0), t.oid)) AS values
        FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
        WHERE g.tgname = 'write_record_version' ORDER BY 1, 2`);
      const told = rows.filter(({ table, column }) => !APART.test(table) && column !== "id" && !BOOKKEEPING.has(column) && !column.endsWith("precision"));
      expect(told.length).toBeGreaterThan(400);
      for (const words of [wordsFor("sv"), wordsFor("en")]) {
        expect(told.filter(({ table, column }) => labelOfColumn(table, column, words) === null).map(({ table, column }) => `${table}.${column}`)).toEqual([]);
        expect(told.flatMap(({ table, column, values }) => (values ?? []).filter((value) => labelOfValue(table, column, value, words) === null).map((value) => `${table}.${column} ${value}`))).toEqual([]);
        const own = new Set(around.registers.flatMap(({ holding }) => (holding === undefined ? [] : [holding.stored.table.replaceAll('"', "")])));
        own.add("unit_statement");
        expect([...new Set(told.map(({ table }) => table))].filter((table) => !own.has(table) && labelOfPart(table, words) === null)).toEqual([]);
      }
    } finally {
      await client.end();
    }
  });
});
