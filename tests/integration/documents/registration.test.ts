import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { layOutRegistration } from "@/features/documents/registration/report";
import type * as registrationService from "@/features/documents/registration/service";
import { toPrint } from "@/lib/printed-record";
import { LOCALES, messagesFor, wordsFor } from "@/messages/words";
import { isAppError } from "@/server/errors";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";
import { readPdf } from "../summaries/pdf.ts";

let house: DecisionsHouse;
let registration: typeof registrationService;
let around: { registers: DecisionsHouse["registers"] };
beforeAll(async () => {
  house = await openDecisions("halmstad");
  registration = await import("@/features/documents/registration/service");
  around = { registers: house.registers };
});
afterAll(() => house.close());

const printer = { name: "Strandby kommun", colour: "#123456", day: "2026-11-22" };

async function attach(id: string, more: Parameters<typeof attachInput>[1] = {}) {
  const documents = await import("@/features/documents/service");
  const file = await received(pdfOf(1, more.title ?? "Avtal"));
  try {
    valueOf(await documents.attachDocument(house.maja, attachInput({ kind: "project", id }, more), file, around, NOON));
  } finally {
    await file.handle.close();
  }
  return file.sha256;
}

it("Issue's own words: a registration sheet per record as PDF/A with dnr out and in, deep link, dates, unit, responsible, counterpart and each document's hash", async () => {
  const { typeset } = await import("@/server/documents/typesetter");
  const id = await house.project({
    title: "Hamnsamverkan", caseNumber: "KS 2026/0123", funderCaseNumber: "NIO-77", starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2026-12-31", precision: "DAY" },
    partners: [{ name: "Hafenamt", town: "Kiel", country: "DE", isLead: true }],
  });
  const sha256 = await attach(id, { title: "Samarbetsavtal", caseNumber: "KS 2026/0123-4" });
  const record = await registration.readRegistration(house.reader, { kind: "project", id }, around, NOON);
  const said = {
    sv: ["Registreringsblad", "Projekt: Hamnsamverkan", "KS 2026/0123", "NIO-77", "1 januari 2026", "31 december 2026", "Hamnförvaltningen", "Maja Provsson", "Hafenamt", "Ingen markering", `/projects/${id}`, "Samarbetsavtal", "KS 2026/0123-4", sha256],
    en: ["Registration sheet", "Project: Hamnsamverkan", "1 January 2026", "Not marked"],
  };
  for (const locale of ["sv", "en"] as const) {
    const { register } = typeset("record.typ", toPrint(layOutRegistration(record, wordsFor(locale)), printer));
    const archive = Buffer.from(register).toString("latin1");
    expect(archive).toMatch(/pdfaid:part>2</);
    expect(archive).toMatch(/pdfaid:conformance>A</);
    const read = await readPdf(register);
    expect([read.isTagged, read.language?.slice(0, 2)]).toEqual([true, locale]);
    // Where a line ends is the page's own matter, and a long word may be parted anywhere.
    const text = read.lines.join("").replace(/[\s\u200b]+/g, "");
    for (const part of said[locale]) expect(text).toContain(part.replace(/\s+/g, ""));
  }
});

it("says the marking as confidential with provision, date and authority before all else, and that each request is examined anew", async () => {
  const id = await house.project({ title: "Hemlig hamn", isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2026-03-04", confidentialityBy: "Hamnchefen" });
  const sheet = layOutRegistration(await registration.readRegistration(house.office, { kind: "project", id }, around, NOON), wordsFor("sv"));
  expect(sheet.warning?.text).toBe("OSL 19 kap. 1 §, markerad 4 mars 2026, av Hamnchefen. Markeringen är en varning, inget beslut. Varje begäran om att få se handlingen prövas på nytt.");
  expect(layOutRegistration(await registration.readRegistration(house.reader, { kind: "project", id: await house.project() }, around, NOON), wordsFor("sv")).warning).toBeNull();
  await expect(registration.readRegistration(house.reader, { kind: "project", id }, around, NOON)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
});

it("names a confidential document to those alone who may see it", async () => {
  const id = await house.project({ title: "Öppen hamn" });
  await attach(id, { title: "Hemligt yttrande", isConfidential: true, confidentialityProvision: "OSL 18 kap. 8 §" });
  const titles = async (actor: DecisionsHouse["office"]) => (await registration.readRegistration(actor, { kind: "project", id }, around, NOON)).documents.map(({ title }) => title);
  expect(await titles(house.office)).toEqual(["Hemligt yttrande"]);
  expect(await titles(house.reader)).toEqual([]);
});

it("can be asked of every register whose records documents lie with, and has a word for each state that they tell", async () => {
  const { readRecord } = await import("@/server/record-contents");
  const { reading } = await import("@/server/db");
  const held = house.registers.filter(({ holding }) => holding !== undefined);
  expect(held.length).toBeGreaterThan(20);
  for (const { kind, holding } of held) {
    await expect(readRecord(reading(), { kind, id: randomUUID() }, around, "2026-11-22")).resolves.toBeNull();
    const states = holding?.stored.registration?.state;
    for (const locale of LOCALES) if (states !== undefined) expect(Object.keys(states.words.split(".").reduce<object>((at, name) => Object(Reflect.get(at, name)) as object, messagesFor(locale))).length).toBeGreaterThan(1);
  }
  await expect(registration.readRegistration(house.office, { kind: "inventedKind", id: randomUUID() }, around, NOON)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  await expect(registration.readRegistration(house.office, { kind: "project", id: randomUUID() }, around, NOON)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
});
