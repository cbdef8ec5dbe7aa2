import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { layOutNetworkSheet } from "@/features/networks/report";
import { layOutRelationSheet } from "@/features/town-relations/report";
import { toMatter } from "@/lib/fact-sheet";
import { wordsFor } from "@/messages/words";
import { activityInput, agreementInput } from "../../factories/town-relations.ts";
import { readPdf } from "../summaries/pdf.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

let house: TownsHouse;
beforeAll(async () => {
  house = await openTowns("halmstad");
});
afterAll(() => house.close());

const owner = { name: "Strandby kommun", colour: "#123456", day: "2026-11-29" };
const years = { from: 2017, to: 2026 };

it("a relation's fact sheet says in either language what is open of it, names nobody, and is a tagged PDF in its own language", async () => {
  const { typeset } = await import("@/server/documents/typesetter");
  const activities = await import("@/features/town-relations/activities/service");
  const papers = await import("@/features/town-relations/papers/service");
  const id = await house.active({ name: "Fjordvik", description: "Om skola och hav.", source: "Hemlig källa" });
  valueOf(await activities.logActivity(house.maja, activityInput({ relationId: id, unitId: house.unit, participantCount: 14 }), randomUUID(), {}, NOON));
  valueOf(await papers.addAgreement(house.office, { id, version: (await house.see(id)).version, agreement: agreementInput({ title: "Samarbetsavtal", signatories: "Kim Undertecknare", subjectAreas: "Skola och kultur", validTo: "2030-12-31" }) }, randomUUID(), NOON));
  const [relation, { agreements }, entries] = [await house.see(id), await papers.readPapers(house.reader, id), await activities.readLedger(house.reader, years, id)];
  const [agreement] = agreements;
  const sheet = { ...relation, standing: "ACTIVE" as const, since: { on: "2026-01-01", precision: "YEAR" as const }, agreement: { ...agreement!, signed: { on: agreement!.signedOn, precision: agreement!.signedPrecision } } };
  for (const [locale, says] of [["sv", ["Fjordvik", "Strandby i Danmark.", "Aktiv", "Skola och kultur", "utbyte för professionen, 14 deltagare"]], ["en", ["Fjordvik", "Strandby in Denmark.", "Active", "Skola och kultur", "exchange for professions, 14 participants"]]] as const) {
    const set = typeset("fact-sheet.typ", toMatter(layOutRelationSheet(sheet, entries, years, owner, wordsFor(locale)), owner));
    const read = await readPdf(set.read);
    expect([read.isTagged, read.language?.slice(0, 2), set.pages]).toEqual([true, locale, 1]);
    const text = read.lines.join(" ");
    for (const part of says) expect(text).toContain(part);
    for (const hidden of ["Undertecknare", "Hemlig"]) expect(text).not.toContain(hidden);
  }
});

it("a network's fact sheet says what it is and in how much units have taken part, and not who represents", async () => {
  const { typeset } = await import("@/server/documents/typesetter");
  const network = { name: "Kustnätet", acronym: "KN", level: "EU" as const, scope: "WHOLE_MUNICIPALITY" as const, through: null, status: "MEMBER" as const, joined: { on: "2016-12-13", precision: "DAY" as const }, website: "https://example.org", workingGroups: null, about: "Städer vid havet.", relevance: null, representative: "Kim Företrädare" };
  const set = typeset("fact-sheet.typ", toMatter(layOutNetworkSheet(network, [{ heldOn: "2025-05-01" }, { heldOn: "2010-05-01" }], years, owner, wordsFor("en")), owner));
  const { lines, isTagged } = await readPdf(set.read);
  expect(isTagged).toBe(true);
  const text = lines.join(" ");
  for (const part of ["Kustnätet (KN)", "Städer vid havet.", "1 occasion", "Strandby kommun is a municipality in Sweden."]) expect(text.replace(/\s+/g, " ")).toContain(part);
  expect(text).not.toContain("Företrädare");
});
