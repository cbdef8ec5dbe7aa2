import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import { reportVisits } from "@/features/visits/report";
import { readVisitFilter } from "@/features/visits/schema";
import type { Table } from "@/lib/table";
import { wordsFor } from "@/messages/words";
import { writeCsv } from "@/server/documents/csv";
import { writeXlsx } from "@/server/documents/xlsx";
import { csvOf, EVERY_ROW, workbookOf } from "../../factories/lists.ts";
import { reportInput } from "../../factories/visits.ts";
import { NOON, openVisits, valueOf, type VisitsHouse } from "../visits/house.ts";

let house: VisitsHouse;
let imports: typeof draftsService & typeof importsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openVisits("varberg");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const HEAD = ["Besök", "Typ", "Förvaltning", "Datum", "Till och med", "Motpart", "Antal", "Representation", "Barn och unga", "Syfte"];
const rowOf = (title: string, more: Readonly<Record<string, string>> = {}) => {
  const row: Readonly<Record<string, string>> = { Besök: title, Typ: "Besök hit", Förvaltning: "Hamnförvaltningen", Datum: "2027-05-12", Motpart: "Nystads stad", Representation: "Ja", "Barn och unga": "Nej", ...more };
  return HEAD.map((name) => row[name] ?? "");
};
const upload = async (bytes: Uint8Array, actor: Actor = house.office, fileName = "besök.csv") => valueOf(await imports.uploadList(actor, { kind: "visit", draftId: null, fileName, bytes }, around, NOON)).id;
const draftOf = (rows: readonly (readonly string[])[], actor: Actor = house.office) => upload(csvOf([HEAD, ...rows]), actor);
const preview = (id: string, actor: Actor = house.office) => imports.previewList(actor, id, EVERY_ROW, around, NOON);
const outcomes = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.map(({ row, outcome }) => `${String(row)} ${outcome}`);
const faults = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.flatMap(({ row, issues }) => issues.map(({ field, message, params }) => `${String(row)} ${field}: ${wordsFor("sv")(message, params)}`));
const run = async (id: string, actor: Actor = house.office) => imports.runImport(actor, { id, digest: (await preview(id, actor)).digest }, around, NOON);
const readIn = async (rows: readonly (readonly string[])[], actor: Actor = house.office) => imports.getImport(actor, valueOf(await run(await draftOf(rows, actor), actor)).id, EVERY_ROW);
const idOf = (list: { rows: readonly { id: string }[] }, place = 0) => list.rows[place]?.id ?? "";

