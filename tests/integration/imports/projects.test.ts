import { randomUUID } from "node:crypto";
import varberg from "@packs/varberg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import type * as projectsService from "@/features/projects/service";
import type * as programmesService from "@/features/programmes/service";
import { wordsFor } from "@/messages/words";
import { csvOf, EVERY_ROW, workbookOf } from "../../factories/lists.ts";
import { PLATFORM_HEAD, platformRow } from "../../factories/platform-list.ts";
import { programmeInput } from "../../factories/programmes.ts";
import { projectInput } from "../../factories/projects.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let imports: typeof draftsService & typeof importsService;
let projects: typeof projectsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions(varberg.id);
  const programmes: typeof programmesService = await import("@/features/programmes/service");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  [projects] = await Promise.all([import("@/features/projects/service")]);
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
  for (const [code, nameSv, period] of [["ERASMUS", "Erasmus+", "2021–2027"], ["NORTH_SEA_14", "Interreg Nordsjön", "2014–2020"], ["NORTH_SEA_21", "Interreg Nordsjön", "2021–2027"]] as const) {
    valueOf(await programmes.addProgramme(house.system, programmeInput({ nameSv, nameEn: nameSv, period }), randomUUID(), { code }));
  }
});
afterAll(() => house.close());

const { municipality } = varberg;
const HEAD = ["Projektnamn", "Beskrivning", "Förvaltning", "Status", "Program", "Projekt-id", "Start", "Slut", "Bidrag", "Egen insats", "Partner", "Barn och unga"];
const rowOf = (title: string, more: Readonly<Record<string, string>> = {}) => {
  const row: Readonly<Record<string, string>> = { Projektnamn: title, Beskrivning: "Vi lär av varandra.", Förvaltning: "Hamnförvaltningen", Status: "Pågående", Program: "Erasmus+", Start: "2024-01-01", Slut: "2025-12-31", Bidrag: "120 000", "Barn och unga": "Nej", ...more };
  return HEAD.map((name) => row[name] ?? "");
};
const upload = async (bytes: Uint8Array, actor: Actor = house.office, fileName = "projekt.csv") => valueOf(await imports.uploadList(actor, { kind: "project", draftId: null, fileName, bytes }, around, NOON)).id;
const preview = (id: string, actor: Actor = house.office) => imports.previewList(actor, id, EVERY_ROW, around, NOON);
const outcomes = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.map(({ row, outcome }) => `${String(row)} ${outcome}`);
const faults = async (id: string, actor: Actor = house.office) => (await preview(id, actor)).rows.flatMap(({ row, issues }) => issues.map(({ field, message, params }) => `${String(row)} ${field}: ${wordsFor("sv")(message, params)}`));
const run = async (id: string, actor: Actor = house.office) => imports.runImport(actor, { id, digest: (await preview(id, actor)).digest }, around, NOON);
const tell = async (id: string, defaults: Record<string, string>, actor: Actor = house.office) => {
  const draft = await imports.getDraft(actor, id, around, NOON);
  await imports.tellColumns(actor, { id, revision: draft.revision, columns: { ...draft.chosen }, defaults: { ...draft.defaults, ...defaults } }, around, NOON);
};
const MUST = { noGoalReason: "Målen står inte i listan.", externalKind: "EU" };
const draftOf = async (rows: readonly (readonly string[])[], defaults: Record<string, string> = MUST, actor: Actor = house.office) => {
  const id = await upload(csvOf(rows), actor);
  await tell(id, defaults, actor);
  return id;
};
const readIn = async (rows: readonly (readonly string[])[], defaults: Record<string, string> = MUST) => imports.getImport(house.office, valueOf(await run(await draftOf(rows, defaults))).id, EVERY_ROW);
const see = async (id: string) => (await projects.getProject(house.office, id, NOON)).project;

