import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { readNetworkFilter } from "@/features/networks/schema";
import { readPartnerFilter } from "@/features/partners/schema";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import type * as networkEntriesService from "@/features/networks/entries/service";
import type * as networksService from "@/features/networks/service";
import type * as partnersService from "@/features/partners/service";
import type * as relationsService from "@/features/town-relations/service";
import { wordsFor } from "@/messages/words";
import { csvOf, EVERY_ROW, workbookOf } from "../../factories/lists.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let imports: typeof draftsService & typeof importsService;
let partners: typeof partnersService;
let networks: typeof networksService;
let networkEntries: typeof networkEntriesService;
let relations: typeof relationsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  [partners, networks, networkEntries, relations] = await Promise.all([import("@/features/partners/service"), import("@/features/networks/service"), import("@/features/networks/entries/service"), import("@/features/town-relations/service")]);
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const HEAD = ["Partner", "Typ", "Land", "Ort", "Säkerhet"];
const upload = async (kind: string, bytes: Uint8Array, actor: Actor = house.office, more: { draftId?: string; fileName?: string } = {}) => imports.uploadList(actor, { kind, draftId: more.draftId ?? null, fileName: more.fileName ?? "lista.csv", bytes }, around, NOON);
const draftOf = async (kind: string, rows: readonly (readonly string[])[], actor: Actor = house.office) => valueOf(await upload(kind, csvOf(rows), actor)).id;
const preview = (id: string, actor: Actor = house.office) => imports.previewList(actor, id, EVERY_ROW, around, NOON);
const outcomes = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.map(({ row, outcome }) => `${String(row)} ${outcome}`);
const run = async (id: string, actor: Actor = house.office) => imports.runImport(actor, { id, digest: (await preview(id, actor)).digest }, around, NOON);
const faults = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.flatMap(({ row, issues }) => issues.map(({ field, message, params }) => `${String(row)} ${field}: ${wordsFor("sv")(message, params)}`));
const partnersNamed = async (q: string) => (await partners.listPartners(house.reader, readPartnerFilter({ q }).filter, NOON)).rows.map(({ name, country }) => `${name} ${country}`);

