import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type { Subject } from "@/domain/registers";
import type * as commentService from "@/features/comments/service";
import type * as documentService from "@/features/documents/service";
import type * as partnerService from "@/features/partners/service";
import type { findMerged } from "@/server/holder";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { partnerInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let documents: typeof documentService;
let comments: typeof commentService;
let partners: typeof partnerService;
let merged: typeof findMerged;
let around: Pick<DecisionsHouse, "registers">;
let admin: Actor;
beforeAll(async () => {
  house = await openDecisions("varberg");
  documents = await import("@/features/documents/service");
  comments = await import("@/features/comments/service");
  partners = await import("@/features/partners/service");
  merged = (await import("@/server/holder")).findMerged;
  around = { registers: house.registers };
  admin = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

const attach = async (actor: Actor, subject: Subject, title: string, more: Record<string, unknown> = {}) => {
  const file = await received(pdfOf(1));
  try {
    return valueOf(await documents.attachDocument(actor, attachInput(subject, { title, ...more }), file, around, NOON)).id;
  } finally {
    await file.handle.close();
  }
};
let minutes = 0;
/** Each a minute after the one before. */
const comment = async (actor: Actor, subject: Subject, text: string) => valueOf(await comments.writeComment(actor, { key: randomUUID(), subject, text, mentionedIds: [] }, around, new Date(NOON.getTime() + (minutes += 1) * 60_000))).id;
const titlesOf = async (subject: Subject, actor: Actor = house.reader) => (await documents.listDocumentsOf(actor, subject, around)).documents.map(({ title }) => title);
const textsOf = async (subject: Subject, actor: Actor = house.reader) => (await comments.listCommentsOf(actor, subject, around)).comments.map(({ text }) => text);

/** Lays a document with a record, comments on it, and says who may not and where it is read. */
async function lieWith(subject: Subject, { writer, other, path, unit = null }: { writer: Actor; other: Actor; path: string; unit?: string | null }): Promise<void> {
  const title = `Bilaga ${randomUUID()}`;
  const id = await attach(writer, subject, title);
  await expect(attach(other, subject, "Får inte")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await titlesOf(subject)).toEqual([title]);
  const { holder } = await documents.getDocument(house.reader, id, around);
  expect(holder.path).toBe(path);
  const { readDocumentFilter } = await import("@/features/documents/schema");
  const { rows } = await documents.listDocuments(house.reader, readDocumentFilter({ q: title }).filter, around, NOON);
  expect(rows.map((row) => [row.subject, row.unit])).toEqual([[subject, unit]]);
  const { readRegistration } = await import("@/features/documents/registration/service");
  expect((await readRegistration(house.reader, subject, around)).documents.map((one) => one.title)).toEqual([title]);
}

describe("documents and comments lie with any record", () => {
  it("and the registers without say so here: drafts, units, lists that were read in, a project's money, and requests", () => {
    expect(house.registers.flatMap(({ kind, holding }) => (holding === undefined ? [kind] : [])).sort()).toEqual(["contactPerson", "disclosureRequest", "listImport", "projectDraft", "projectMoney"]);
    expect(house.registers.flatMap(({ kind, holding }) => (holding?.isUncommented === true ? [kind] : []))).toEqual(["contactPersonAppointment"]);
  });

  it("with a governing document, laid there by its keeper, whichever of its versions is read", async () => {
    const governing = await import("@/features/governing-documents/service");
    const { systemActor } = await import("@/server/session");
    const { shippedPack } = await import("@/server/pack");
    await governing.bringShipped(systemActor(), shippedPack());
    const [version] = await governing.listVersions(house.reader, "2026-11-22");
    const subject = { kind: "governingDocument", id: version?.documentId ?? "" };
    await lieWith(subject, { writer: admin, other: house.maja, path: `/governing-documents/documents/${subject.id}` });
    await comment(house.maja, subject, "Tredje stycket är otydligt.");
    expect(await textsOf(subject)).toEqual(["Tredje stycket är otydligt."]);
    await expect(titlesOf({ kind: "governingDocument", id: version?.id ?? "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("with a year's follow-up, laid there by the office", async () => {
    const followUp = await import("@/features/follow-up/service");
    valueOf(await followUp.openRound(house.office, { year: 2025, answersDueOn: "2025-12-11" }, randomUUID(), {}, new Date("2025-11-02T08:00:00Z")));
    const round = (await followUp.listRounds(house.office)).find(({ year }) => year === 2025);
    const subject = { kind: "followUpRound", id: round?.id ?? "" };
    await lieWith(subject, { writer: house.office, other: house.maja, path: `/year/rounds/${subject.id}` });
    await comment(house.maja, subject, "När stänger rundan?");
    expect(await textsOf(subject)).toEqual(["När stänger rundan?"]);
  });

  it("with what a unit has told within itself, laid there by the unit", async () => {
    const information = await import("@/features/opportunities/information/service");
    const { informationInput } = await import("../../factories/opportunities.ts");
    const { id } = valueOf(await information.logInformation(house.maja, { key: randomUUID(), activity: informationInput({ unitId: house.unit, heldOn: "2026-11-02" }), seenDeadline: null }, {}, NOON));
    const subject = { kind: "informationActivity", id };
    await lieWith(subject, { writer: house.maja, other: house.reader, path: `/opportunities/information/${id}`, unit: "Hamnförvaltningen" });
    await comment(house.office, subject, "Bra.");
    expect(await textsOf(subject)).toEqual(["Bra."]);
  });

  it("with an appointment documents alone, laid there by who appoints: nobody comments on a person", async () => {
    const { findPerson } = await import("@/features/people/service");
    const appointment = (await findPerson(house.office, house.maja.personId, "2026-11-22"))?.appointments[0];
    const subject = { kind: "contactPersonAppointment", id: appointment?.id ?? "" };
    await lieWith(subject, { writer: house.office, other: house.maja, path: `/contact-persons/${subject.id}`, unit: "Hamnförvaltningen" });
    for (const attempt of [() => comment(house.office, subject, "Duktig."), () => comments.prepareComment(house.office, subject, around), () => textsOf(subject, house.office)]) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what lies with a record that has been merged into another", () => {
  const add = async (name: string) => valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name }), answers: { saveAnyway: true, placeId: null } }, {}, NOON)).id;
  const mergeInto = async (id: string, intoId: string) => {
    const { partner } = await partners.getPartner(house.office, id);
    valueOf(await partners.mergePartner(house.office, { id, version: partner.version, kind: "DUPLICATE", intoId, on: { on: "2026-01-01", precision: "DAY" }, note: null, source: null }, NOON));
  };
  const read = async (actor: Actor, id: string) => {
    const subject = { kind: "partner", id };
    const given = { ...around, merged: await merged(actor, subject, around) };
    const [{ documents: lying }, { comments: written }] = await Promise.all([documents.listDocumentsOf(actor, subject, given), comments.listCommentsOf(actor, subject, given)]);
    return { documents: lying.map(({ title, from }) => [title, from]).sort(), comments: written.map(({ text, from, mayArchive }) => [text, from, mayArchive]) };
  };

  it("is shown with the survivor, told apart, and stays where it was", async () => {
    const [kept, double, oldest] = [await add("Aarhus Kommune"), await add("Århus Kommune"), await add("Århus by")];
    await attach(house.maja, { kind: "partner", id: kept }, "Hos den som finns kvar");
    await attach(house.maja, { kind: "partner", id: double }, "Hos den dubbla");
    await attach(house.maja, { kind: "partner", id: oldest }, "Hos den äldsta");
    await comment(house.maja, { kind: "partner", id: double }, "Skrivet där");
    await mergeInto(oldest, double);
    await mergeInto(double, kept);
    await comment(house.maja, { kind: "partner", id: kept }, "Skrivet här");
    expect(await read(house.reader, kept)).toEqual({
      documents: [["Hos den dubbla", "Århus Kommune"], ["Hos den som finns kvar", null], ["Hos den äldsta", "Århus by"]],
      comments: [["Skrivet där", "Århus Kommune", false], ["Skrivet här", null, false]],
    });
    expect((await read(house.maja, kept)).comments.map((one) => one[2])).toEqual([true, true]);
    expect(await titlesOf({ kind: "partner", id: double })).toEqual(["Hos den dubbla"]);
    const { readRegistration } = await import("@/features/documents/registration/service");
    expect((await readRegistration(house.reader, { kind: "partner", id: kept }, around)).documents.map(({ title }) => title).sort()).toEqual(["Hos den dubbla", "Hos den som finns kvar", "Hos den äldsta"]);
  });

  it("is asked of by the permissions of the record that it lies with: of one that isn't theirs to see they see nothing", async () => {
    const [kept, double] = [await add("Gdansk"), await add("Danzig")];
    await attach(house.maja, { kind: "partner", id: double }, "Undanlagt");
    await comment(house.maja, { kind: "partner", id: double }, "Undanlagt");
    await attach(house.maja, { kind: "partner", id: kept }, "Markerat", { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    await mergeInto(double, kept);
    expect((await read(house.reader, kept)).documents).toEqual([["Undanlagt", "Danzig"]]);
    const { partner } = await partners.getPartner(house.office, double);
    await partners.archivePartner(house.office, { id: double, version: partner.version }, true, NOON);
    expect(await read(house.reader, kept)).toEqual({ documents: [], comments: [] });
    expect((await read(house.office, kept)).documents).toEqual([["Markerat", null], ["Undanlagt", "Danzig"]]);
  });
});