describe("a list of visits", () => {
  it("V15: is read from a workbook as a whole, each row as a visit that was announced, on its unit's behalf, with its source and entry", async () => {
    const id = await upload(workbookOf([HEAD, rowOf("Havsvind", { "Till och med": "2027-05-14", Antal: "12", Syfte: "De vill se hamnen." }), rowOf("Sommarkursen", { Typ: "Resa", Datum: "2027-07", Representation: "Nej", "Barn och unga": "x" })]), house.office, "besök.xlsx");
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect(list).toMatchObject({ kind: "visit", addedCount: 2, changedCount: 0, sameCount: 0 });
    expect(await house.see(idOf(list))).toMatchObject({ title: "Havsvind", unitId: house.unit, direction: "INCOMING", starts: { on: "2027-05-12", precision: "DAY" }, ends: { on: "2027-05-14", precision: "DAY" }, counterpart: "Nystads stad", participantCount: 12, needsRepresentation: true, purpose: "De vill se hamnen.", sources: ["Importerad från besök.xlsx, rad 2"], version: 1 });
    expect(await house.see(idOf(list, 1))).toMatchObject({ direction: "OUTGOING", starts: { on: "2027-07-01", precision: "MONTH" }, ends: null, endsOn: "2027-07-31", reachesChildrenAndYouth: true, needsRepresentation: false });
    expect(await house.visits.listVisitHistory(house.office, idOf(list), { limit: 5 })).toMatchObject([{ action: "visits.announced", onBehalf: true }]);
    // It stands on the desk like any other, and is found by what it says.
    expect((await house.visits.listComing(house.gunnel, NOON)).visits.find((visit) => visit.id === idOf(list))?.openPlace).toBeGreaterThan(0);
    expect((await house.list({ q: "Havsvind Nystads" })).rows.map(({ id: found }) => found)).toEqual([idOf(list)]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("adds nothing when it is read in once more, and asks of one with the same title and days under another unit", async () => {
    const rows = [rowOf("Två gånger", { Datum: "2019-03-04" }), rowOf("Varje månad", { Datum: "2019-03-05" }), rowOf("Varje månad", { Datum: "2019-04-05" })];
    await readIn(rows);
    const again = await draftOf(rows);
    expect(await outcomes(again)).toEqual(["2 SAME", "3 SAME", "4 SAME"]);
    expect(await run(again)).toMatchObject({ reason: "importNothingNew" });
    expect(await outcomes(await draftOf([rowOf("två gånger", { Datum: "2019-03-04", Förvaltning: "Ängsförvaltningen" }), rowOf("Två gånger", { Datum: "2019-03" }), rowOf("Varje månad", { Datum: "2019-05-05" }), rowOf("Varje månad", { Datum: "2019-05-05" })]))).toEqual(["2 LIKE", "3 LIKE", "4 NEW", "5 TWICE"]);
  });

  it("changes what its rows say, tells whoever represents of the new days, and gives all of it back when it is undone", async () => {
    const id = idOf(await readIn([rowOf("Flyttas", { Datum: "2027-03-01", Syfte: "Första planen" })]));
    valueOf(await house.take(house.bo, id));
    const before = await house.see(id);
    const told = async () => Number((await house.client.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM notification WHERE subject_id = ${id}::uuid AND kind::text = 'VISIT_CHANGED'`)[0]?.count);
    const draft = await upload(csvOf([["Id i Utblick", "Besök", "Datum", "Plats"], [id, "Flyttas till april", "2027-04-01", "Rådhuset"]]));
    expect((await preview(draft)).rows).toMatchObject([{ outcome: "CHANGED", changes: [{ field: "title", before: "Flyttas", after: "Flyttas till april" }, { field: "places", before: "", after: "Rådhuset" }, { field: "starts", before: "2027-03-01", after: "2027-04-01" }] }]);
    const list = await imports.getImport(house.office, valueOf(await run(draft)).id, EVERY_ROW);
    expect(list).toMatchObject({ addedCount: 0, changedCount: 1 });
    expect(await house.see(id)).toMatchObject({ title: "Flyttas till april", places: "Rådhuset", purpose: "Första planen", starts: { on: "2027-04-01" }, representative: { name: house.bo.name }, version: 2 });
    expect(await told()).toBe(1);
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect(await house.see(id)).toEqual({ ...before, version: 3 });
    expect(await told()).toBe(2);
    expect((await house.list({ q: "Flyttas till april" })).total).toBe(0);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("tells every fault with row, field and mend, and reads nothing in while there is one", async () => {
    const id = await draftOf([
      rowOf("Baklänges", { "Till och med": "2027-05-11" }),
      rowOf("Obesvarad", { Representation: "" }),
      rowOf("Vad är det?", { Typ: "Fika", Datum: "någon gång" }),
      rowOf("För många unga", { "Barn och unga": "Nej", Antal: "många" }),
      rowOf("", {}),
      rowOf("Hos ingen", { Förvaltning: "Ordenssällskapet" }),
      rowOf("Som den ska"),
    ]);
    expect(await faults(id)).toEqual([
      "2 ends: Besöket slutar innan det börjar. Skriv en sista dag som är samma dag som den första eller senare.",
      "3 needsRepresentation: Svara ja eller nej på om kommunen ska representeras.",
      "4 direction: ”Fika” går inte att tolka. Skriv något av: Besök hit, Resa, Arrangemang",
      "4 starts: Skriv ett datum, en månad eller ett år, till exempel 2027-05-03, 2027-05, 2027 kv 2 eller 2027.",
      expect.stringMatching(/^5 participantCount: /),
      "6 title: Skriv en rubrik, till exempel Delegation från Nystad.",
      expect.stringMatching(/^7 unitId: ”Ordenssällskapet” går inte att tolka/),
    ]);
    expect(await run(id)).toMatchObject({ reason: "importHasFaults", about: { count: 6 } });
    expect((await house.list({ q: "Som den ska" })).total).toBe(0);
  });

  it("is a contact person's for the own unit, who changes no other unit's visit, and leaves a closed one as it is", async () => {
    const other = await house.announce({ title: "Ängens eget", unitId: house.otherUnit }, house.office);
    const own = await draftOf([rowOf("Hamnens egen", { Förvaltning: "" })], house.maja);
    expect((await house.see(idOf(await imports.getImport(house.maja, valueOf(await run(own, house.maja)).id, EVERY_ROW)))).unitId).toBe(house.unit);
    const others = await upload(csvOf([["Id i Utblick", "Besök"], [other, "Ängens ändrade"]]), house.maja);
    expect(await faults(others, house.maja)).toEqual(["2 : Besöket hör till Ängsförvaltningen. Be den verksamhetens kontaktperson eller samordningen läsa in raden."]);
    const strange = await upload(csvOf([["Id i Utblick", "Besök"], ["00000000-0000-4000-8000-000000000009", "Finns inte"]]));
    expect(await faults(strange)).toContain("2 id: Det finns inget besök med det id:t. Töm cellen om besöket är nytt.");
    const reports = await import("@/features/visits/reports/service");
    const over = await house.announce({ title: "Över", starts: { on: "2026-10-01", precision: "DAY" } });
    valueOf(await reports.saveReport(house.maja, { visitId: over, key: randomUUID(), version: 0, report: reportInput({ toldOn: "2026-10-05" }) }, NOON));
    valueOf(await reports.closeVisit(house.maja, { id: over, version: (await house.see(over)).version }, true, NOON));
    expect(await faults(await upload(csvOf([["Id i Utblick", "Besök"], [over, "Efteråt"]])))).toEqual(["2 : Besöket är avslutat. Öppna det igen för att ändra något."]);
    await expect(upload(csvOf([HEAD, rowOf("Ledamotens")]), house.gunnel)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is undone as a whole, with nothing removed, and not once one of its visits has a representative", async () => {
    const list = await readIn([rowOf("Ångras ett"), rowOf("Ångras två")]);
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect([(await house.see(idOf(list))).isArchived, (await house.see(idOf(list, 1))).isArchived]).toEqual([true, true]);
    const taken = await readIn([rowOf("Tas ett"), rowOf("Tas två")]);
    valueOf(await house.take(house.gunnel, idOf(taken, 1)));
    expect(await imports.undoImport(house.office, { id: taken.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { count: 1, rows: "Tas två (3)" } });
    expect((await house.see(idOf(taken))).isArchived).toBe(false);
  });

  it("that has been exported and is read in again changes nothing, as CSV and as a workbook, in either language", async () => {
    await house.announce({ title: "=Formel; och 'citat\"", purpose: "Rad ett\nrad två;\n\nrad fyra", starts: { on: "2024-01-01", precision: "YEAR" }, ends: { on: "2025-06-30", precision: "MONTH" }, needsRepresentation: false, direction: "EVENT" });
    await house.announce({ title: "Kvartal", starts: { on: "2027-04-01", precision: "QUARTER" }, reachesChildrenAndYouth: true, childrenAndYouthCount: 7, officeNotifiedOn: "2026-11-01", officeNotifiedTo: "Ingrid", caseNumber: "KS 2027/1", isHandledSeparately: true, hosts: "-Värden", places: "@torget" });
    const fallen = await house.announce({ title: "Inställt blir kvar" });
    await house.visits.cancelVisit(house.maja, { id: fallen, version: 1 }, true, NOON);
    const snapshot = async () => JSON.stringify(await house.client.$queryRaw`SELECT to_jsonb(v) AS visit FROM visit v ORDER BY v.id`);
    const before = await snapshot();
    for (const locale of ["sv", "en"] as const) {
      for (const when of [{}, { when: "cancelled" }] as Record<string, string>[]) {
        const rows = [];
        for await (const piece of house.visits.exportVisits(house.office, readVisitFilter(when).filter, NOON)) rows.push(...piece);
        expect(rows).toHaveLength((await house.list(when)).total);
        const table = reportVisits(rows, wordsFor(locale));
        for (const bytes of [await collect(writeCsv({ columns: table.columns, rows: pieces(table) })), await collect(writeXlsx({ columns: table.columns, rows: pieces(table) }, "Besök"))]) {
          const shown = await preview(await upload(bytes));
          expect(shown.rows.filter(({ outcome }) => outcome !== "SAME").map(({ title, outcome, changes, issues }) => ({ title, outcome, changes, issues }))).toEqual([]);
          expect(shown.counts.SAME).toBe(rows.length);
        }
      }
    }
    expect(await snapshot()).toBe(before);
  });
});

async function* pieces(table: Table) {
  yield await Promise.resolve(table.rows);
}

async function collect(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(parts));
}