describe("a list of partners", () => {
  it("V11b: is read from a workbook and from text alike, with its columns guessed from headings in Swedish and English", async () => {
    const rows = [["Våra partner"], [], ["Legal name", "Organisation type", "Country", "City", "Anteckning"], ["Storå skole", "Skola", "Danmark", "Storå", "a;b"], ["Gdanska Institutet", "universitet", "PL", "", ""]];
    for (const bytes of [workbookOf(rows.slice(2)), csvOf(rows), csvOf(rows, "latin1")]) {
      const { id } = valueOf(await upload("partner", bytes));
      const draft = await imports.getDraft(house.office, id, around, NOON);
      expect(draft.columns.map(({ heading }) => heading)).toEqual(["Legal name", "Organisation type", "Country", "City", "Anteckning"]);
      expect(draft.chosen).toEqual({ name: 0, kind: 1, country: 2, place: 3, note: 4 });
      expect((await preview(id)).rows.map(({ title, outcome }) => `${title} ${outcome}`)).toEqual(["Storå skole NEW", "Gdanska Institutet NEW"]);
    }
  });

  it("V11b: is read in as a whole, each row as one that was typed, with its entry, its source and where it lies", async () => {
    const id = await draftOf("partner", [[...HEAD, "Andra namn"], ["Haderslev Kommune", "Kommun", "Danmark", "Haderslev", "Säker", "Hadersleben (de); Haersleb"], ["Kulturskolen i Vojens", "Skola", "dk", "", "", ""]]);
    const done = valueOf(await run(id));
    const list = await imports.getImport(house.office, done.id, EVERY_ROW);
    expect(list).toMatchObject({ kind: "partner", fileName: "lista.csv", addedCount: 2, sameCount: 0, undoneAt: null, mayUndo: true });
    const { partner } = await partners.getPartner(house.reader, list.rows[0]?.id ?? "");
    expect(partner).toMatchObject({ name: "Haderslev Kommune", kind: "TOWN", country: "DK", coordinates: { latitude: 55.24943, longitude: 9.48771 }, aliases: [{ name: "Hadersleben", language: "de" }, { name: "Haersleb", language: null }], certainty: "HIGH", version: 1 });
    expect(partner.facts).toEqual([{ field: "name", value: "Haderslev Kommune", source: "Importerad från lista.csv, rad 2", certainty: "HIGH" }]);
    expect((await partners.listPartnerHistory(house.reader, partner.id, { limit: 5 })).map(({ action }) => action)).toContain("partners.added");
    expect(await partnersNamed("hadersleben")).toEqual(["Haderslev Kommune DK"]);
    // What is there already is linked and not read in again, also under another name.
    const again = await draftOf("partner", [HEAD, ["Hadersleben", "TOWN", "Denmark", "", ""], ["Haderslev Kommune", "Kommun", "Norge", "", ""]]);
    expect(await outcomes(again)).toEqual(["2 SAME", "3 NEW"]);
    const second = await imports.getImport(house.office, valueOf(await run(again)).id, EVERY_ROW);
    expect(second).toMatchObject({ addedCount: 1, sameCount: 1 });
    expect(second.rows[0]).toMatchObject({ outcome: "SAME", id: partner.id });
  });

  it("tells every fault in words with its row and field, and reads nothing in while there is one", async () => {
    const id = await draftOf("partner", [HEAD, ["Rätt skola", "Skola", "Danmark", "", ""], ["", "Skola", "Danmark", "", ""], ["Fel AB", "Rymdskepp", "Danmark", "", ""], ["Utan land", "Skola", "", "", ""], ["Långt", "Skola", "Atlantis", "x".repeat(200), ""]]);
    expect(await faults(id)).toEqual(["3 name: Skriv namnet, till exempel Haderslev Kommune.", expect.stringMatching(/^4 kind: ”Rymdskepp” går inte att tolka. Skriv något av: Kommun eller stad, Region, Skola/), "5 country: Välj land.", expect.stringMatching(/^6 country: ”Atlantis”/), "6 place: Skriv högst 120 tecken. Nu är det 200."]);
    expect(await run(id)).toMatchObject({ ok: false, reason: "importHasFaults", about: { count: 4 } });
    expect(await partnersNamed("Rätt skola")).toEqual([]);
  });

  it("keeps what was told of the columns when another file is chosen, also where they have moved", async () => {
    const id = await draftOf("partner", [["Benämning", "Typ", "Land"], ["Flyttad skola", "Skola", "Danmark"], ["Ännu en", "Skolan", "Danmark"]]);
    const { revision } = await imports.getDraft(house.office, id, around, NOON);
    await imports.tellColumns(house.office, { id, revision, columns: { name: 0, kind: 1, country: 2 }, defaults: { certainty: "LOW" } }, around, NOON);
    expect(await outcomes(id)).toEqual(["2 NEW", "3 FAULT"]);
    valueOf(await upload("partner", csvOf([["Land", "Typ", "Benämning"], ["Danmark", "Skola", "Flyttad skola"]]), house.office, { draftId: id }));
    expect(await outcomes(id)).toEqual(["2 NEW"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect((await partners.getPartner(house.reader, list.rows[0]?.id ?? "")).partner).toMatchObject({ name: "Flyttad skola", certainty: "LOW" });
  });

  it("asks of rows that are like a partner whether they are new, and takes those of one another's name once", async () => {
    valueOf(await run(await draftOf("partner", [HEAD, ["Universitetet i Sandefjord", "Universitet", "Norge", "", ""]])));
    const id = await draftOf("partner", [HEAD, ["Universitet i Sandefjord", "Universitet", "Norge", "", ""], ["Ny skola i Moss", "Skola", "Norge", "", ""], ["Ny skola i Moss", "Skola", "Norge", "", ""], ["Ny Skola i Moss", "Företag", "Norge", "", ""]]);
    expect(await outcomes(id)).toEqual(["2 LIKE", "3 NEW", "4 TWICE", "5 FAULT"]);
    expect(await faults(id)).toEqual(["5 : Rad 3 handlar om samma sak men säger något annat. Behåll en av raderna."]);
    const mended = await draftOf("partner", [HEAD, ["Universitet i Sandefjord", "Universitet", "Norge", "", ""], ["Ny skola i Moss", "Skola", "Norge", "", ""]]);
    expect(await run(mended)).toMatchObject({ reason: "importHasQuestions" });
    await imports.answerRows(house.office, { id: mended, revision: 1, answers: {}, rest: "same" }, around, NOON);
    expect(await outcomes(mended)).toEqual(["2 SAME", "3 NEW"]);
    await imports.answerRows(house.office, { id: mended, revision: 2, answers: { "2": "new" }, rest: null }, around, NOON);
    expect(await outcomes(mended)).toEqual(["2 NEW", "3 NEW"]);
    valueOf(await run(mended));
    expect((await partnersNamed("Sandefjord")).sort()).toEqual(["Universitet i Sandefjord NO", "Universitetet i Sandefjord NO"]);
  });

  it("is read in once, however often it is sent, and not as something else than was shown", async () => {
    const id = await draftOf("partner", [HEAD, ["En gång till AB", "Företag", "Danmark", "", ""]]);
    const { digest } = await preview(id);
    const both = await Promise.all([imports.runImport(house.office, { id, digest }, around, NOON), imports.runImport(house.office, { id, digest }, around, NOON)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await partnersNamed("En gång till")).toHaveLength(1);
    const [first, second] = [await draftOf("partner", [HEAD, ["Tävlan AB", "Företag", "Danmark", "", ""]]), await draftOf("partner", [HEAD, ["Tävlan AB", "Företag", "Danmark", "", ""]], house.maja)];
    const [mine, theirs] = [await preview(first), await preview(second, house.maja)];
    const raced = await Promise.all([imports.runImport(house.office, { id: first, digest: mine.digest }, around, NOON), imports.runImport(house.maja, { id: second, digest: theirs.digest }, around, NOON)]);
    expect(raced.map((one) => (one.ok ? "read in" : one.reason)).sort()).toEqual(["importChangedMeanwhile", "read in"]);
    expect(await partnersNamed("Tävlan")).toHaveLength(1);
  });

  it("refuses to be told of from an older window, and is nobody else's to see", async () => {
    const id = await draftOf("partner", [HEAD, ["Någons AB", "Företag", "Danmark", "", ""]], house.maja);
    await imports.tellColumns(house.maja, { id, revision: 1, columns: { name: 0 }, defaults: {} }, around, NOON);
    await expect(imports.tellColumns(house.maja, { id, revision: 1, columns: { name: 1 }, defaults: {} }, around, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(imports.chooseSheet(house.maja, { id, revision: 1, sheet: 0, headerRow: 2 }, around, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(imports.getDraft(house.office, id, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(imports.previewList(house.office, id, EVERY_ROW, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(upload("partner", csvOf([HEAD, ["x"]]), house.reader)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await imports.discardList(house.maja, id);
    await expect(imports.getDraft(house.maja, id, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is undone as a whole, with nothing removed, and not once a row has been changed or is pointed to", async () => {
    const rows = (name: string) => [HEAD, [`${name} ett`, "Företag", "Danmark", "", ""], [`${name} två`, "Företag", "Danmark", "", ""], ["Annat AB", "Företag", "Danmark", "", ""]];
    valueOf(await run(await draftOf("partner", [HEAD, ["Annat AB", "Företag", "Danmark", "", ""]])));
    const undone = valueOf(await run(await draftOf("partner", rows("Ångrad"))));
    expect(await partnersNamed("Ångrad")).toHaveLength(2);
    await expect(imports.undoImport(house.maja, { id: undone.id, version: 1 }, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    valueOf(await imports.undoImport(house.office, { id: undone.id, version: 1 }, around, NOON));
    expect(await partnersNamed("Ångrad")).toEqual([]);
    expect(await partnersNamed("Annat AB")).toHaveLength(1);
    const { rows: became, undoneAt } = await imports.getImport(house.office, undone.id, EVERY_ROW);
    expect(undoneAt).not.toBeNull();
    expect((await partners.getPartner(house.office, became[0]?.id ?? "")).partner).toMatchObject({ isArchived: true, version: 2 });
    expect((await partners.listPartnerHistory(house.office, became[0]?.id ?? "", { limit: 5 })).map(({ action }) => action)).toContain("partners.archived");
    expect(await imports.undoImport(house.office, { id: undone.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importUndoneAlready" });

    const kept = valueOf(await run(await draftOf("partner", rows("Ändrad"))));
    const changed = (await imports.getImport(house.office, kept.id, EVERY_ROW)).rows[1];
    valueOf(await partners.dissolvePartner(house.office, { id: changed?.id ?? "", version: 1, on: { on: "2026-01-01", precision: "YEAR" }, note: null, source: null }, NOON));
    expect(await imports.undoImport(house.office, { id: kept.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { count: 1, rows: "Ändrad två (3)" } });
    expect(await partnersNamed("Ändrad ett")).toHaveLength(1);
  });

  it("V14b: is undone by the contact person who read it in, with the partners and towns that came with it, and by no other one", async () => {
    const list = valueOf(await run(await draftOf("partner", [["Organisation", "Typ", "Land"], ["Majas museum", "Annat", "Norge"]], house.maja), house.maja));
    valueOf(await imports.undoImport(house.maja, { id: list.id, version: 1 }, around, NOON));
    expect(await partnersNamed("Majas museum")).toEqual([]);
    const towns = valueOf(await run(await draftOf("townRelation", [["Vänort", "Land", "Enhet", "Sedan"], ["Narvik", "Norge", "Hamnförvaltningen", "1970"]], house.maja), house.maja));
    expect(await partnersNamed("Narvik")).toEqual(["Narvik NO"]);
    valueOf(await imports.undoImport(house.maja, { id: towns.id, version: 1 }, around, NOON));
    expect(await partnersNamed("Narvik")).toEqual([]);
    const others = valueOf(await run(await draftOf("partner", [HEAD, ["Kansliets museum", "Annat", "Norge", "", ""]])));
    const { takeBackPartners } = await import("@/features/partners/imports/service");
    const { inTransaction } = await import("@/server/transaction");
    const ids = (await imports.getImport(house.office, others.id, EVERY_ROW)).rows.map(({ id }) => id);
    await expect(inTransaction((tx) => takeBackPartners(tx, house.maja, ids, NOON))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("of 5,000 rows is shown, read in and undone", { timeout: 300_000 }, async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => [`Partner nummer ${String(index)} ${["Alfa", "Beta", "Gamma", "Delta", "Epsilon"][index % 5] ?? ""} ${String(index * 7919 % 10_007)}`, "Företag", ["Danmark", "Norge", "Finland", "Polen"][index % 4] ?? "", "", ""]);
    const began = Date.now();
    const { id } = valueOf(await upload("partner", workbookOf([HEAD, ...many]), house.office, { fileName: "många.xlsx" }));
    const read = Date.now();
    await imports.answerRows(house.office, { id, revision: 1, answers: {}, rest: "new" }, around, NOON);
    const shown = await preview(id);
    const previewed = Date.now();
    expect(shown.counts).toMatchObject({ NEW: 5_000, FAULT: 0 });
    const done = valueOf(await imports.runImport(house.office, { id, digest: shown.digest }, around, NOON));
    const added = Date.now();
    expect((await imports.getImport(house.office, done.id, EVERY_ROW)).addedCount).toBe(5_000);
    valueOf(await imports.undoImport(house.office, { id: done.id, version: 1 }, around, NOON));
    console.log(`5,000 rows: read in ${String(read - began)} ms, shown twice in ${String(previewed - read)} ms, added in ${String(added - previewed)} ms, undone in ${String(Date.now() - added)} ms.`);
  });

  it("with more rows than can be read in at once says so", async () => {
    const id = await draftOf("partner", [HEAD, ...Array.from({ length: 5_001 }, (_, index) => [`Alltför många ${String(index)}`, "Rymdskepp", "Danmark", "", ""])]);
    expect((await faults(id)).at(-1)).toBe("5002 : Filen har för många rader. Högst 5000 kan läsas in på en gång: dela listan i flera filer.");
  });
});

describe("a list of memberships", () => {
  const COLUMNS = ["Nätverk", "Nivå", "Omfattning", "Ansvarig förvaltning", "Medlem sedan", "Status", "Via"];

  it("V11a, H16: makes members of those who are, on a decision that is lost, with the row as its source", async () => {
    const id = await draftOf("network", [COLUMNS, ["Havsstäderna", "Europa", "Hela kommunen", "Hamnförvaltningen", "41974", "", ""], ["Fyrarnas förbund", "Nordiskt", "Eget område", "hamnförvaltningen", "2014", "Medlem", ""], ["Kommande nät", "EU", "Hela kommunen", "Hamnförvaltningen", "", "Kandidat", ""], ["Genom andra", "EU", "Hela kommunen", "Hamnförvaltningen", "2010", "Medlem", "Regionen"]]);
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 NEW", "5 NEW"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    const see = async (place: number) => networks.getNetwork(house.reader, list.rows[place]?.id ?? "", NOON);
    expect((await see(0)).network).toMatchObject({ name: "Havsstäderna", level: "EU", scope: "WHOLE_MUNICIPALITY", status: "MEMBER", unitId: house.unit, joined: { on: "2014-12-01", precision: "DAY" }, source: "Importerad från lista.csv, rad 2", certainty: "MEDIUM", version: 2 });
    expect(await see(0)).toMatchObject({ isUndecided: false, network: { steps: [{ from: "CANDIDATE", to: "MEMBER", on: "2014-12-01" }] } });
    expect((await see(1)).network.joined).toEqual({ on: "2014-01-01", precision: "YEAR" });
    expect((await see(2)).network).toMatchObject({ status: "CANDIDATE", joined: null, version: 1 });
    expect((await see(3)).network).toMatchObject({ status: "MEMBER", through: "Regionen" });
    const lost = await house.list({ q: "Havsstäderna" });
    expect(lost.rows).toMatchObject([{ title: "Medlemskap i Havsstäderna", verdict: "UNKNOWN_BASIS", decidedOn: null }]);
    expect(await outcomes(await draftOf("network", [COLUMNS, ["havsstäderna", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", ""], ["Havsstäderna", "EU", "Eget område", "Hamnförvaltningen", "2014", "", ""]]))).toEqual(["2 SAME", "3 LIKE"]);
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect((await networks.listNetworks(house.reader, readNetworkFilter({ q: "Havsstäderna" }).filter, NOON)).total).toBe(0);
    expect((await house.list({ q: "Havsstäderna" })).total).toBe(0);
  });

  it("V19: writes down a year's fee with who pays it, and asks for a rate and a membership of that year", async () => {
    const head = [...COLUMNS, "Årsavgift", "Avgiftsår", "Betalas av", "Avgiftens valuta", "Kurs", "Kursdag", "Kurskälla"];
    const rows = [head, ["Avgiftsnätet", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", "", "25 000,50", "2025", "Hamnbolaget", "", "", "", ""], ["Euronätet", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", "", "1 000", "", "", "EUR", "11,25", "2026-01-02", "Riksbanken"], ["Utan avgift", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", "", "", "", "", "", "", "", ""]];
    const list = await imports.getImport(house.office, valueOf(await run(await draftOf("network", rows))).id, EVERY_ROW);
    const fees = async (place: number) => (await networkEntries.listNetworkEntries(house.reader, list.rows[place]?.id ?? "")).fees;
    expect(await fees(0)).toMatchObject([{ year: 2025, payerId: house.company, amountMinor: 2_500_050n, amountOre: 2_500_050n }]);
    expect(await fees(1)).toMatchObject([{ year: 2026, payerId: house.unit, currency: "EUR", amountOre: 1_125_000n }]);
    expect(await fees(2)).toEqual([]);
    expect((await networks.listNetworkHistory(house.office, list.rows[0]?.id ?? "", { limit: 9 }, NOON)).map(({ action }) => action)).toContain("networks.feeAdded");
    const wrong = [head, ["Före medlemskapet", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", "", "100", "2013", "", "", "", "", ""], ["Utan kurs", "EU", "Hela kommunen", "Hamnförvaltningen", "2014", "", "", "100", "2020", "", "EUR", "", "", ""]];
    expect(await faults(await draftOf("network", wrong))).toEqual(["2 year: Kommunen var inte medlem det året. Rätta året, eller sedan när kommunen är medlem.", "3 rate: Skriv kursen, så att avgiften kan räknas om till kronor, till exempel 11,4.", "3 rateOn: Skriv vilken dag kursen gällde.", "3 rateSource: Skriv var kursen kommer från, till exempel Riksbanken."]);
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect((await networkEntries.listFees(house.reader, 2025)).fees).toEqual([]);
  });

  it("asks a member's year, and takes no unit that the reader does not answer for, nor a membership whose decision only the office may record", async () => {
    const rows = [COLUMNS, ["Utan år", "EU", "Eget område", "Hamnförvaltningen", "", "Medlem", ""], ["Annans", "EU", "Eget område", "Hamnbolaget", "2014", "Medlem", ""], ["Majas", "EU", "Eget område", "", "2014", "Medlem", ""], ["Majas önskan", "EU", "Eget område", "", "", "Kandidat", ""]];
    expect(await faults(await draftOf("network", rows, house.maja), house.maja)).toEqual([
      "2 joined: En medlem behöver ett år eller en dag: fyll i när medlemskapet började, till exempel 2014, eller skriv Kandidat.",
      "3 unitId: ”Hamnbolaget” går inte att tolka. Skriv något av: Hamnförvaltningen",
      "4 status: Ett medlemskap utan registrerat beslut kan bara samordningen läsa in. Skriv Kandidat, eller be samordningen läsa in listan.",
    ]);
    expect(await outcomes(await draftOf("network", [COLUMNS, rows[4] ?? []], house.maja), house.maja)).toEqual(["2 NEW"]);
  });
});

describe("a list of town relations", () => {
  const COLUMNS = ["Vänort", "Land", "Typ", "Enhet", "Sedan", "Status", "Slutår"];

  it("V14b, H12a: enters each with its town and what is known of its history, the list being the source", async () => {
    const id = await draftOf("townRelation", [COLUMNS, ["Stord", "Norge", "Vänort", "Hamnförvaltningen", "1953", "Aktiv", ""], ["Hangö", "Finland", "", "Hamnförvaltningen", "1949-06-01", "Avslutad", "2001"], ["Gentofte", "Danmark", "ICLD", "Hamnförvaltningen", "2001", "", ""]]);
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 NEW"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    const see = async (place: number) => (await relations.getRelation(house.office, list.rows[place]?.id ?? "", NOON)).relation;
    expect(await see(0)).toMatchObject({ name: "Stord", kind: "TWIN_TOWN", unitId: house.unit, towns: [{ name: "Stord", country: "NO" }], certainty: "MEDIUM", episodes: [{ state: "ACTIVE", startsOn: "1953-01-01", startPrecision: "YEAR", endsOn: null, basis: "UNKNOWN", source: "Importerad från lista.csv, rad 2" }] });
    expect((await see(1)).episodes).toMatchObject([{ state: "ENDED", startsOn: "1949-06-01", endsOn: "2001-12-31" }]);
    expect((await see(2)).kind).toBe("MUNICIPAL_PARTNERSHIP");
    const chain = [COLUMNS, ["Kotka; Fredericia (Danmark)\nMolde (NO)", "Finland", "Vänort", "Hamnförvaltningen", "1950", "", ""]];
    const chained = await imports.getImport(house.office, valueOf(await run(await draftOf("townRelation", chain))).id, EVERY_ROW);
    expect((await relations.getRelation(house.office, chained.rows[0]?.id ?? "", NOON)).relation).toMatchObject({ name: "Kotka, Fredericia, Molde", towns: [{ name: "Fredericia", country: "DK" }, { name: "Kotka", country: "FI" }, { name: "Molde", country: "NO" }] });
    expect(await outcomes(await draftOf("townRelation", [...chain, ["Fredericia; Sandnes (NO)", "DK", "Vänort", "Hamnförvaltningen", "1950", "", ""]]))).toEqual(["2 SAME", "3 LIKE"]);
    expect(await partnersNamed("Gentofte")).toEqual(["Gentofte DK"]);
    expect(await outcomes(await draftOf("townRelation", [COLUMNS, ["Hanko", "FI", "Vänort", "Hamnförvaltningen", "1949", "", ""], ["Stord", "NO", "Samarbetsavtal", "Hamnförvaltningen", "1990", "", ""], ["Utan år", "NO", "", "Hamnförvaltningen", "", "", ""]]))).toEqual(["2 SAME", "3 LIKE", "4 FAULT"]);
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect(await see(0)).toMatchObject({ isArchived: true });
    // Towns that came into the register of partners with the list go with it.
    expect(await partnersNamed("Gentofte")).toEqual([]);
  });
});
