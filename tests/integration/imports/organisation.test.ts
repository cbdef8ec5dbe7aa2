import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import { wordsFor } from "@/messages/words";
import { isAppError } from "@/server/errors";
import { csvOf, EVERY_ROW, workbookOf } from "../../factories/lists.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";
import { TODAY } from "../people/house.ts";

let house: DecisionsHouse;
let admin: Actor;
let imports: typeof draftsService & typeof importsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions("varberg");
  admin = await house.someone("ADMINISTRATOR");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const draftOf = async (kind: string, rows: readonly (readonly string[])[], actor: Actor = admin, bytes: Uint8Array = csvOf(rows)) => valueOf(await imports.uploadList(actor, { kind, draftId: null, fileName: "lista.csv", bytes }, around, NOON)).id;
const preview = (id: string, actor: Actor = admin) => imports.previewList(actor, id, EVERY_ROW, around, NOON);
const outcomes = async (id: string) => (await preview(id)).rows.map(({ row, outcome }) => `${String(row)} ${outcome}`);
const said = async (id: string) => (await preview(id)).rows.flatMap(({ row, issues }) => issues.map(({ field, message, params }) => `${String(row)} ${field}: ${wordsFor("sv")(message, params)}`));
const run = async (id: string) => imports.runImport(admin, { id, digest: (await preview(id)).digest }, around, NOON);
const body = async (name: string) => {
  const found = (await house.bodies.listBodiesOn(admin, TODAY)).filter((one) => one.name === name);
  expect(found, name).toHaveLength(1);
  return found[0];
};

const BODIES = ["Namn", "Slag", "Kort namn", "Hör till", "Organisationsnummer", "Gäller från"];

