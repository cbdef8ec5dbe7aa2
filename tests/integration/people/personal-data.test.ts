import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../scripts/lib/audit.mjs";
import { classification } from "../../../prisma/classification";
import { personalData, type Whose } from "../../../prisma/personal-data";
import type { Actor } from "@/domain/actor";
import type * as Accounts from "@/features/accounts/service";
import { ERASED_NAME } from "@/features/people/erasure/rules";
import type * as Erasure from "@/features/people/erasure/service";
import { layOutExtract, layOutExtractSheet } from "@/features/people/extract/report";
import type * as Extracts from "@/features/people/extract/service";
import { layOutProcessing, reportProcessing, writeProcessing } from "@/features/people/processing/report";
import type * as Processing from "@/features/people/processing/service";
import { wordsFor } from "@/messages/words";
import { isAppError } from "@/server/errors";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let extracts: typeof Extracts;
let erasure: typeof Erasure;
let processing: typeof Processing;
let accounts: typeof Accounts;
let administrator: Actor;

beforeAll(async () => {
  house = await openRegister();
  extracts = await import("@/features/people/extract/service");
  erasure = await import("@/features/people/erasure/service");
  processing = await import("@/features/people/processing/service");
  accounts = await import("@/features/accounts/service");
  administrator = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

type Model = keyof typeof classification;
const snake = (name: string) => name.replace(/[A-Z]/g, (letter, place: number) => (place === 0 ? "" : "_") + letter.toLowerCase());
const declared = Object.entries(personalData) as [Model, { columns: Readonly<Record<string, Whose>> }][];
const personalColumns = (Object.entries(classification) as [Model, Readonly<Record<string, string>>][]).flatMap(([model, fields]) => Object.entries(fields).filter(([, of]) => of === "personal").map(([field]) => `${model}.${field}`));

describe("what is said of each personal column", () => {
  it("stands beside the classification, for every column that tells of a person and no other", () => {
    expect(declared.flatMap(([model, { columns }]) => Object.keys(columns).map((field) => `${model}.${field}`)).sort()).toEqual([...personalColumns].sort());
  });

  it("names columns that are there", async () => {
    const columns = await house.query<{ name: string }>("SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'");
    const there = new Set(columns.map(({ name }) => name));
    const named = declared.flatMap(([model, { columns: told }]) => Object.entries(told).flatMap(([field, whose]) => [`${snake(model)}.${snake(field)}`, ...("by" in whose ? [`${snake(model)}.${snake(whose.by)}`] : []), ...("model" in whose ? [`${snake(whose.model)}.${snake(whose.person)}`] : [])]));
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });

  it.each(["sv", "en"] as const)("has words: each kind of record, and what a person can be in it (%s)", (locale) => {
    const words = wordsFor(locale);
    const missing = declared.flatMap(([model, { columns }]) => [...(words.has(`extract.models.${model}`) ? [] : [model]), ...Object.entries(columns).filter(([field, whose]) => whose.as === "author" && !words.has(`extract.as.${field}`)).map(([field]) => `as ${field}`), ...Object.entries(columns).filter(([field, whose]) => ["own", "through", "text"].includes(whose.as) && !words.has(`extract.fields.${field}`)).map(([field]) => `field ${field}`)]);
    expect([...new Set(missing)]).toEqual([]);
  });
});

/** Lays a document with the person's appointment, in two versions of which the second has a note; answers the appointment's id. */
async function lay(personId: string, title: string, more: Parameters<typeof attachInput>[1] = {}): Promise<string> {
  const { attachDocument, reviseDocument } = await import("@/features/documents/service");
  const { registers } = await import("@/registers");
  const [appointment] = await house.query<{ id: string }>("SELECT id FROM contact_person_appointment WHERE person_id = $1", [personId]);
  const name = `${title}.pdf`;
  const [first, second] = [await received(pdfOf(1), name), await received(pdfOf(2), name)];
  try {
    const { id } = valueOf(await attachDocument(house.office, { ...attachInput({ kind: "contactPersonAppointment", id: appointment?.id ?? "" }, { title, ...more }, name), key: randomUUID() }, first, { registers }, NOON));
    valueOf(await reviseDocument(house.office, { key: randomUUID(), id, version: 1, note: `not ${title}`, fileName: name }, second, { registers }, NOON));
  } finally {
    await Promise.all([first.handle.close(), second.handle.close()]);
  }
  return appointment?.id ?? "";
}

describe("a register extract, as it is handed out", () => {
  it("holds what the person is called and has been called, is for the person and the administrator, and its taking is told in the log", async () => {
    const id = await house.person("Ada Förnamn", { email: "ada@kommun.example" });
    await house.people.changePerson(house.system, { id, version: 1, person: { name: "Ada Efternamn", title: null, email: "ada@kommun.example", phone: "010-000 00 00" } });
    const { value: extract, entries } = await house.recorded(() => extracts.takeExtract(administrator, id, "json"));
    expect(entries).toEqual([expect.objectContaining({ action: "people.extractTaken", subject_id: id })]);
    expect(extract.rows.find(({ model }) => model === "PersonDetails")?.values).toMatchObject({ name: "Ada Efternamn", phone: "010-000 00 00" });
    expect(extract.earlier).toContainEqual(expect.objectContaining({ model: "PersonDetails", values: expect.objectContaining({ name: "Ada Förnamn", phone: null }) }));
    await expect(extracts.readExtract(await house.actor(id), id)).resolves.toMatchObject({ person: { id } });
    for (const actor of [house.office, house.contact, house.reader]) await expect(extracts.readExtract(actor, id)).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
    await expect(extracts.readExtract(administrator, randomUUID())).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("tells of the documents that lie with the person's own appointments, by title, file name and note, but of no confidential one and none of another's", async () => {
    const mark = randomUUID();
    await lay(house.contact.personId, `mitt ${mark}`);
    await lay(house.contact.personId, `hemligt ${mark}`, { isConfidential: true, confidentialityProvision: "OSL 39:3" });
    await lay(house.stranger.personId, `annans ${mark}`);
    const extract = await extracts.readExtract(administrator, house.contact.personId);
    const about = extract.rows.filter(({ as }) => as.includes("about"));
    expect(about.map(({ model, values }) => [model, values["title"] ?? values["name"], values["note"]])).toEqual([["AttachedDocument", `mitt ${mark}`, undefined], ["AttachedFile", `mitt ${mark}.pdf`, null], ["AttachedFile", `mitt ${mark}.pdf`, `not mitt ${mark}`]]);
    expect(JSON.stringify(extract)).not.toMatch(new RegExp(`(?:hemligt|annans) ${mark}`));
    for (const locale of ["sv", "en"] as const) expect(JSON.stringify(layOutExtract(extract, wordsFor(locale)))).toContain(`mitt ${mark}`);
  });

  it.each(["sv", "en"] as const)("is laid out in words (%s)", async (locale) => {
    const extract = await extracts.readExtract(administrator, house.contact.personId);
    const parts = layOutExtract(extract, wordsFor(locale));
    expect(parts.map(({ model }) => model)).toEqual(expect.arrayContaining(["Person", "PersonDetails", "ContactPersonAppointment"]));
    expect(JSON.stringify([parts, layOutExtractSheet(extract, "Provköping", wordsFor(locale))])).not.toContain("⟦");
  });
});

describe("Issue's own words: “anonymisation by rule when a contact has ended, history and figures intact”", () => {
  const years = (count: number) => new Date(Date.now() + count * 366 * 86_400_000);
  const leave = async (name: string) => {
    const id = await house.person(name, { email: `${randomUUID()}@kommun.example`, title: "Handläggare", phone: "010-000 00 01" });
    valueOf(await accounts.addLocalAccount(house.system, { personId: id, email: `${randomUUID()}@kommun.example`, password: "fyra ord utan mening" }, randomUUID()));
    valueOf(await house.people.archivePerson(administrator, { id, version: 1 }));
    return id;
  };
  const problems = () => house.query("SELECT * FROM audit_verify()");

  it("is due two years after the person left, and listed so", async () => {
    const id = await leave("Slutar Provsson");
    const listed = async (now: Date) => (await erasure.listLeavers(administrator, now)).find((leaver) => leaver.id === id)?.isDue;
    expect([await listed(new Date()), await listed(years(1)), await listed(years(3))]).toEqual([false, false, true]);
    expect(await erasure.erasePerson(administrator, { id, version: 2 }, years(1))).toEqual({ ok: false, reason: "personNotDueForErasure" });
    expect(await erasure.erasePerson(administrator, { id: house.contact.personId, version: 1 }, years(3))).toEqual({ ok: false, reason: "personNotDueForErasure" });
  });

  it("takes who it was from everywhere, keeps what was done, and leaves the chain whole", async () => {
    const name = `Glömd ${randomUUID()}`;
    const id = await leave(name);
    const before = await house.query("SELECT count(*) FROM project");
    const history = (await house.people.listPersonHistory(administrator, id)).length;
    const { entries } = await house.recorded(() => erasure.erasePerson(administrator, { id, version: 2 }, years(3)));
    expect(entries).toEqual([expect.objectContaining({ action: "people.erased", subject_id: id })]);
    for (const table of ["record_version", "person_details", "account", "audit_entry", "notification", "outgoing_mail", "session"]) expect(await house.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${name}%`]), table).toEqual([]);
    expect(await house.query("SELECT name, title, email, phone FROM person_details WHERE person_id = $1", [id])).toEqual([{ name: ERASED_NAME, title: null, email: null, phone: null }]);
    expect((await house.query<{ subject: string }>("SELECT subject FROM account WHERE person_id = $1", [id]))[0]?.subject).toMatch(/^erased /);
    expect(await problems()).toEqual([]);
    const said: string[] = [];
    expect(await verifyAudit(house.database.ownerUrl, (line: string) => said.push(line))).toBe(0);
    expect(await house.query("SELECT count(*) FROM project")).toEqual(before);
    expect((await house.people.listPersonHistory(administrator, id)).length).toBe(history + 1);
    expect((await erasure.listLeavers(administrator, years(3))).some((leaver) => leaver.id === id)).toBe(false);
  });

  it("shows beforehand which of the person's appointments documents lie with, which stay until they are disposed of", async () => {
    const id = await house.person("Papper Provsson");
    await house.contactPerson(house.unit, id, "2018-01-01", { to: "2018-12-31", kind: "DEPUTY" });
    const appointmentId = await lay(id, "Uppdragsbeslut");
    valueOf(await house.people.archivePerson(administrator, { id, version: 1 }));
    expect((await erasure.getLeaver(administrator, id)).papers).toEqual([{ appointmentId, unit: "Hamnförvaltningen", count: 1 }]);
  });

  it("cannot be undone, done twice, or done over what somebody else has changed", async () => {
    const id = await leave("Engångs Provsson");
    const twice = await Promise.allSettled([erasure.erasePerson(administrator, { id, version: 2 }, years(3)), erasure.erasePerson(administrator, { id, version: 2 }, years(3))]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(house.people.restorePerson(administrator, { id, version: 3 })).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
    await expect(house.people.changePerson(house.office, { id, version: 2, person: { name: "Åter", title: null, email: null, phone: null } })).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
  });

  it("is not done past the rule, not even by the program's own role", async () => {
    const id = await leave("Kvar Provsson");
    await house.client.$executeRaw`SELECT erase_person_versions(${id}::uuid)`;
    expect((await house.query("SELECT 1 FROM record_version WHERE table_name = 'person_details' AND record_id = $1 AND row IS NULL", [id]))).toEqual([]);
  });

  it("is the administrator's alone", async () => {
    const id = await leave("Andras Provsson");
    for (const actor of [house.office, house.contact]) for (const ask of [() => erasure.listLeavers(actor), () => erasure.getLeaver(actor, id), () => erasure.erasePerson(actor, { id, version: 2 }, years(3))]) await expect(ask()).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
  });
});

describe("Issue's own words: “the record of processing generated from the classification”", () => {
  it("names every kind of record that tells of people, once, with all that the law asks for", async () => {
    for (const locale of ["sv", "en"] as const) {
      const words = wordsFor(locale);
      const record = layOutProcessing(await processing.readProcessing(administrator), words);
      expect(record.flatMap(({ holdings }) => holdings).length).toBe(declared.length);
      for (const { stated } of record) expect(stated.every(({ text }) => text.length > 10)).toBe(true);
      const { rows, columns } = reportProcessing(record, words);
      expect([rows.length, columns.length]).toEqual([declared.length, 9]);
      expect(JSON.stringify([record, rows, columns, writeProcessing(record, { municipality: "Provköping", colour: "#12436a", contact: null, at: new Date() }, words)])).not.toContain("⟦");
    }
  });

  it("is for those who answer for it", async () => {
    for (const actor of [house.contact, house.reader]) await expect(processing.readProcessing(actor)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });
});