describe("an office's own register of projects", () => {
  it("V19: is read in as a whole, each row as a project that was logged, with its money, partners, source and entry", async () => {
    const list = await readIn([HEAD, rowOf("Hamnlyftet", { "Projekt-id": "2024-1-SE01-KA121-SCH-000111", "Egen insats": "30 000", Partner: "Port of Emden (Emden, Tyskland); Havnen i Moss (NO)" }), rowOf("Hamnlyftet två", { Slut: "2026" })]);
    expect(list).toMatchObject({ kind: "project", addedCount: 2, changedCount: 0, sameCount: 0, asideCount: 0 });
    const project = await see(list.rows[0]?.id ?? "");
    expect(project).toMatchObject({
      title: "Hamnlyftet",
      unitId: house.unit,
      status: "ONGOING",
      programmeProjectId: "2024-1-SE01-KA121-SCH-000111",
      isInternational: true,
      isExternallyFunded: true,
      starts: { on: "2024-01-01", precision: "DAY" },
      externalFundingOre: 12_000_000n,
      ownFundingOre: 3_000_000n,
      partners: [{ name: "Port of Emden", town: "Emden", country: "DE", isLead: false }, { name: "Havnen i Moss", town: null, country: "NO", isLead: false }],
      certainty: "MEDIUM",
      version: 1,
    });
    expect(project.programme).toMatchObject({ code: "ERASMUS" });
    expect(project.facts).toMatchObject([{ field: "title", source: "Importerad från projekt.csv, rad 2" }]);
    expect((await projects.listProjectHistory(house.office, project.id, { limit: 5 })).map(({ action }) => action)).toContain("projects.logged");
    expect((await see(list.rows[1]?.id ?? "")).ends).toEqual({ on: "2026-12-31", precision: "YEAR" });
  });

  it("adds nothing when it is read in once more, whatever the row is known again by", async () => {
    const rows = [HEAD, rowOf("Med nummer", { "Projekt-id": "KA-7" }), rowOf("Utan nummer", { Start: "2023-05-01" })];
    await readIn(rows);
    const again = await draftOf(rows);
    expect(await outcomes(again)).toEqual(["2 SAME", "3 SAME"]);
    expect(await run(again)).toMatchObject({ reason: "importNothingNew" });
    // Another title under the programme's number is the same project; another year's is not.
    expect(await outcomes(await draftOf([HEAD, rowOf("Med nummer, nytt namn", { "Projekt-id": "ka-7" }), rowOf("Utan nummer", { Start: "2022-05-01" }), rowOf("Med nummer", { "Projekt-id": "KA-8" }), rowOf("Utan nummer", { Start: "2023-05-01", Förvaltning: "Hamnbolaget" })]))).toEqual(["2 CHANGED", "3 NEW", "4 NEW", "5 LIKE"]);
    const acronym = ["Kortnamn", ...HEAD];
    await readIn([acronym, ["PROSPER", ...rowOf("Ett långt namn")]]);
    expect(await outcomes(await draftOf([acronym, ["prosper", ...rowOf("Ett annat namn")], ["prosper", ...rowOf("Ännu ett", { Start: "2019-01-01" })]]))).toEqual(["2 CHANGED", "3 NEW"]);
  });

  it("changes what its rows say of projects that are there, and gives all of it back when it is undone", async () => {
    const first = await readIn([HEAD, rowOf("Kajkanten", { "Projekt-id": "KAJ-1", Partner: "Port of Emden (DE)" })]);
    const id = first.rows[0]?.id ?? "";
    const before = await see(id);
    const draft = await draftOf([HEAD, rowOf("Kajkanten i hamnen", { "Projekt-id": "KAJ-1", Bidrag: "150,000", "Egen insats": "10000", Partner: "Gdynia (PL)", Status: "Avslutad" }), rowOf("Ny bredvid")]);
    const [row] = (await preview(draft)).rows;
    expect(row).toMatchObject({ outcome: "CHANGED", of: [{ id }] });
    expect(row?.changes.map(({ field }) => field).sort()).toEqual(["external", "partners", "title"]);
    expect(await faults(draft)).toEqual(["2 status: Statusen läses inte in för ett projekt som finns. Ändra den på projektets sida."]);
    const list = await imports.getImport(house.office, valueOf(await run(draft)).id, EVERY_ROW);
    expect(list).toMatchObject({ addedCount: 1, changedCount: 1 });
    expect(await see(id)).toMatchObject({ title: "Kajkanten i hamnen", status: "ONGOING", externalFundingOre: 15_000_000n, ownFundingOre: 1_000_000n, partners: [{ name: "Port of Emden" }, { name: "Gdynia", country: "PL" }], version: 2 });
    valueOf(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON));
    expect(await see(id)).toEqual({ ...before, version: 3, members: [] });
    expect((await see(list.rows[1]?.id ?? "")).isArchived).toBe(true);
    expect((await projects.listProjectHistory(house.office, id, { limit: 5 })).map(({ action }) => action).filter((action) => action === "projects.changed")).toHaveLength(2);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("of thousands of rows is judged once it has been told of, kept for its pages, and read in as it was shown", { timeout: 120_000 }, async () => {
    await readIn([HEAD, rowOf("Långkajen", { "Projekt-id": "LONG-1" })]);
    const id = await draftOf([HEAD, rowOf("Långkajen i hamnen", { "Projekt-id": "LONG-1" }), ...Array.from({ length: 2_100 }, (_, index) => rowOf(`Kaj ${String(index)}`, { "Projekt-id": `LONG-X${String(index)}` }))]);
    const [kept] = await house.client.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM import_judged_row WHERE draft_id = ${id}::uuid`;
    expect(kept?.rows).toBe(2_101);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect(list).toMatchObject({ addedCount: 2_100, changedCount: 1 });
    // What is no longer so is found when it is read in, and shown anew.
    const again = await draftOf([HEAD, ...Array.from({ length: 2_100 }, (_, index) => rowOf(`Brygga ${String(index)}`, { "Projekt-id": `LONG-Y${String(index)}` }))]);
    const { digest } = await preview(again);
    await readIn([HEAD, rowOf("Brygga 7", { "Projekt-id": "LONG-Y7" })]);
    expect(await imports.runImport(house.office, { id: again, digest }, around, NOON)).toMatchObject({ reason: "importChangedMeanwhile" });
    expect((await preview(again)).counts).toMatchObject({ NEW: 2_099, SAME: 1 });
  });

  it("tells every fault of a row at once, with field and mend, and reads nothing in while there is one", async () => {
    const id = await draftOf([HEAD, rowOf("Helt rätt"), rowOf("", { Status: "Rymden", Förvaltning: "Månbasen", Program: "Interreg Mars", Start: "i våras", Bidrag: "mycket" })], { noGoalReason: MUST.noGoalReason, externalKind: "" });
    expect(await faults(id)).toEqual([
      "2 externalKind: Välj om bidraget kommer från EU eller någon annan.",
      expect.stringMatching(/^3 unitId: ”Månbasen” går inte att tolka. Skriv något av: /),
      expect.stringMatching(/^3 status: ”Rymden” går inte att tolka/),
      expect.stringMatching(/^3 programme: ”Interreg Mars” går inte att tolka. Skriv något av: /),
      "3 externalKind: Välj om bidraget kommer från EU eller någon annan.",
      "3 title: Skriv projektets namn.",
      expect.stringMatching(/^3 starts: Skriv ett datum/),
      expect.stringMatching(/^3 external: Skriv beloppet i siffror/),
    ]);
    expect(await run(id)).toMatchObject({ reason: "importHasFaults" });
  });

  it("tells programmes of one name apart by the year, and asks where it cannot", async () => {
    const list = await readIn([HEAD, rowOf("Förr", { Program: "Interreg Nordsjön", Start: "2016" , Slut: "2018" }), rowOf("Nu", { Program: "Interreg Nordsjön 2021–2027" })]);
    expect((await see(list.rows[0]?.id ?? "")).programme?.code).toBe("NORTH_SEA_14");
    expect((await see(list.rows[1]?.id ?? "")).programme?.code).toBe("NORTH_SEA_21");
    expect(await faults(await draftOf([HEAD, rowOf("Oklart", { Program: "Interreg Nordsjön", Start: "" })]))).toEqual(["2 programme: Flera program heter ”Interreg Nordsjön”. Skriv också perioden: Interreg Nordsjön 2021–2027, Interreg Nordsjön 2014–2020"]);
  });

  it("is a contact person's for the own unit, who changes no other unit's project and is told of no confidential one", async () => {
    const secret = await house.project({ title: "Hemlig hamn", unitId: house.unit, isConfidential: true, confidentialityProvision: "18 kap. 8 § OSL", programmeProjectId: "SECRET-1" });
    const other = (await projects.logProject(house.office, projectInput({ title: "Bolagets projekt", unitId: house.company, programmeProjectId: "BOLAG-1" }), randomUUID(), {}, NOON)).id;
    expect([secret, other].every(Boolean)).toBe(true);
    const id = await draftOf([HEAD, rowOf("Majas eget"), rowOf("Bolagets, ändrat", { "Projekt-id": "BOLAG-1", Förvaltning: "" }), rowOf("Åt bolaget", { Förvaltning: "Hamnbolaget" })], { ...MUST }, house.maja);
    expect(await outcomes(id, house.maja)).toEqual(["2 NEW", "3 FAULT", "4 FAULT"]);
    expect((await faults(id, house.maja))[0]).toBe("3 : Projektet hör till Hamnbolaget. Be den verksamhetens kontaktperson eller samordningen läsa in raden.");
    await expect(upload(csvOf([HEAD]), house.reader)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("cannot be undone once one of its projects has been changed since, and tells which", async () => {
    const list = await readIn([HEAD, rowOf("Orörd"), rowOf("Rörd")]);
    await projects.archiveProject(house.office, { id: list.rows[1]?.id ?? "", _version: 1 }, true, NOON);
    expect(await imports.undoImport(house.office, { id: list.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { rows: "Rörd (3)" } });
  });
});

describe("the Erasmus+ results platform's export", () => {
  it("is matched to the municipality, its units and companies by name and number; others' rows are left aside and counted, and a second reading adds nothing", async () => {
    const rows = [
      PLATFORM_HEAD,
      platformRow("2023-1-SE01-KA210-SCH-000001", "Sea school", municipality.name.toUpperCase(), [["Gymnasium Emden", "Germany"], ["Szkola w Gdyni", "Poland"]], "1,250,000"),
      platformRow("2023-1-DE01-KA210-SCH-000002", "Harbour school", "Gymnasium Emden", [["Hamnbolaget", "Sweden"], ["Szkola w Gdyni", "Poland"]]),
      platformRow("2023-1-DE01-KA210-SCH-000003", "Somebody else's", "Gymnasium Emden", [["Göteborgs kommun", "Sweden"]]),
    ];
    const id = await upload(workbookOf(rows), house.office, "export.xlsx");
    await tell(id, { noGoalReason: "Står inte i programmets lista.", reachesChildrenAndYouth: "yes", unitId: house.unit });
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 ASIDE"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect(list).toMatchObject({ addedCount: 2, asideCount: 1 });
    expect(await see(list.rows[0]?.id ?? "")).toMatchObject({ title: "Sea school", unitId: house.unit, role: "LEAD_PARTNER", status: "CLOSED", currency: "EUR", starts: { on: "2023-01-01", precision: "YEAR" }, funding: [{ kind: "EU", amountMinor: 125_000_000n }], partners: [{ name: "Gymnasium Emden", country: "DE" }, { name: "Szkola w Gdyni", country: "PL" }] });
    expect(await see(list.rows[1]?.id ?? "")).toMatchObject({ title: "Harbour school", unitId: house.company, role: "PARTNER", funding: [{ amountMinor: 15_000_000n }], partners: [{ name: "Gymnasium Emden", isLead: true }, { name: "Szkola w Gdyni" }] });
    // The next year's file, with its columns in another order and under other names.
    const later = rows.map((row) => [...row.slice(4, 8), ...row.slice(0, 4), ...row.slice(8)].map((cell) => (cell === "Funding Year" ? "Call year" : cell === "Project or accreditation status" ? "Project Status" : cell)));
    const second = await upload(workbookOf(later), house.office, "export-2.xlsx");
    await tell(second, { noGoalReason: "Står inte i programmets lista.", reachesChildrenAndYouth: "yes", unitId: house.unit });
    expect(await outcomes(second)).toEqual(["2 SAME", "3 SAME", "4 ASIDE"]);
  });

  it("and a fund's list with semicolons, partners in a cell and a beneficiary who isn't the municipality are read by the same columns", async () => {
    const rows = [["Stödmottagare", "Organisationsnummer", "Insats", "Sammanfattning", "Beviljat stöd", "Start", "Slut", "Samarbetspartner"], ["Region Halland", "232100-0115", "Regionens", "x", "1 000 000", "2019-10-01", "2022-10-31", "Hamnförvaltningen; Högskolan"], ["Ingen här", `SE${municipality.organisationNumber.replace("-", "")}01`, "Kommunens", "x", "500 000,50", "2019", "2022", ""], ["Okänt bolag", "556000-0000", "Bolagets", "x", "1", "2019", "2022", "Annat AB"]];
    const id = await upload(csvOf(rows, "latin1"), house.office, "fond.csv");
    await tell(id, { ...MUST, externalKind: "OTHER_EXTERNAL", reachesChildrenAndYouth: "no", status: "CLOSED", isInternational: "no", unitId: house.unit });
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 ASIDE"]);
    const list = await imports.getImport(house.office, valueOf(await run(id)).id, EVERY_ROW);
    expect(await see(list.rows[0]?.id ?? "")).toMatchObject({ role: "PARTNER", unitId: house.unit, isInternational: false, partners: [{ name: "Region Halland", isLead: true }, { name: "Högskolan" }] });
    expect(await see(list.rows[1]?.id ?? "")).toMatchObject({ role: "LEAD_PARTNER", externalFundingOre: 50_000_050n });
  });
});