describe("a list of the organisation", () => {
  it("Issue's own words: is read in from an Excel file, each under what it lies under, wherever that stands in the list", async () => {
    const rows = [BODIES, ["Parkförvaltningen", "Förvaltning", "PF", "Parknämnden", "", "2019-01-01"], ["Parknämnden", "Nämnd", "", "Kommunfullmäktige", "", "2015-01-01"], ["Parkbolaget", "Bolag", "", "kommunfullmäktige", "556016-0680", ""], ["Parkskolan", "Arbetsplats", "", "PF", "", ""]];
    const id = await draftOf("body", rows, admin, workbookOf(rows, ["Gäller från"]));
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 NEW", "5 NEW"]);
    const list = await imports.getImport(admin, valueOf(await run(id)).id, EVERY_ROW);
    expect(list).toMatchObject({ kind: "body", addedCount: 4 });
    const [office, committee, company, school] = [await body("Parkförvaltningen"), await body("Parknämnden"), await body("Parkbolaget"), await body("Parkskolan")];
    expect([office?.parentId, committee?.parentId, company?.parentId, school?.parentId]).toEqual([committee?.id, house.council, house.council, office?.id]);
    expect(office).toMatchObject({ kind: "DEPARTMENT", shortName: "PF", validFrom: "2019-01-01" });
    expect(company).toMatchObject({ kind: "COMPANY", organisationNumber: "5560160680" });
    expect(await house.bodies.listBodyHistory(admin, office?.id ?? "")).toMatchObject([{ action: "bodies.added" }]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("Issue's own words: says of each cell what is wrong, and adds nothing twice", async () => {
    const id = await draftOf("body", [
      BODIES,
      ["Hamnförvaltningen", "Förvaltning", "", "Hamnnämnden", "", ""],
      ["Utan nämnd", "Förvaltning", "", "", "", ""],
      ["Under okänd", "Förvaltning", "", "Rymdnämnden", "", ""],
      ["Under fel", "Förvaltning", "", "Kommunfullmäktige", "", ""],
      ["Fel slag", "Rymdskepp", "", "", "", ""],
      ["Fel nummer", "Bolag", "", "", "123", ""],
      ["Nämnd med nummer", "Nämnd", "", "", "556016-0680", ""],
      ["För tidig", "Förvaltning", "", "Hamnnämnden", "", "2010-01-01"],
      ["Ring ett", "Bolag", "", "Ring två", "", ""],
      ["Ring två", "Bolag", "", "Ring ett", "", ""],
      ["", "Nämnd", "", "", "", ""],
    ]);
    expect((await outcomes(id)).map((one) => one.split(" ")[1])).toEqual(["SAME", ...Array<string>(10).fill("FAULT")]);
    expect((await said(id)).map((one) => one.split(":")[0])).toEqual(["3 parent", "4 parent", "5 parent", "6 kind", "7 organisationNumber", "8 organisationNumber", "9 parent", "10 parent", "11 parent", "12 name"]);
    expect((await said(id))[1]).toContain("”Rymdnämnden” finns varken i organisationen eller i listan");
    expect(await run(id)).toMatchObject({ ok: false, reason: "importHasFaults" });
    expect((await house.bodies.listBodiesOn(admin, TODAY)).some(({ name }) => name === "Utan nämnd")).toBe(false);
  });

  it("is the administrator's alone, as the form is", async () => {
    for (const actor of [house.office, house.maja, house.reader]) await expect(draftOf("body", [BODIES, ["Nej", "Nämnd", "", "", "", ""]], actor)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("is undone as a whole while nobody is anything for its bodies, and kept when somebody is", async () => {
    const used = valueOf(await run(await draftOf("body", [BODIES, ["Ångernämnden", "Nämnd", "", "", "", ""], ["Ångerförvaltningen", "Förvaltning", "", "Ångernämnden", "", ""]])));
    await house.someone("UNIT_MANAGER", (await body("Ångerförvaltningen"))?.id ?? null);
    expect(await imports.undoImport(admin, { id: used.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { count: 1, rows: "Ångerförvaltningen (3)" } });
    const free = valueOf(await run(await draftOf("body", [BODIES, ["Frinämnden", "Nämnd", "", "", "", ""], ["Friförvaltningen", "Förvaltning", "", "Frinämnden", "", ""]])));
    valueOf(await imports.undoImport(admin, { id: free.id, version: 1 }, around, NOON));
    const names = (await house.bodies.listBodiesOn(admin, TODAY)).map(({ name }) => name);
    expect(["Ångernämnden", "Ångerförvaltningen", "Frinämnden", "Friförvaltningen"].map((name) => names.includes(name))).toEqual([true, true, false, false]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });
});

const PEOPLE = ["Namn", "E-post", "Titel", "Roller och uppdrag", "Gäller för", "Från och med"];
const find = async (name: string) => {
  const { people } = await house.people.listPeople(admin, { text: name, on: TODAY });
  return people.length === 0 ? null : house.people.getPerson(admin, people[0]?.id ?? "", TODAY);
};

describe("a list of people", () => {
  it("V20a: brings people with what they are for which unit and from when, several rows about one person among them, and tells nobody", async () => {
    const id = await draftOf("person", [
      PEOPLE,
      ["Ture Listberg", "ture@provkoping.example", "Utvecklare", "Kontaktperson; Läsare", "Hamnbolaget", "2026-11-01"],
      ["Ture Listberg", "TURE@provkoping.example", "", "Ersättare, Läsare", "Hamnförvaltningen", "2026-11-05"],
      ["Signe Listman", "signe@provkoping.example", "", "Sekreterare", "Hamnnämnden", ""],
      ["Utan Roll", "utan@provkoping.example", "", "", "", ""],
    ]);
    expect(await outcomes(id)).toEqual(["2 NEW", "3 NEW", "4 NEW", "5 NEW"]);
    valueOf(await run(id));
    const [ture, signe, without] = [await find("Ture Listberg"), await find("Signe Listman"), await find("Utan Roll")];
    expect(ture).toMatchObject({ email: "ture@provkoping.example", title: "Utvecklare" });
    expect(ture?.roles).toMatchObject([{ role: "READER", bodyId: null, from: "2026-11-01" }]);
    expect(ture?.appointments.map(({ kind, unitId, from }) => [kind, unitId, from]).sort()).toEqual([["DEPUTY", house.unit, "2026-11-05"], ["PRIMARY", house.company, "2026-11-01"]]);
    expect(signe?.roles).toMatchObject([{ role: "BOARD_SECRETARY", bodyId: house.committee, from: TODAY }]);
    expect([without?.roles, without?.appointments]).toEqual([[], []]);
    expect(await house.client.$queryRaw`SELECT n.id FROM notification n WHERE n.person_id = ${ture?.id ?? ""}::uuid`).toEqual([]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("Issue's own words: follows the steps of the forms, and says of each cell what is wrong", async () => {
    valueOf(await run(await draftOf("person", [PEOPLE, ["Redan Här", "redan@provkoping.example", "", "", "", ""]])));
    const id = await draftOf("person", [
      PEOPLE,
      ["Redan Här", "redan@provkoping.example", "", "Samordnare", "", ""],
      ["Ingen Adress", "", "", "", "", ""],
      ["Fel Adress", "inte en adress", "", "", "", ""],
      ["Chef Utan", "chef@provkoping.example", "", "Chef", "", ""],
      ["Chef För Nämnd", "chef2@provkoping.example", "", "Chef", "Hamnnämnden", ""],
      ["Kontakt Utan", "kontakt@provkoping.example", "", "Kontaktperson", "", ""],
      ["Andra Kontakt", "andra@provkoping.example", "", "Kontaktperson", "Hamnförvaltningen", ""],
      ["Okänd Roll", "okand@provkoping.example", "", "Kapten", "", ""],
      ["Okänd Enhet", "enhet@provkoping.example", "", "Chef", "Rymdenheten", ""],
      ["Ett Namn", "samma@provkoping.example", "", "", "", ""],
      ["Annat Namn", "samma@provkoping.example", "", "", "Hamnbolaget", ""],
      ["Fel Dag", "dag@provkoping.example", "", "Läsare", "", "snart"],
    ]);
    expect((await outcomes(id)).filter((one) => !one.endsWith("FAULT"))).toEqual(["2 SAME", "11 NEW"]);
    expect((await said(id)).map((one) => one.split(":")[0])).toEqual(["2 holdings", "3 email", "4 email", "5 bodyId", "6 bodyId", "7 bodyId", "8 bodyId", "9 holdings", "10 bodyId", "12 email", "13 from"]);
    expect((await said(id))[0]).toContain("Personen finns redan och ändras inte");
    expect((await said(id))[6]).toContain("Maja Provsson är redan kontaktperson där");
    expect(await run(id)).toMatchObject({ ok: false, reason: "importHasFaults" });
    expect((await find("Redan Här"))?.roles).toEqual([]);
  });

  it("is the administrator's alone, since it gives roles", async () => {
    for (const actor of [house.office, house.maja]) await expect(draftOf("person", [PEOPLE, ["Nej", "nej@provkoping.example", "", "", "", ""]], actor)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("is undone as a whole: what it gave ends and its people are archived, unless one has been given something since", async () => {
    const done = valueOf(await run(await draftOf("person", [PEOPLE, ["Ångra Mig", "angra@provkoping.example", "", "Ersättare; Läsare", "Hamnförvaltningen", ""]])));
    const id = (await find("Ångra Mig"))?.id ?? "";
    valueOf(await imports.undoImport(admin, { id: done.id, version: 1 }, around, NOON));
    const undone = await house.people.getPerson(admin, id, TODAY);
    expect(undone).toMatchObject({ isArchived: true, roles: [{ role: "READER", to: TODAY }], appointments: [{ kind: "DEPUTY", to: TODAY }] });
    const kept = valueOf(await run(await draftOf("person", [PEOPLE, ["Fick Mer", "mer@provkoping.example", "", "", "", ""]])));
    await house.contactPerson(house.unit, (await find("Fick Mer"))?.id ?? "", "2026-11-22", { kind: "DEPUTY" });
    expect(await imports.undoImport(admin, { id: kept.id, version: 1 }, around, NOON)).toMatchObject({ reason: "importRowsChanged", about: { count: 1 } });
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });
});

it("Issue's own words: a template has the headings by which each column is known again, and what may be written", async () => {
  const { reportTemplate } = await import("@/features/imports/report");
  for (const kind of ["body", "person"]) {
    const { list, choices } = reportTemplate(await imports.listTemplateFields(admin, kind, around, NOON), wordsFor("sv"));
    const header = list.columns.map(({ label }) => label);
    const filled = header.map((label) => choices.rows[0]?.[choices.columns.findIndex((column) => column.label === label)] ?? "x");
    const { chosen, fields } = await imports.getDraft(admin, await draftOf(kind, [header, filled.map(String)]), around, NOON);
    expect(Object.keys(chosen).sort(), kind).toEqual(fields.map(({ name }) => name).sort());
  }
});
